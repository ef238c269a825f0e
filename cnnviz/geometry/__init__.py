"""Sizes, costs and fields of view of windows that slide: arithmetic only, no pixels."""

from cnnviz.geometry.output import OutputSize, Remainder, output_size
from cnnviz.geometry.padding import full_padding, same_padding

__all__ = ["OutputSize", "Remainder", "full_padding", "output_size", "same_padding"]
