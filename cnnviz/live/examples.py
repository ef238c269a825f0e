"""Designs that show something at one click."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cnnviz.live.design import Design

#: Nine convolutions, one after the other. With sigmoids the first layer’s gradient is below a
#: hundred-thousandth of the last one’s, and after 300 batches the network still guesses (seeds 1 and 2).
_DEEP: Final = Design(filters=(8, 8, 8), depth=3, kernel_size=3)
DEEP_SIGMOID: Final = replace(_DEEP, activation="sigmoid")
DEEP_RELU: Final = replace(_DEEP, activation="relu")
