"""Scripts for operators along any axes: convolutions of all kinds, resizing and pixel shuffle."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import CnnvizError
from cnnviz.operators.spaces import SPACES
from cnnviz.scripts.axes_lines import axes_lines
from cnnviz.scripts.literals import array, given
from cnnviz.scripts.resizing_lines import resizing_lines, shuffling_lines
from cnnviz.scripts.script import PRINT, TORCH, Script, joined, lines
from cnnviz.scripts.transposed_lines import transposed_lines

#: The lines for NumPy and those for PyTorch.
Lines = tuple[str, str]

#: For each operator how many axes its input has, and what writes its lines.
OPERATORS: Final[MappingProxyType[str, tuple[int, Callable[..., Lines]]]] = MappingProxyType(
    {
        "conv1d": (1, axes_lines),
        "conv2d": (2, axes_lines),
        "conv3d": (3, axes_lines),
        "conv_transpose1d": (1, transposed_lines),
        "conv_transpose2d": (2, transposed_lines),
        "interpolate": (2, resizing_lines),
        "pixel_shuffle": (2, shuffling_lines),
    }
)


def operation_script(
    name: str,
    values: NDArray[Any],
    weight: NDArray[Any] | None = None,
    bias: NDArray[Any] | None = None,
    **options: Any,
) -> Script:
    """Write an operation whose arguments were checked, as the function of that name in `cnnviz.operators`.

    Parameters
    ----------
    name : {"conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "interpolate", \
"pixel_shuffle"}
    values : ndarray
        What is operated on, without a batch. A small one is written out, another one read from a file.
    weight, bias : ndarray, optional
        Of the convolutions.
    **options
        The other arguments of that function.

    Returns
    -------
    Script
        ``output`` has the shape of the function's result, and differs from it by rounding only.

    Raises
    ------
    CnnvizError
        If there is no such operation, or the input is a batch.

    Examples
    --------
    >>> script = operation_script("conv1d", np.array([2.0, 2, 8]), np.array([-1.0, 1]), padding="causal")
    >>> print(script.numpy)
    import numpy as np
    <BLANKLINE>
    series = np.array([2, 2, 8], np.float64)
    <BLANKLINE>
    kernel = np.array([-1, 1], np.float64)
    <BLANKLINE>
    maps, weight = series[None], kernel[None, None]  # one channel, one filter
    maps = np.pad(maps, ((0, 0), (1, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(maps, (2,), axis=(1,))
    output = np.einsum("cxi,fci->fx", windows, weight)[0]
    print(output.shape, output.min(), output.max())
    """
    if name not in OPERATORS:
        raise CnnvizError(f"there is no script for {name!r}; use one of {', '.join(OPERATORS)}")
    axes, write = OPERATORS[name]
    space = SPACES[axes]
    if values.ndim > axes + 1:
        raise CnnvizError(f"there is no script for a batch; give one {space.word}, with channels or without")
    read, files = given(space.word, values)
    by_numpy, by_torch = write(name, space, values, weight, bias, **options)
    arrays = [read]
    if weight is not None:
        arrays.append(f"kernel = {array(np.asarray(weight, values.dtype))}")
    if bias is not None:
        arrays.append(f"bias = {array(np.asarray(bias, values.dtype))}")
    return Script(
        joined("import numpy as np", *arrays, lines(by_numpy, PRINT)),
        joined(TORCH, *arrays, lines(by_torch, PRINT)),
        files,
    )
