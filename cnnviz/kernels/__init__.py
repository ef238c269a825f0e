"""Kernels, each derived in the open from its factors or formula; own ones read from text.

All are float32 `(k, l)` and meant for cross-correlation, which is what a framework's convolution computes.
"""

from cnnviz.kernels.catalogue import CATALOGUE, GROUPS
from cnnviz.kernels.combine import compass_maximum, compass_winner, direction, magnitude
from cnnviz.kernels.compass import DIRECTIONS, kirsch
from cnnviz.kernels.custom import parse, to_text
from cnnviz.kernels.edges import prewitt, scharr, sobel
from cnnviz.kernels.gabor import gabor
from cnnviz.kernels.laplacian import laplacian, laplacian_of_gaussian
from cnnviz.kernels.parameters import Parameter
from cnnviz.kernels.smoothing import box, emboss, gaussian, identity, sharpen
from cnnviz.kernels.specs import CombinedSpec, KernelSpec

__all__ = [
    "CATALOGUE",
    "DIRECTIONS",
    "GROUPS",
    "CombinedSpec",
    "KernelSpec",
    "Parameter",
    "box",
    "compass_maximum",
    "compass_winner",
    "direction",
    "emboss",
    "gabor",
    "gaussian",
    "identity",
    "kirsch",
    "laplacian",
    "laplacian_of_gaussian",
    "magnitude",
    "parse",
    "prewitt",
    "scharr",
    "sharpen",
    "sobel",
    "to_text",
]
