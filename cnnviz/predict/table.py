"""The table of slips that exercises share with predictions: what is said of each, and what it makes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.operators.reductions import REDUCTIONS
from cnnviz.predict.kernel_slips import KERNEL_SLIPS
from cnnviz.predict.size_formula import Formula
from cnnviz.predict.size_slips import SLIPS as SIZE_SLIPS
from cnnviz.predict.sum_slips import BIAS_SLIPS

_SIZES: Final = {slip.key: slip for slip in SIZE_SLIPS}
#: What the learner did, behind "You", by the slip's key.
DID: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{key: slip.did for key, slip in _SIZES.items()},
        **{key: slip.did for key, slip in KERNEL_SLIPS.items()},
        **BIAS_SLIPS,
        **{f"took_{kind}": made.took for kind, made in REDUCTIONS.items()},
    }
)

#: What a class did, in a word or four, where many stand under it: on the board and on the projector.
SHORT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "swapped": "rows and columns swapped",
        "no_padding": "padding left out",
        "padding_once": "padding counted once",
        "no_stride": "stride forgotten",
        "rounded_up": "rounded up",
        "rounded_down": "rounded down",
        "not_rounded": "fraction kept",
        "no_plus_one": "+ 1 forgotten",
        "no_dilation": "dilation forgotten",
        "plus_one_inside": "1 added before dividing",
        "same_as_input": "the input’s size taken",
        "dilation_product": "kernel × dilation",
        "kernel_twice": "kernel subtracted twice",
        "half_kernel": "half of the kernel subtracted",
        "divided_only": "only divided by the stride",
        "padding_twice": "padding added twice",
        "minus_padding": "padding subtracted",
        "minus_one": "1 subtracted at the end",
        "flipped": "kernel turned",
        "transposed": "kernel’s rows and columns swapped",
        "no_minus": "minus signs left out",
        "window_sum": "weights left out",
        "no_bias": "bias left out",
        "minus_bias": "bias subtracted",
        "bias_each": "bias for each channel",
        "took_max": "largest value taken",
        "took_min": "smallest value taken",
        "took_average": "mean taken",
        "took_sum": "added up",
        "took_median": "middle value taken",
        "took_lp": "root of the squares taken",
    }
)


def you_did(key: str) -> str:
    """Say what was done: a sentence.

    Raises
    ------
    CnnvizError
        If there is no such slip.

    Examples
    --------
    >>> you_did("padding_once")
    'You counted the padding once.'
    """
    if key not in DID:
        raise CnnvizError(f"there is no slip “{key}”; known are {', '.join(DID)}")
    return f"You {DID[key]}."


def size_with(key: str, size: int, kernel: int, padding: int = 0, stride: int = 1, dilation: int = 1) -> int:
    """Work out an output's size along one axis with a slip.

    Parameters
    ----------
    key : str
        Of a slip in `cnnviz.predict.size_slips`.
    size, kernel, padding, stride, dilation : int
        The padding is that of each side.

    Raises
    ------
    CnnvizError
        If there is no such slip, or what it leaves is no whole number.

    Examples
    --------
    >>> size_with("padding_once", 6, 3, padding=1), size_with("no_plus_one", 6, 3)
    (5, 3)
    """
    if key not in _SIZES:
        raise CnnvizError(f"there is no slip “{key}” with a size; known are {', '.join(_SIZES)}")
    (made,) = _SIZES[key].change((Formula(size, kernel, stride, padding, padding, dilation),))
    if made.result.denominator != 1:
        raise CnnvizError(f"“{key}” leaves a fraction, {made.result}")
    return int(made.result)


def kernel_with(key: str, kernel: Floats) -> Floats:
    """Make the kernel that somebody has in mind who does a slip.

    Parameters
    ----------
    key : str
        Of a slip in `cnnviz.predict.kernel_slips`.
    kernel : ndarray, shape (…, rows, columns) or (n,)

    Raises
    ------
    CnnvizError
        If there is no such slip.

    Examples
    --------
    >>> import numpy as np
    >>> kernel_with("flipped", np.array([[1, 2], [3, 4]])).tolist()
    [[4, 3], [2, 1]]
    """
    if key not in KERNEL_SLIPS:
        raise CnnvizError(f"there is no slip “{key}” with a kernel; known are {', '.join(KERNEL_SLIPS)}")
    return KERNEL_SLIPS[key].change(kernel)
