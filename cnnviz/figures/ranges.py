"""Which range of values the colours of several maps stand for."""

from collections.abc import Iterable
from math import gcd

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.figures.scales import Limits, Scale, rule_of
from cnnviz.figures.shade import as_map, extremes

_ROUNDING = 2.0**-22
"""What float32 inputs can make of a sum that is 0, as a part of the largest that the sum could be."""

_MANY = 4096
"""Maps of fewer numbers in all show every one at a size to be read; no colour is withheld from any."""
_SAMPLE = 16_384
_SHARE = 0.995
_WORTH = 0.8
"""Colours end early only where this share of the full range or less holds `_SHARE` of the numbers."""


def shared_limits(maps: Iterable[ArrayLike], scale: Scale) -> Limits:
    """Give the range that covers several maps, so that their colours can be compared.

    Raises
    ------
    ShapeError
        If a map has not two axes.
    CnnvizError
        If there is no such scale.

    Examples
    --------
    >>> shared_limits([[[1, 2]], [[-5, 0]]], "signed")
    (-5.0, 5.0)
    """
    ends = [extremes(values) for values in map(as_map, maps) if values.size]
    low = min((low for low, _ in ends), default=0.0)
    high = max((high for _, high in ends), default=0.0)
    return rule_of(scale).limits(low, high)


def response_limits(maps: Iterable[ArrayLike], scale: Scale, largest: float) -> Limits:
    """Give the range that covers several maps of sums, or all that could be, where they hold only rounding.

    Values far below the largest that the sums could have are what rounding the inputs has left of a 0. They
    must not be painted in the deepest colours.

    Parameters
    ----------
    maps, scale
        As for `shared_limits`.
    largest : float
        What no sum could exceed.

    Examples
    --------
    >>> response_limits([[[-3e-8, 0]]], "signed", largest=2.0)
    (-2.0, 2.0)
    """
    low, high = shared_limits(maps, "minmax")
    is_noise = 0 < max(abs(low), abs(high)) <= _ROUNDING * largest
    return rule_of(scale).limits(-largest, largest) if is_noise else rule_of(scale).limits(low, high)


def robust_limits(maps: Iterable[ArrayLike], scale: Scale, largest: float) -> Limits:
    """Give a range that a few huge numbers do not stretch: 199 of 200 numbers lie within it.

    It is rounded to two digits. Where it would gain little, where there are few numbers, and on scales whose
    colours are no strengths, it is that of `response_limits`.

    Parameters
    ----------
    maps, scale, largest
        As for `response_limits`.

    Examples
    --------
    >>> edges = np.zeros((80, 80))
    >>> edges[:2], edges[0, 0] = 31, 1000
    >>> robust_limits([edges], "signed", largest=1000), response_limits([edges], "signed", largest=1000)
    ((-31.0, 31.0), (-1000.0, 1000.0))
    """
    numbers = [as_map(values) for values in maps]
    full = response_limits(numbers, scale, largest)
    if rule_of(scale).zero is None or sum(values.size for values in numbers) < _MANY:
        return full
    sizes = np.concatenate([_sizes(values, scale) for values in numbers])
    end = float(f"{np.quantile(sizes, _SHARE):.1e}") if sizes.size else 0.0
    return rule_of(scale).limits(0.0, end) if 0 < end <= _WORTH * full[1] else full


def _sizes(values: NDArray[np.float32], scale: Scale) -> NDArray[np.float32]:
    """How strong a map's numbers are: of many, a sample that takes turns through all columns."""
    step = max(1, values.size // _SAMPLE)
    while gcd(step, values.shape[1]) != 1:
        step += 1
    drawn = values.ravel()[::step]
    drawn = drawn[np.isfinite(drawn)]
    return np.maximum(drawn, 0) if scale == "clipped" else np.abs(drawn)
