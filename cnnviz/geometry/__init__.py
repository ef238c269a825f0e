"""Sizes, costs and fields of view of windows that slide: arithmetic only, no pixels."""

from cnnviz.geometry.cost import conv_parameters, linear_parameters, multiplications, power_multiplications
from cnnviz.geometry.coverage import coverage, window_starts
from cnnviz.geometry.output import OutputSize, Remainder, ceil_output_size, output_size
from cnnviz.geometry.padding import ceil_padding, full_padding, resolve_padding, same_padding
from cnnviz.geometry.plan import Geometry, Plan, both_axes
from cnnviz.geometry.receptive import Layer, ReceptiveField, receptive_field
from cnnviz.geometry.terms import Terms

__all__ = [
    "Geometry",
    "Layer",
    "OutputSize",
    "Plan",
    "ReceptiveField",
    "Remainder",
    "Terms",
    "both_axes",
    "ceil_output_size",
    "ceil_padding",
    "conv_parameters",
    "coverage",
    "full_padding",
    "linear_parameters",
    "multiplications",
    "output_size",
    "power_multiplications",
    "receptive_field",
    "resolve_padding",
    "same_padding",
    "window_starts",
]
