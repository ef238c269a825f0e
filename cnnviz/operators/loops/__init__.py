"""Every operator a second time, written as plain loops: to be read, and to test the fast code by."""

from cnnviz.operators.loops.activations import elu, gelu, glu, leaky_relu, relu, sigmoid, silu, softplus, tanh
from cnnviz.operators.loops.adaptive_pooling import (
    adaptive_avg_pool2d,
    adaptive_max_pool2d,
    fractional_max_pool2d,
    global_avg_pool2d,
    global_max_pool2d,
)
from cnnviz.operators.loops.convolution import conv2d
from cnnviz.operators.loops.convolution_axes import conv1d, conv3d
from cnnviz.operators.loops.dense import cross_entropy, linear, log_softmax, softmax
from cnnviz.operators.loops.gradients import conv2d_gradients
from cnnviz.operators.loops.pooling import (
    avg_pool2d,
    lp_pool2d,
    max_pool2d,
    median_pool2d,
    min_pool2d,
    sum_pool2d,
)
from cnnviz.operators.loops.resizing import interpolate, pixel_shuffle
from cnnviz.operators.loops.transposed import conv_transpose1d, conv_transpose2d

__all__ = [
    "adaptive_avg_pool2d",
    "adaptive_max_pool2d",
    "avg_pool2d",
    "conv1d",
    "conv2d",
    "conv2d_gradients",
    "conv3d",
    "conv_transpose1d",
    "conv_transpose2d",
    "cross_entropy",
    "elu",
    "fractional_max_pool2d",
    "gelu",
    "global_avg_pool2d",
    "global_max_pool2d",
    "glu",
    "interpolate",
    "leaky_relu",
    "linear",
    "log_softmax",
    "lp_pool2d",
    "max_pool2d",
    "median_pool2d",
    "min_pool2d",
    "pixel_shuffle",
    "relu",
    "sigmoid",
    "silu",
    "softmax",
    "softplus",
    "sum_pool2d",
    "tanh",
]
