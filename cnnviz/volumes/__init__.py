"""Small shapes of voxels under kernels of 3 × 3 × 3."""

from cnnviz.volumes.convolved import Convolved
from cnnviz.volumes.kernels import KERNELS, read_kernel
from cnnviz.volumes.shapes import LARGEST, SHAPES, SMALLEST, shape

__all__ = ["KERNELS", "LARGEST", "SHAPES", "SMALLEST", "Convolved", "read_kernel", "shape"]
