"""Complete scripts, for NumPy and for PyTorch, that give the numbers a page shows; they run as written."""

from cnnviz.scripts.activation import activation_script
from cnnviz.scripts.architecture import architecture_script
from cnnviz.scripts.backward import backward_script
from cnnviz.scripts.channels import channels_script
from cnnviz.scripts.convolution import conv_script
from cnnviz.scripts.counting import counting_script
from cnnviz.scripts.design import design_script
from cnnviz.scripts.explaining import explaining_script
from cnnviz.scripts.layers import layer_script
from cnnviz.scripts.measuring import evaluation_script, favourites_script
from cnnviz.scripts.modes import dropout_script, norm_script, split_script
from cnnviz.scripts.network import network_script
from cnnviz.scripts.neurons import neurons_script
from cnnviz.scripts.normal_map import normal_map_script
from cnnviz.scripts.operations import operation_script
from cnnviz.scripts.pooling import pool_script
from cnnviz.scripts.script import (
    IMAGES_FILE,
    INPUT_FILE,
    LAYERS_FILE,
    LIVE_FILE,
    TEMPLATES_FILE,
    WEIGHTS_FILE,
    Script,
)
from cnnviz.scripts.shift import shift_script
from cnnviz.scripts.softmax import softmax_script
from cnnviz.scripts.stack import stack_script
from cnnviz.scripts.transposing import transposing_script

__all__ = [
    "IMAGES_FILE",
    "INPUT_FILE",
    "LAYERS_FILE",
    "LIVE_FILE",
    "TEMPLATES_FILE",
    "WEIGHTS_FILE",
    "Script",
    "activation_script",
    "architecture_script",
    "backward_script",
    "channels_script",
    "conv_script",
    "counting_script",
    "design_script",
    "dropout_script",
    "evaluation_script",
    "explaining_script",
    "favourites_script",
    "layer_script",
    "network_script",
    "neurons_script",
    "norm_script",
    "normal_map_script",
    "operation_script",
    "pool_script",
    "shift_script",
    "softmax_script",
    "split_script",
    "stack_script",
    "transposing_script",
]
