"""What can be swept, and the design at each value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from cnnviz.live.design import Design
from cnnviz.models.garments import GARMENTS

Kind = Literal["filters", "images", "untrained"]
#: Batches that each network learns from: two passes over all images, in batches of 32.
BATCHES: Final = 374
SEEDS: Final = (1, 2, 3)


@dataclass(frozen=True)
class Plan:
    """What is swept.

    Attributes
    ----------
    title : str
    values : tuple of int
        What is set in turn, by `design`.
    seeds : tuple of int
    batches : int
    """

    title: str
    values: tuple[int, ...]
    seeds: tuple[int, ...]
    batches: int


PLANS: Final[Mapping[Kind, Plan]] = MappingProxyType(
    {
        "filters": Plan("Filters", (1, 2, 4, 8, 16), SEEDS, BATCHES),
        "images": Plan("Training images", (200, 500, 1000, 2000, 6000), SEEDS, BATCHES),
        "untrained": Plan("Untrained", tuple(range(1, 11)), (0,), 0),
    }
)


def design_of(kind: Kind, value: int, seed: int, data: str = GARMENTS.key) -> Design:
    """The design at one value: a single convolution for filters, else what the page begins with.

    >>> design_of("filters", 4, 2).filters, design_of("images", 500, 1).images
    ((4,), 500)
    >>> design_of("untrained", 9, 0).seed
    9
    """
    if kind == "untrained":
        return Design(seed=value, data=data)
    if kind == "filters":
        return Design(filters=(value,), seed=seed, data=data)
    return Design(images=value, seed=seed, data=data)
