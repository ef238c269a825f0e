"""What is often said of convolutional networks and is not quite right, with what is.

Numbers come from the functions that pages compute them with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cnnviz.counting import PRESETS
from cnnviz.geometry import conv_parameters, linear_parameters, output_size
from cnnviz.geometry.output import as_text

_COLOURS, _FILTERS, _KERNEL = 3, 8, 3
_WEIGHTS = conv_parameters(_COLOURS, _FILTERS, _KERNEL, bias=False)
_SIDE = 32
_INSIDE = output_size(_SIDE, _KERNEL).size
_MAPS, _FEWER = 128, 64
_MIXES = conv_parameters(_MAPS, _FEWER, 1, bias=False)
_SMALL, _LARGE, _UNITS = 28, 56, 128
_FROM_SMALL, _FROM_LARGE = (linear_parameters(side**2, _UNITS, bias=False) for side in (_SMALL, _LARGE))
_PRINTED, _FIRST, _STEP = 224, 11, 4
_EXTRA = output_size(_PRINTED, _FIRST, _STEP, remainder="pad").extra
_PADDED = output_size(_PRINTED, _FIRST, _STEP, (_EXTRA // 2, _EXTRA - _EXTRA // 2))
_TOO_MUCH = output_size(_PRINTED, _FIRST, _STEP, _EXTRA)


@dataclass(frozen=True)
class Slip:
    """Something that is often said.

    Attributes
    ----------
    page : str
        Where a learner meets its subject.
    at : str
        The address of a view that shows what is right.
    see : str
        What one sees there.
    """

    id: str
    page: str
    said: str
    right: str
    at: str
    see: str


def _counting(preset: str) -> str:
    """Give the address of a stack on the page Counting."""
    chosen = PRESETS[preset]
    return f"counting?c_input={chosen.input}&c_layers={chosen.layers}"


SLIPS: Final[tuple[Slip, ...]] = (
    Slip(
        "exponential",
        "neurons",
        "The weights of a dense layer grow exponentially with the picture.",
        f"They grow with the number of pixels. Twice as wide and twice as high means four times as many: "
        f"{_UNITS} units have {_FROM_SMALL:,} weights for {_SMALL} × {_SMALL} pixels, and {_FROM_LARGE:,} "
        f"for {_LARGE} × {_LARGE}.",
        f"counting?c_input={_LARGE}_{_LARGE}_1&c_layers=dense_{_UNITS}",
        "Count the weights of a dense layer",
    ),
    Slip(
        "cosine",
        "neurons",
        "A dot product is the cosine similarity.",
        "It is the cosine times the lengths of both vectors, so a brighter picture gives a larger one.",
        "neurons?neurons=two",
        "See the angle and both lengths",
    ),
    Slip(
        "adds",
        "neurons",
        "A neuron adds its inputs and its weights.",
        "It multiplies each input by its weight, and adds up the products and a bias.",
        "neurons?neurons=two",
        "See each product",
    ),
    Slip(
        "invariant",
        "kernels",
        "Convolution is translation invariant.",
        "It is equivariant: when the picture is shifted, the map is shifted with it (at stride 1, and away "
        "from the border). Pooling adds a little invariance, for small shifts.",
        "break_it?b_view=disturb",
        "Shift a picture, and see what the network makes of it",
    ),
    Slip(
        "flipped",
        "kernels",
        "A convolutional layer computes the convolution of mathematics.",
        "What frameworks compute is cross-correlation: the kernel is not flipped. With weights that are "
        "learned this makes no difference. With weights that you choose it does.",
        "kernels?flip=true",
        "Flip the kernel",
    ),
    Slip(
        "time",
        "kernels",
        "The work is height × width / stride.",
        "The stride counts along both axes, and each window costs as many multiplications as the kernel has "
        "weights: height / stride × width / stride × kernel area, for each channel and each filter.",
        "counting?c_input=32_32_1&c_layers=conv_1_3_2_1_1_1",
        "Count the multiplications at stride 2",
    ),
    Slip(
        "pixel-levels",
        "kernels",
        "The numbers of a feature map are pixel levels from 0 to 255.",
        "They are weighted sums, and may be negative or larger than any pixel.",
        "kernels?kernel=laplacian",
        "See numbers below zero, in blue",
    ),
    Slip(
        "wide",
        "kernels",
        "Convolution with zero padding is called wide.",
        "Wide means full padding: kernel − 1 zeros on every side. Same padding is zero padding, too, and "
        "keeps the size.",
        "kernels?pad=full",
        "See full padding",
    ),
    Slip(
        "relu",
        "activations",
        "ReLU gives numbers between 0 and 1.",
        "It ends at no number: below 0 it gives 0, and above 0 the number itself, however large.",
        "activations",
        "See numbers above 1 after ReLU",
    ),
    Slip(
        "slope",
        "activations",
        "A sigmoid squeezes gradients into 0 to 1.",
        "It squeezes its output. Its slope is at most ¼, and each layer multiplies the gradient by such a "
        "slope. So the gradient vanishes in a deep network.",
        "activations?activation=sigmoid",
        "See the slope of a sigmoid",
    ),
    Slip(
        "rotation",
        "pooling",
        "Pooling makes a network invariant to rotation and scale.",
        "It brings a little invariance to small shifts, and none to rotation or scale. A network can only "
        "learn these, from images that are turned and scaled.",
        "break_it?b_view=disturb&b_kind=rotate",
        "Rotate a picture, and see the prediction change",
    ),
    Slip(
        "sharper",
        "pooling",
        "Pooling makes edges sharper.",
        "Max pooling keeps the largest number of each window, so the map has fewer numbers. Edges only look "
        "thicker because each of these is drawn larger.",
        "pooling?of=answer",
        "Pool a map of edges",
    ),
    Slip(
        "neurons",
        "counting",
        f"{_FILTERS} filters of {_KERNEL} × {_KERNEL} on {_COLOURS} colours have {_WEIGHTS} neurons.",
        f"They have {_WEIGHTS} weights and {_FILTERS} biases: {_WEIGHTS + _FILTERS} parameters. There are "
        "as many neurons, or units, as numbers that come out, and all those of a map share its weights.",
        _counting("eight"),
        "Count parameters and units",
    ),
    Slip(
        "thousand",
        "counting",
        f"A filter on a picture of {_SIDE} × {_SIDE} gives {_SIDE**2:,} neurons.",
        f"Only with padding. Without it a {_KERNEL} × {_KERNEL} kernel gives {_INSIDE} × {_INSIDE} = "
        f"{_INSIDE**2} of them.",
        f"counting?c_input={_SIDE}_{_SIDE}_1&c_layers=conv_1_{_KERNEL}_1_0_1_1",
        "Count the windows",
    ),
    Slip(
        "extra-pixels",
        "counting",
        f"A picture of {_PRINTED} × {_PRINTED} fits AlexNet’s first layer with {_EXTRA} pixels of padding.",
        f"With {_EXTRA} in all, such as {_EXTRA // 2} before and {_EXTRA - _EXTRA // 2} after, "
        f"{as_text(_PADDED.exact)} windows fit. With {_EXTRA} on each side the formula gives "
        f"{as_text(_TOO_MUCH.exact)}.",
        f"counting?c_input={PRESETS['printed'].input}",
        "See what fits",
    ),
    Slip(
        "one-by-one",
        "counting",
        "A 1 × 1 convolution is an element-wise multiplication.",
        f"It is a dot product over the channels of each pixel. So {_FEWER} filters turn {_MAPS} maps into "
        f"{_FEWER}, with {_FEWER} × {_MAPS} = {_MIXES:,} weights.",
        _counting("one_by_one"),
        "Count its weights",
    ),
    Slip(
        "lenet",
        "counting",
        "LeNet-5 is of 1994.",
        "It was published in 1998. Smaller networks of the same group came before it, from 1989 on.",
        _counting("lenet"),
        "See LeNet-5, layer by layer",
    ),
    Slip(
        "alexnet",
        "counting",
        "AlexNet has kernels of 9 × 9.",
        "Its kernels are 11 × 11 in the first layer, 5 × 5 in the second and 3 × 3 in the other three.",
        "counting?c_layers=conv_96_11_4_0_1_1~max_3_2_0_1~conv_256_5_1_2_1_2~max_3_2_0_1"
        "~conv_384_3_1_1_1_1~conv_384_3_1_1_1_2~conv_256_3_1_1_1_2",
        "See AlexNet’s convolutions, layer by layer",
    ),
    Slip(
        "separately",
        "network",
        "A filter treats each channel separately.",
        "It has a sheet of weights for each channel, and what these give is added up, with one bias: one "
        "filter gives one map, however many channels come in.",
        "network?layer=conv+3",
        "See the sum over all channels",
    ),
    Slip(
        "one-dimensional",
        "network",
        "Maps stacked on each other form a one-dimensional array.",
        "They form a volume: channels × height × width. It is flattening that makes one long list of it.",
        "network?layer=conv+3",
        "See a layer’s maps",
    ),
    Slip(
        "flatten",
        "network",
        "Flattening gives a list of weights.",
        "It gives a list of activations: the numbers of the last maps. The weights belong to the dense "
        "layer that takes them.",
        "network?layer=flatten",
        "See what is flattened",
    ),
    Slip(
        "loses",
        "network",
        "Flattening loses information.",
        "No number is lost. Only which numbers were neighbours is no longer told, so the dense layer has to "
        "learn it.",
        "network?layer=flatten",
        "See that each number stays",
    ),
    Slip(
        "scale",
        "network",
        "Convolutions in series make a network invariant to scale.",
        "They are only a step towards it: each layer sees more of the picture. An object twice as large is "
        "still another input.",
        "break_it?b_view=disturb&b_kind=scale",
        "Scale a picture, and see the prediction change",
    ),
    Slip(
        "softmax-sum",
        "softmax",
        "Softmax raises e to the sum of all probabilities.",
        "It raises e to each logit by itself, and divides by the sum of these powers: the column of powers "
        "shows each, and the line below it their sum.",
        "softmax",
        "See each power and the sum",
    ),
    Slip(
        "brain",
        "units",
        "Convolutional networks work as our brains do.",
        "Cells of the visual cortex that see a small part of the view, and answer to edges there, gave the "
        "idea. How networks compute and learn is different in most ways.",
        "units",
        "See what maps of the first layer look for",
    ),
    Slip(
        "sixty-thousand",
        "evaluation",
        "Fashion-MNIST has 60,000 images.",
        "Those are the training images. With the 10,000 test images there are 70,000.",
        "network?card=true",
        "See what the network was trained and tested on",
    ),
    Slip(
        "more-filters",
        "train",
        "More filters guarantee a better accuracy.",
        "With more filters a network can fit its training images better. Its accuracy on other images may "
        "stay the same or fall, so it has to be measured.",
        "train?t_f1=16",
        "Train with more filters, and see both curves",
    ),
    Slip(
        "whitens",
        "modes",
        "Batch norm whitens its input.",
        "It gives each channel mean 0 and variance 1. Whitening would also remove the correlation between "
        "channels.",
        "modes?mode_layer=norm",
        "See batch norm, channel by channel",
    ),
)
"""All of them, in the order of the menu’s pages, where they stand."""
