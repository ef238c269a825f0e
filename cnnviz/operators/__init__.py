"""The operators of a convolutional network, under `torch.nn.functional`'s names, on NumPy arrays."""

from cnnviz.operators.convolution import conv2d
from cnnviz.operators.padding import pad, resolve_padding, source_indices

__all__ = ["conv2d", "pad", "resolve_padding", "source_indices"]
