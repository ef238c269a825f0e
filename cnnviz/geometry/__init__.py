"""Sizes, costs and fields of view of windows that slide: arithmetic only, no pixels."""

from cnnviz.geometry.cost import conv_parameters, linear_parameters, multiplications, power_multiplications
from cnnviz.geometry.coverage import coverage, window_starts
from cnnviz.geometry.output import OutputSize, Remainder, ceil_output_size, output_size
from cnnviz.geometry.padding import ceil_padding, full_padding, resolve_padding, same_padding
from cnnviz.geometry.plan import Geometry, Plan, both_axes
from cnnviz.geometry.receptive import Layer, ReceptiveField, receptive_field
from cnnviz.geometry.resized import resized_formula, resized_size, shuffled_formula, shuffled_shape
from cnnviz.geometry.sides import resolve_sides
from cnnviz.geometry.terms import Terms
from cnnviz.geometry.transposed import TransposedSize, overlaps, transposed_output_size

__all__ = [
    "Geometry",
    "Layer",
    "OutputSize",
    "Plan",
    "ReceptiveField",
    "Remainder",
    "Terms",
    "TransposedSize",
    "both_axes",
    "ceil_output_size",
    "ceil_padding",
    "conv_parameters",
    "coverage",
    "full_padding",
    "linear_parameters",
    "multiplications",
    "output_size",
    "overlaps",
    "power_multiplications",
    "receptive_field",
    "resized_formula",
    "resized_size",
    "resolve_padding",
    "resolve_sides",
    "same_padding",
    "shuffled_formula",
    "shuffled_shape",
    "transposed_output_size",
    "window_starts",
]
