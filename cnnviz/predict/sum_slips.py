"""Slips with the terms of a weighted sum, which a convolution and a dense layer share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np

from cnnviz.arguments import Floats
from cnnviz.numbers import format_number
from cnnviz.operators.words import MOST
from cnnviz.predict.place import Place
from cnnviz.predict.reading import printed_errors, shown
from cnnviz.predict.verdict import Slip

#: What the learner did with the bias, behind "You", by the slip's key.
BIAS_SLIPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no_bias": "left out the bias",
        "minus_bias": "subtracted the bias",
        "bias_each": "added the bias once for each channel",
    }
)


def bias_slips(total: float, bias: float) -> Iterator[Slip]:
    """Yield the slips with the bias, if there is one."""
    if bias:
        instead = "Add it to the sum of the products."
        yield Slip("no_bias", total - bias, BIAS_SLIPS["no_bias"], instead)
        yield Slip("minus_bias", total - 2 * bias, BIAS_SLIPS["minus_bias"], instead)


def result_slips(total: float) -> Iterator[Slip]:
    """Yield the slips with the finished sum: ReLU applied, its sign lost."""
    if total < 0:
        instead = "The sum itself may be negative; ReLU comes after it."
        yield Slip("relu", 0.0, "stopped at 0, as ReLU or the black of a picture would", instead)
    yield Slip("sign", -total, "took the other sign", "Check the signs of the weights.")


def without_bias(slips: Sequence[Slip], bias: float) -> Iterator[Slip]:
    """Yield slips in the sum of the products once more with the bias left out as well."""
    if bias:
        for slip in slips:
            did = f"{slip.did} and left out the bias"
            yield Slip(f"{slip.key}+no_bias", slip.value - bias, did, slip.instead)


def term_slips(
    products: Floats,
    total: float,
    name: Callable[[tuple[int, ...]], str],
    place: Callable[[tuple[int, ...]], Place | None] = lambda position: None,
) -> Iterator[Slip]:
    """Yield a wrong sign of one product, then one product left out, each named by `name` of its position
    and marked at `place` of it.

    Sums of more than `MOST` products have none: so many numbers would fit some product by accident.
    """
    if products.size > MOST:
        return
    for position, product in np.ndenumerate(products):
        did = f"gave the product at {name(position)} the wrong sign"
        instead = f"It is {format_number(product)}."
        yield Slip("one_sign", total - 2 * float(product), did, instead, place(position))
    for position, product in np.ndenumerate(products):
        did = f"left out a product of {format_number(product)}, such as the one at {name(position)}"
        instead = "Every position in the window counts."
        yield Slip("one_left_out", total - float(product), did, instead, place(position))


def printed_error(values: Floats, weights: Floats, bias: float) -> float:
    """Return how far off a weighted sum may be if it is worked out from its numbers as they are printed.

    Each value x is off by δx and each weight w by δw: Σ (|w| δx + |x| δw + δx δw), and the bias's own error.
    """
    x, w = (np.abs(np.asarray(part, np.float64)) for part in (values, weights))
    dx, dw = printed_errors(x), printed_errors(w)
    return float((w * dx + x * dw + dx * dw).sum()) + abs(bias - shown(bias))
