"""Series to start from; each is made here, from formulas, in numbers of two decimals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np

from cnnviz.series.text import Series

#: Where the sampled heart beats: not quite regularly, as hearts do.
BEATS: Final = (14, 52, 86, 125)


class Sample(NamedTuple):
    """A series to start from.

    Attributes
    ----------
    title : str
    make : callable
        Gives its numbers.
    """

    title: str
    make: Callable[[], Series]

    @property
    def values(self) -> Series:
        """Its numbers, in two decimals."""
        return np.round(self.make(), 2) + 0.0


def _noise(count: int, size: float, seed: int) -> Series:
    """Give numbers from −size to size, each equally likely."""
    return size * (2 * np.random.default_rng(seed).random(count) - 1)


def _step() -> Series:
    return np.where(np.arange(48) < 24, 2.0, 8.0) + _noise(48, 0.3, 1)


def _sine() -> Series:
    at = np.arange(96)
    return np.sin(2 * np.pi * at / 24) + np.where(at < 60, 0.0, 2.0) + _noise(96, 0.15, 2)


def _heart() -> Series:
    """Add up beats, each five bumps (P, Q, R, S, T), on a baseline that wanders, and noise."""
    at = np.arange(150.0)
    series = 0.5 * np.sin(2 * np.pi * at / 110) + _noise(150, 0.08, 3)
    for beat in BEATS:
        for place, size, width in (
            (-8, 0.2, 2.0),
            (-2, -0.3, 0.8),
            (0, 1.6, 0.9),
            (2, -0.5, 0.9),
            (10, 0.4, 3),
        ):
            series += size * np.exp(-(((at - beat - place) / width) ** 2) / 2)
    return series


#: By their keys in the address, in the order of the list; a page begins with the first.
SAMPLES: Final[Mapping[str, Sample]] = MappingProxyType(
    {
        "step": Sample("A step, with noise", _step),
        "six": Sample("2 2 2 8 8 8", lambda: np.array([2.0, 2, 2, 8, 8, 8])),
        "sine": Sample("A sine with a step", _sine),
        "heart": Sample("A heartbeat", _heart),
        "noise": Sample("Noise", lambda: _noise(96, 1.0, 4)),
        "impulse": Sample("A single 1", lambda: np.eye(1, 25, 12)[0]),
    }
)
