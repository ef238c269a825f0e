"""What is often said of convolution, padding, strides, channels and pooling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from cnnviz import images
from cnnviz.channels import PRESETS as EXAMPLES
from cnnviz.channels import ChannelLayer, read_filters
from cnnviz.counting import PRESETS, Layer, count
from cnnviz.geometry import conv_parameters, linear_parameters, output_size, window_starts
from cnnviz.geometry.output import as_text
from cnnviz.glossary.slip import Slip
from cnnviz.kernels import sobel
from cnnviz.numbers import format_number
from cnnviz.operators import conv1d, conv2d, max_pool2d
from cnnviz.shift import shift


def _listed(numbers: Iterable[float]) -> str:
    """Write numbers as a list: 0, 1 and 2."""
    *others, last = [format_number(number) for number in numbers]
    return f"{', '.join(others)} and {last}" if others else last


def _row(numbers: Any) -> str:
    return " ".join(map(format_number, np.ravel(numbers)))


_COLOURS, _FILTERS, _KERNEL, _FOUR = 3, 8, 3, 4
_WEIGHTS = conv_parameters(_COLOURS, _FILTERS, _KERNEL, bias=False)
_DEEP = conv_parameters(_COLOURS, 1, _KERNEL, bias=False)
_SIDE = 32
_INSIDE = output_size(_SIDE, _KERNEL).size
_MAPS, _FEWER, _MANY = 128, 64, 64
_MIXES = conv_parameters(_MAPS, _FEWER, 1, bias=False)
_ON_MANY = conv_parameters(_MANY, _FILTERS, _KERNEL)
_PRINTED, _ALEX, _FIRST, _STEP = 224, 227, 11, 4
_EXTRA = output_size(_PRINTED, _FIRST, _STEP, remainder="pad").extra
_PADDED = output_size(_PRINTED, _FIRST, _STEP, (_EXTRA // 2, _EXTRA - _EXTRA // 2))
_TOO_MUCH = output_size(_PRINTED, _FIRST, _STEP, _EXTRA)
_ALEX_ALL, _ALEX_OUT = (output_size(_ALEX, _FIRST, step).size for step in (1, _STEP))

_SIX, _TEN = 6, 10
_INNER, _PADDED_ONE = (output_size(_SIX, _KERNEL, padding=padding).size for padding in (0, 1))
_HALF = as_text(output_size(_TEN, _KERNEL, 2).exact)
_STARTS = window_starts(_TEN, _KERNEL, 2).tolist()
_TEN_OUT, _NEXT = len(_STARTS), _STARTS[-1] + 2

_SMALL, _HUGE, _UNITS, _WIDE = 28, 420, 128, 5
_DENSE_SMALL, _DENSE_HUGE = (linear_parameters(side**2, _UNITS) for side in (_SMALL, _HUGE))
_SHARED = conv_parameters(1, 1, _WIDE)
_POOLED_MAPS = 16
(_POOL,) = count([Layer("max", 0, (2, 2), (2, 2))], (_POOLED_MAPS, _SMALL, _SMALL))
_POOL_LEARNS = "" if isinstance(_POOL, str) else _POOL.parameters.value

_BY_HAND = EXAMPLES["worked"]
_SHEETS = read_filters(_BY_HAND.filters)
assert _SHEETS is not None
_TRACE = ChannelLayer(_SHEETS, _BY_HAND.biases, np.ones((1, len(_BY_HAND.typed)))).trace(
    np.stack([images.parse_matrix(text) for text in _BY_HAND.typed]), 0, _BY_HAND.at
)
_PIXEL, _MIXING = (200, 100, 40), (1, -1, 0)
_MIXED = format_number(float(conv2d(np.reshape(_PIXEL, (3, 1, 1)), np.reshape(_MIXING, (1, 3, 1, 1))).item()))

_MOVING, _SPOT_ROW, _SMOOTH = "0 0 1 0 0 0 0 0", "0 0 9 0 0 0 0 0", "1 2 1"

_EDGE = np.tile([10, 10, 0], (_KERNEL, 1))
_AT_STEP, _FLIPPED_AT_STEP = (
    format_number(float(conv2d(_EDGE, kernel).item()))
    for kernel in (sobel("vertical"), np.flip(sobel("vertical")))
)


def _follows(stride: int) -> tuple[str, str]:
    """Convolve the row before and after it has moved by one."""
    row, kernel = images.parse_matrix(_MOVING), images.parse_matrix(_SMOOTH)[0]
    before, after = (_row(conv1d(one[0], kernel, stride=stride)) for one in (row, shift(row, (0, 1))))
    return before, after


(_BEFORE, _AFTER), (_SKIPPED, _SKIPPED_AFTER) = _follows(1), _follows(2)
_ALONE = images.parse_matrix(_SPOT_ROW)
_MOVED_ALONE = int(np.sum(shift(_ALONE, (0, 1)) != _ALONE))
_POOLED = _row(max_pool2d(_ALONE, (1, 2), (1, 2)))
_SPOT = format_number(float(_ALONE.max()))


def _counting(preset: str) -> str:
    """Give the address of a stack on the page Counting."""
    chosen = PRESETS[preset]
    return f"counting?c_input={chosen.input}&c_layers={chosen.layers}"


def _query(**given: str) -> str:
    """Write settings as an address holds them."""
    return "&".join(f"{key}={text.replace(' ', '+').replace(chr(10), '%0A')}" for key, text in given.items())


def _channels(example: str, **typed: str) -> str:
    """Give the address of filters on the page Channels, over what is typed there at first, or else."""
    chosen = EXAMPLES[example]
    biases = "~".join(map(format_number, chosen.biases))
    return f"channels?{_query(ch_of='typed', ch_filters=chosen.filters, ch_bias=biases, **typed)}"


def _shift(row: str, kernel: str) -> str:
    """Give the address of a row that moves on the page Shift, under pools of two."""
    moved = _query(img="matrix", matrix=row, kernel="custom", custom_text=kernel)
    return f"shift?{moved}&window_axes=true&window=1&step=1"


CONVOLUTION: Final[tuple[Slip, ...]] = (
    Slip(
        "flipped",
        "kernels",
        "A convolutional layer computes the convolution of mathematics.",
        "What frameworks compute is cross-correlation: the kernel is not flipped. With weights that are "
        "learned this makes no difference. With weights that you choose it does: at a step from light to "
        f"dark the vertical Sobel kernel answers {_AT_STEP}, and flipped {_FLIPPED_AT_STEP}.",
        "kernels?img=step-6&at=0.0.1&flip=true",
        "See it flipped, and flip it back",
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
        "subtracted",
        "kernels",
        f"{_SIX} pixels less {_KERNEL} give {_SIX - _KERNEL} outputs.",
        f"A window stands at {_listed(range(_INNER))}: {_SIX} − {_KERNEL} + 1 = {_INNER} times.",
        "kernels?img=counting-6",
        "Play it, and count where the window stands",
    ),
    Slip(
        "filters-are-deep",
        "channels",
        "A filter is a flat square, or there is one for each colour.",
        "A filter has a kernel for each channel that comes in. What its kernels give is added up: "
        f"on {_COLOURS} colours a {_KERNEL} × {_KERNEL} filter has {_DEEP} weights, and leaves one map. In "
        f"the example {_listed(_TRACE.channel_sums)} and a bias of {format_number(_TRACE.bias)} add up to "
        f"{format_number(_TRACE.total)}.",
        _channels("worked", ch_count="2", ch_0=_BY_HAND.typed[0], ch_1=_BY_HAND.typed[1]),
        "Switch a kernel off, and see the sum change",
    ),
    Slip(
        "partial-maps",
        "channels",
        f"{_FOUR} filters on {_COLOURS} channels give {_FOUR * _COLOURS} maps.",
        f"They give {_FOUR * _COLOURS} partial maps on the way. Those of a filter are added up, so {_FOUR} "
        "maps leave the layer: one for each filter.",
        _channels("volume"),
        "See partial maps add up",
    ),
    Slip(
        "does-nothing",
        "channels",
        "A 1 × 1 convolution does nothing.",
        f"It mixes the channels of each pixel. Weights {_listed(_MIXING)} on red, green and blue make "
        f"{_MIXED} of a pixel ({_listed(_PIXEL)}): how much redder it is than green.",
        "channels?ch_filters=1_-1_0",
        "See red against green",
    ),
    Slip(
        "invariant",
        "shift",
        "Convolution is translation invariant.",
        "It is equivariant: when the picture is shifted, the map is shifted with it (at stride 1, and away "
        f"from the border). A kernel 1 2 1 makes {_BEFORE} of a row, and {_AFTER} of the row one to the "
        f"right. With stride 2 they are {_SKIPPED} and {_SKIPPED_AFTER}, and neither is the other, shifted. "
        "Pooling adds a little invariance, for small shifts.",
        _shift(_MOVING, _SMOOTH),
        "Shift a row, and see its map follow",
        also=("kernels",),
    ),
    Slip(
        "sensitive",
        "shift",
        "Pooling makes a network more sensitive to where things stand.",
        f"Less. A {_SPOT} that moves by one changes {_MOVED_ALONE} numbers of a row. What a pool of 2 makes "
        f"of it stays {_POOLED} as long as the {_SPOT} moves within one window. From one window to the next "
        "it does change.",
        _shift(_SPOT_ROW, "1"),
        "Shift a spot, and see the pooled row hold still",
    ),
    Slip(
        "deconvolve",
        "transposed",
        "A transposed convolution “deconvolves”: it undoes a convolution.",
        "It undoes the shape, and not the values. What is convolved and transposed back has its old shape, "
        "with other numbers in it.",
        "transposed?tr_below=back",
        "Go there and back",
    ),
    Slip(
        "neurons",
        "counting",
        f"{_FILTERS} filters of {_KERNEL} × {_KERNEL} on {_COLOURS} colours have {_WEIGHTS} neurons.",
        f"They have {_WEIGHTS} weights and {_FILTERS} biases: {_WEIGHTS + _FILTERS} parameters. There are "
        "as many neurons, or units, as numbers that come out. Those of a map share the same weights.",
        _counting("eight"),
        "Count parameters and units",
        also=("channels",),
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
        "LeNet-5 dates from 1994.",
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
        "channels-are-filters",
        "counting",
        f"{_MANY} channels mean {_MANY} filters.",
        f"Channels come in; how many filters there are is chosen. {_FILTERS} filters on {_MANY} channels "
        f"leave {_FILTERS} maps, and have {_ON_MANY:,} parameters.",
        f"counting?c_input={_SMALL}_{_SMALL}_{_MANY}&c_layers=conv_{_FILTERS}_{_KERNEL}_1_0_1_1",
        "Choose another number of filters",
    ),
    Slip(
        "picture-size",
        "counting",
        "Parameters depend on the picture’s size.",
        f"Those of a dense layer do: {_UNITS} units have {_DENSE_SMALL:,} of them on {_SMALL} × {_SMALL} "
        f"pixels, and {_DENSE_HUGE:,} on {_HUGE} × {_HUGE}. Those of a convolution do not: a {_WIDE} × "
        f"{_WIDE} filter has {_SHARED} on both.",
        f"{_counting('shared')}&c_dense=true",
        "Change the picture’s size under both",
    ),
    Slip(
        "padding-once",
        "counting",
        "A padding of 1 makes the output larger by 1.",
        f"It puts one pixel at both ends: under a kernel of {_KERNEL}, {_SIX} pixels give {_INNER} outputs "
        f"without padding, and {_PADDED_ONE} with it.",
        f"counting?c_input={_SIX}_{_SIX}_1&c_layers=conv_1_{_KERNEL}_1_1_1_1",
        "See the padding at both ends",
    ),
    Slip(
        "fraction",
        "counting",
        f"Where {_HALF} windows fit, half of one counts.",
        f"A window counts only if all of it lies on pixels: at {_listed(_STARTS)}. The next would begin at "
        f"{_NEXT} and need pixel {_TEN}, but the last is {_TEN - 1}. So there are {_TEN_OUT}.",
        _counting("does_not_fit"),
        "Play the windows",
    ),
    Slip(
        "stride-skips",
        "counting",
        "A stride computes all windows, and leaves some out afterwards.",
        f"Those that are left out are never computed. On {_ALEX} pixels under a kernel of {_FIRST}, stride "
        f"{_STEP} leaves {_ALEX_OUT} of {_ALEX_ALL} windows along each axis, and the work falls along both.",
        f"counting?c_layers=conv_96_{_FIRST}_1_0_1_1",
        f"Set the stride to {_STEP}, and see the multiplications",
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
        "Max pooling keeps the largest number of each window, so the map has fewer numbers, and each stands "
        "for a larger part of the picture. Edges come out thicker, and their place is known less exactly.",
        "pooling?of=answer",
        "Pool a map of edges",
    ),
    Slip(
        "pool-learns",
        "pooling",
        "Pooling has parameters.",
        f"It learns nothing. A 2 × 2 pool after a layer of {_POOLED_MAPS} maps adds {_POOL_LEARNS} "
        "parameters, and leaves a quarter of the outputs. Going back, it routes each gradient to the winner.",
        f"counting?c_input={_SMALL}_{_SMALL}_1&c_layers=conv_{_POOLED_MAPS}_{_KERNEL}_1_same_1_1~max_2_2_0_1&c_layer=1",
        "Count the parameters of a pool",
        also=("counting", "backward"),
    ),
)
