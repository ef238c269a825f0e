"""Size, error and cost of all networks whose errors can be compared, as places in a chart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Final

from cnnviz.architectures.catalogue import NETWORKS
from cnnviz.architectures.measure import measure
from cnnviz.architectures.published import COMPARED
from cnnviz.figures.curves import log_share

#: The ends of both axes: parameters, and errors in per cent.
PARAMETERS: Final = (5e6, 2e8)
ERRORS: Final = (4.0, 25.0)
#: What is written at the axes.
PARAMETER_TICKS: Final = (5e6, 1e7, 2e7, 5e7, 1e8, 2e8)
ERROR_TICKS: Final = (4, 5, 7, 10, 15, 20, 25)


@dataclass(frozen=True)
class Point:
    """A network in the chart.

    Attributes
    ----------
    key : str
    parameters, multiplications : int
        At its published input, without auxiliary heads.
    error : float
        In per cent.
    across, up : float
        0–1, of the chart.
    size : float
        0–1: how wide its disc is, whose area grows with the multiplications.
    """

    key: str
    parameters: int
    multiplications: int
    error: float
    across: float
    up: float
    size: float


@cache
def points() -> tuple[Point, ...]:
    """Give all.

    >>> by_key = {point.key: point for point in points()}
    >>> vgg, resnet = by_key["vgg16"], by_key["resnet50"]
    >>> vgg.parameters > 5 * resnet.parameters, vgg.error > resnet.error
    (True, True)
    """
    found = {key: measure(NETWORKS[key].nodes(), NETWORKS[key].input_shape()) for key in COMPARED}
    most = max(one.multiplications for one in found.values())
    return tuple(
        Point(
            key,
            one.parameters,
            one.multiplications,
            COMPARED[key].percent,
            log_share(one.parameters, *PARAMETERS),
            log_share(COMPARED[key].percent, *ERRORS),
            sqrt(one.multiplications / most),
        )
        for key, one in found.items()
    )
