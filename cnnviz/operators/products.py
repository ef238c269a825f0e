"""One output that is a sum of products, and how that sum is written out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Floats
from cnnviz.numbers import format_number
from cnnviz.operators.words import ends, factor


@dataclass(frozen=True)
class Products:
    """What the traces of all convolutions have in common.

    Attributes
    ----------
    window : ndarray, (C/groups, *taps)
        The values the kernel met; 0 where it met none.
    weights : ndarray, (C/groups, *taps)
        The kernel.
    products : ndarray, (C/groups, *taps)
        Each value times its weight.
    bias : float
        What was added at the end, 0 if nothing.
    total : float
        The output, exactly as the operator gives it. Floats are rounded at each step, so the products and the
        bias differ from it by up to `rounding` when they are added up in another order.
    channels : ndarray, (C/groups,)
        Indices of the input's channels that the kernel saw.
    """

    window: Floats
    weights: Floats
    products: Floats
    bias: float
    total: float
    channels: NDArray[np.intp]

    @property
    def channel_sums(self) -> NDArray[np.float64]:
        """What each channel adds to the output, (C/groups,)."""
        return np.asarray(self.products.sum(axis=tuple(range(1, self.products.ndim)), dtype=np.float64))

    @property
    def rounding(self) -> float:
        """A size that rounding can give an output whose products cancel out: 8 float steps of their sizes."""
        sizes = float(np.abs(self.products).sum(dtype=np.float64)) + abs(self.bias)
        return 8 * float(np.finfo(self.products.dtype).eps) * sizes

    def added_up(self, met: NDArray[np.bool_] | None = None) -> str:
        """Write the sum out, product by product or channel by channel; `met`, (*taps), leaves products out.

        An output of the size of `rounding` is written as the map holds it, and called what it is.
        """
        every = self._channel_terms() if len(self.channels) > 1 else self._product_terms(met)
        terms = ends(every, ("+", "…"))
        if self.bias or not terms:
            terms.append(_signed(self.bias, f"{format_number(abs(self.bias))} (bias)" if self.bias else "0"))
        first = ("− " if terms[0][0] == "−" else "") + terms[0][1]
        summed = " ".join([first, *(f"{sign} {word}" for sign, word in terms[1:])])
        cancelled = " (0 within rounding)" if 0 < abs(self.total) <= self.rounding else ""
        return f"{summed} = {format_number(self.total)}{cancelled}"

    def _product_terms(self, met: NDArray[np.bool_] | None) -> list[tuple[str, str]]:
        taken = slice(None) if met is None else met
        pairs = zip(
            self.weights[0][taken].ravel().tolist(), self.window[0][taken].ravel().tolist(), strict=True
        )
        return [_signed(weight, f"{format_number(abs(weight))}·{factor(value)}") for weight, value in pairs]

    def _channel_terms(self) -> list[tuple[str, str]]:
        pairs = zip(self.channels.tolist(), self.channel_sums.tolist(), strict=True)
        return [_signed(part, f"{format_number(abs(part))} (channel {channel})") for channel, part in pairs]


def _signed(value: float, word: str) -> tuple[str, str]:
    return ("−" if value < 0 else "+"), word
