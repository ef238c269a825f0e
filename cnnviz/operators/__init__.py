"""The operators of a convolutional network, under `torch.nn.functional`'s names, on NumPy arrays."""

from cnnviz.operators.activation_table import ACTIVATIONS, Activation
from cnnviz.operators.activations import elu, gelu, leaky_relu, relu, sigmoid, silu, softplus, tanh
from cnnviz.operators.adaptive_pooling import (
    adaptive_avg_pool2d,
    adaptive_max_pool2d,
    adaptive_windows,
    global_avg_pool2d,
    global_max_pool2d,
)
from cnnviz.operators.convolution import conv2d
from cnnviz.operators.convolution_axes import conv1d, conv3d
from cnnviz.operators.cross_entropy import cross_entropy
from cnnviz.operators.dense import linear, log_softmax, softmax
from cnnviz.operators.exact import on_grid
from cnnviz.operators.fractional_pooling import fractional_max_pool2d, fractional_windows
from cnnviz.operators.gates import glu, glu_slope
from cnnviz.operators.gradients import conv2d_gradients, conv2d_weight_gradient
from cnnviz.operators.matrix import ConvMatrix, conv2d_matrix
from cnnviz.operators.padding import pad, source_indices
from cnnviz.operators.pooling import avg_pool2d, lp_pool2d, max_pool2d, median_pool2d, min_pool2d, sum_pool2d
from cnnviz.operators.poolings import POOLINGS, Pooling
from cnnviz.operators.resizing import interpolate, pixel_shuffle
from cnnviz.operators.stretched import Stretched, stretch1d, stretch2d
from cnnviz.operators.trace_activations import ActivationTrace, GluTrace, activation_trace, glu_trace
from cnnviz.operators.trace_adaptive_pooling import adaptive_pool_trace, fractional_pool_trace
from cnnviz.operators.trace_axes import AxesTrace, conv1d_trace, conv3d_trace
from cnnviz.operators.trace_convolution import ConvTrace, conv2d_trace
from cnnviz.operators.trace_dense import (
    CrossEntropyTrace,
    LinearTrace,
    SoftmaxTrace,
    cross_entropy_trace,
    linear_trace,
    softmax_trace,
)
from cnnviz.operators.trace_pooling import PoolTrace, pool_trace
from cnnviz.operators.trace_resizing import ResizeTrace, ShuffleTrace, interpolate_trace, pixel_shuffle_trace
from cnnviz.operators.trace_transposed import (
    GatherTrace,
    ScatterTrace,
    conv_transpose1d_gather,
    conv_transpose1d_scatter,
    conv_transpose2d_gather,
    conv_transpose2d_scatter,
)
from cnnviz.operators.transposed import conv_transpose1d, conv_transpose2d

__all__ = [
    "ACTIVATIONS",
    "POOLINGS",
    "Activation",
    "ActivationTrace",
    "AxesTrace",
    "ConvMatrix",
    "ConvTrace",
    "CrossEntropyTrace",
    "GatherTrace",
    "GluTrace",
    "LinearTrace",
    "PoolTrace",
    "Pooling",
    "ResizeTrace",
    "ScatterTrace",
    "ShuffleTrace",
    "SoftmaxTrace",
    "Stretched",
    "activation_trace",
    "adaptive_avg_pool2d",
    "adaptive_max_pool2d",
    "adaptive_pool_trace",
    "adaptive_windows",
    "avg_pool2d",
    "conv1d",
    "conv1d_trace",
    "conv2d",
    "conv2d_gradients",
    "conv2d_matrix",
    "conv2d_trace",
    "conv2d_weight_gradient",
    "conv3d",
    "conv3d_trace",
    "conv_transpose1d",
    "conv_transpose1d_gather",
    "conv_transpose1d_scatter",
    "conv_transpose2d",
    "conv_transpose2d_gather",
    "conv_transpose2d_scatter",
    "cross_entropy",
    "cross_entropy_trace",
    "elu",
    "fractional_max_pool2d",
    "fractional_pool_trace",
    "fractional_windows",
    "gelu",
    "global_avg_pool2d",
    "global_max_pool2d",
    "glu",
    "glu_slope",
    "glu_trace",
    "interpolate",
    "interpolate_trace",
    "leaky_relu",
    "linear",
    "linear_trace",
    "log_softmax",
    "lp_pool2d",
    "max_pool2d",
    "median_pool2d",
    "min_pool2d",
    "on_grid",
    "pad",
    "pixel_shuffle",
    "pixel_shuffle_trace",
    "pool_trace",
    "relu",
    "sigmoid",
    "silu",
    "softmax",
    "softmax_trace",
    "softplus",
    "source_indices",
    "stretch1d",
    "stretch2d",
    "sum_pool2d",
    "tanh",
]
