"""The operators of a convolutional network, under `torch.nn.functional`'s names, on NumPy arrays."""

from cnnviz.operators.convolution import conv2d
from cnnviz.operators.gradients import conv2d_input_gradient, conv2d_weight_gradient
from cnnviz.operators.padding import pad, resolve_padding, source_indices

__all__ = [
    "conv2d",
    "conv2d_input_gradient",
    "conv2d_weight_gradient",
    "pad",
    "resolve_padding",
    "source_indices",
]
