"""Scripts for a transposed convolution, and for what it is compared with."""

from __future__ import annotations

from typing import Literal

from cnnviz.operators.sampling import Mode
from cnnviz.operators.spaces import SPACES
from cnnviz.scripts.axes_lines import axes_lines
from cnnviz.scripts.literals import array
from cnnviz.scripts.operations import Lines, operation_script
from cnnviz.scripts.resizing_lines import resizing_lines
from cnnviz.scripts.script import PRINT, TORCH, Script, joined, lines
from cnnviz.scripts.transposed_lines import transposed_lines
from cnnviz.transposing import Transposing

Way = Literal["transposed", "resized", "back"]


def transposing_script(made: Transposing, way: Way = "transposed", mode: Mode = "nearest") -> Script:
    """Write a transposed convolution that fits, or one of the two ways that it is compared with.

    Parameters
    ----------
    made : Transposing
    way : {"transposed", "resized", "back"}
        The operation itself; resize, then convolve; or convolve, then transpose.
    mode : {"nearest", "bilinear"}
        How to resize.

    Returns
    -------
    Script
        ``output`` is `Transposing.output`, `Transposing.smooth` or `Back.restored`, without the leading axis
        where it is done along one axis.

    Raises
    ------
    ShapeError
        If it does not fit.
    """
    values, kernel = made.given
    if way == "transposed":
        return operation_script(made.name, values, kernel, **made.options)
    if way == "resized":
        values, kernel = made.values, made.kernel
        word, steps = "image", _resized(made, mode)
    else:
        word, steps = SPACES[values.ndim].word, _back(made)
    arrays = (f"{word} = {array(values)}", f"kernel = {array(kernel)}")
    (first, first_torch), (second, second_torch) = steps
    return Script(
        joined("import numpy as np", *arrays, first, lines(f"{word} = output", second, PRINT)),
        joined(TORCH, *arrays, first_torch, lines(f"{word} = output.numpy()", second_torch, PRINT)),
    )


def _resized(made: Transposing, mode: Mode) -> tuple[Lines, Lines]:
    times = (1 if made.is_row else made.stride, made.stride)
    options = {"padding": made.around, "dilation": made.dilation, "mode": "nearest"}
    return (
        resizing_lines("interpolate", SPACES[2], made.values, None, None, scale_factor=times, mode=mode),
        axes_lines("conv2d", SPACES[2], made.resized(mode), made.kernel, None, **options),
    )


def _back(made: Transposing) -> tuple[Lines, Lines]:
    values, kernel = made.given
    space, back = SPACES[values.ndim], made.back()
    down = {name: value for name, value in made.options.items() if name != "output_padding"}
    up = {**down, "output_padding": back.output_padding}
    convolved = back.convolved[0] if made.is_row else back.convolved
    return (
        axes_lines("conv1d" if made.is_row else "conv2d", space, values, kernel, None, **down),
        transposed_lines(made.name, space, convolved, kernel, None, **up),
    )
