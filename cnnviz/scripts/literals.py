"""Arrays written out as Python reads them, and how a script comes by its picture."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import floats
from cnnviz.scripts.script import INPUT_FILE

#: A picture of up to this many numbers is written out in the script; a larger one is read from a file.
WRITTEN = 225
_WIDTH = 88


def number(value: float | np.floating[Any]) -> str:
    """Write the shortest decimal that the value's type reads back as the same; 0 for −0, which equals it.

    Examples
    --------
    >>> number(np.float32(1) / 3), number(2.0), number(1e-8)
    ('0.33333334', '2', '1e-08')
    """
    return str(value + 0).removesuffix(".0")


def array(values: NDArray[Any]) -> str:
    """Write a finite array of any number of axes as NumPy code that makes it again, as float32 or float64.

    Examples
    --------
    >>> print(array(np.array([[1, 0.5], [-2, 0]], np.float32)))
    np.array([
        [1, 0.5],
        [-2, 0],
    ], np.float32)
    """
    numbers = floats(values)
    return f"np.array({_nested(numbers, 0)}, np.{numbers.dtype})"


def _nested(values: NDArray[Any], depth: int) -> str:
    indent = "    " * depth
    if values.ndim == 1:
        row = f"[{', '.join(number(value) for value in values)}]"
        return textwrap.fill(
            row, _WIDTH - len(indent), subsequent_indent=f"{indent} ", break_on_hyphens=False
        )
    parts = "".join(f"{indent}    {_nested(part, depth + 1)},\n" for part in values)
    return f"[\n{parts}{indent}]"


def is_written(image: NDArray[Any]) -> bool:
    """Say whether a picture is written out: a small one, (H, W), all of whose numbers are finite."""
    return image.ndim == 2 and image.size <= WRITTEN and bool(np.isfinite(image).all())


def picture(image: NDArray[Any]) -> tuple[str, tuple[str, ...]]:
    """Write how a script comes by its picture, under the name ``image``, and which files that takes.

    Examples
    --------
    >>> picture(np.zeros((3, 20, 30)))
    ('image = np.load("cnnviz-input.npy")  # 3 × 20 × 30', ('cnnviz-input.npy',))
    """
    if is_written(image):
        return f"image = {array(image)}", ()
    return f'image = np.load("{INPUT_FILE}")  # {" × ".join(map(str, image.shape))}', (INPUT_FILE,)


def given(name: str, values: NDArray[Any]) -> tuple[str, tuple[str, ...]]:
    """Write how a script comes by its input of any number of axes, under a name, and which files that takes.

    Examples
    --------
    >>> given("series", np.array([1, 2.5]))[0]
    'series = np.array([1, 2.5], np.float64)'
    """
    if values.size <= WRITTEN and np.isfinite(values).all():
        return f"{name} = {array(values)}", ()
    return f'{name} = np.load("{INPUT_FILE}")  # {" × ".join(map(str, values.shape))}', (INPUT_FILE,)
