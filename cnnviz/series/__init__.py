"""A series of numbers, such as a recording, under a kernel: samples, own numbers, and a shape found again."""

from cnnviz.series.filtered import PADDINGS, Filtered
from cnnviz.series.given import MOST_TEXT, Given, read_given
from cnnviz.series.kernels import KERNELS, MOST_TAPS, read_kernel
from cnnviz.series.matching import HOW, Match, find_peaks
from cnnviz.series.samples import SAMPLES
from cnnviz.series.text import LEAST, MOST, packed, read_series, write_series

__all__ = [
    "HOW",
    "KERNELS",
    "LEAST",
    "MOST",
    "MOST_TAPS",
    "MOST_TEXT",
    "PADDINGS",
    "SAMPLES",
    "Filtered",
    "Given",
    "Match",
    "find_peaks",
    "packed",
    "read_given",
    "read_kernel",
    "read_series",
    "write_series",
]
