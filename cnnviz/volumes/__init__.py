"""Small shapes of voxels under kernels of up to 3 × 3 × 3."""

from cnnviz.volumes.convolved import Convolved
from cnnviz.volumes.kernels import KERNELS, MOST_TAPS, kept_kernel, read_kernel
from cnnviz.volumes.shapes import LARGEST, LONGEST_OWN, OWN, SHAPES, SMALLEST, kept_shape, read_shape, shape

__all__ = [
    "KERNELS",
    "LARGEST",
    "LONGEST_OWN",
    "MOST_TAPS",
    "OWN",
    "SHAPES",
    "SMALLEST",
    "Convolved",
    "kept_kernel",
    "kept_shape",
    "read_kernel",
    "read_shape",
    "shape",
]
