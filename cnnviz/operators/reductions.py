"""What a pool makes of the values under one window, and the words that explain it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from cnnviz.arguments import Floats
from cnnviz.geometry.cost import power_multiplications
from cnnviz.numbers import format_number
from cnnviz.operators import pooling
from cnnviz.operators.words import ends, factor, listed, summed


@dataclass(frozen=True)
class Under:
    """What is known of one window.

    Attributes
    ----------
    values : list of float
        Those that lie in the image, row by row.
    size : int
        How many positions the window has, those outside the image included.
    divisor : int or None
        What the sum is divided by, if the pool divides.
    own : mapping
        The arguments that only this pool has.
    """

    values: list[float]
    size: int
    divisor: int | None = None
    own: Mapping[str, Any] = field(default_factory=dict)


class PoolSlip(NamedTuple):
    """A slip that only one pool invites: what it gives for a window, and what the learner did (“You …”)."""

    key: str
    value: Callable[[Under], float]
    did: str


def _nothing_counts(under: Under) -> int:
    return 0


def _never(own: Mapping[str, Any]) -> int:
    return 0


@dataclass(frozen=True)
class Reduction:
    """One number made of a window's values.

    Attributes
    ----------
    key : str
        Its name in traces, and in assets/components/cnnviz/pools.js.
    pool : callable
        The pool over sliding windows that does it.
    reason : callable
        Takes the window and the output as a text; says how the one becomes the other.
    work : str
        What it does, beside the multiplications it may need.
    wanted, took : str
        What a learner is to do, before "…: 4 values", and what one did who took it for another ("You …").
    taken_for : tuple of str
        The reductions that are taken for it, the likeliest first.
    chosen : callable, optional
        Takes the values; gives the indices of those that the output is made of, if it is made of some only.
    empty : float
        The output where no value lies under the window.
    counted : callable
        How many positions outside the image count as 0.
    adds, divides, keeps_range : bool
        Whether values are added up, whether their sum is divided, and whether outputs stay among the values
        they are made of.
    own : mapping
        The arguments that only this pool has, with their values if none are given.
    value : callable, optional
        Takes the window's values, (k, l), and what is known of it; gives the output where `pool` over them
        alone would give another one.
    slips : tuple of PoolSlip
        Those that only this pool invites, the likeliest first.
    multiplied : callable
        Takes `own`; gives how many multiplications each value takes.
    """

    key: str
    pool: Callable[..., Floats]
    reason: Callable[[Under, str], str]
    work: str
    wanted: str
    took: str
    taken_for: tuple[str, ...]
    chosen: Callable[[Floats], list[int]] | None = None
    empty: float = np.inf
    counted: Callable[[Under], int] = _nothing_counts
    adds: bool = False
    divides: bool = False
    keeps_range: bool = True
    own: Mapping[str, Any] = field(default_factory=dict)
    value: Callable[[Floats, Under], float] | None = None
    slips: tuple[PoolSlip, ...] = ()
    multiplied: Callable[[Mapping[str, Any]], int] = _never

    def of(self, inside: Floats, under: Under | None = None) -> float:
        """Reduce the values of one window, (k, l), by the pool itself, so that the two can't disagree."""
        if under is not None and self.value is not None:
            return self.value(inside, under)
        own = self.own if under is None else under.own
        return float(self.pool(inside, kernel_size=inside.shape, **own)[0, 0])


def _middle(values: Floats) -> list[int]:
    order: list[int] = np.argsort(values, kind="stable").tolist()
    return order[(len(order) - 1) // 2 : len(order) // 2 + 1]


def _middle_reason(under: Under, result: str) -> str:
    values = sorted(under.values)
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    between = "" if len(values) % 2 else f", between {format_number(low)} and {format_number(high)},"
    return f"the middle of {listed(values)}{between} is {result}"


def _mean(inside: Floats, under: Under) -> float:
    return float(pooling.avg_pool2d(inside, inside.shape, divisor_override=under.divisor)[0, 0])


def _norm(inside: Floats, under: Under) -> float:
    """Let the mean power count for positions outside, too."""
    power = under.own["norm_type"]
    with np.errstate(invalid="ignore"):
        mean = pooling.avg_pool2d(inside**power, inside.shape)
        return float(((mean * under.size) ** (1 / power))[0, 0])


def _powers_sum(under: Under) -> float:
    powers = np.asarray(under.values, np.float64) ** under.own["norm_type"]
    return float(powers.sum() * (under.size / len(under.values)))


def _norm_reason(under: Under, result: str) -> str:
    power, some = format_number(under.own["norm_type"]), len(under.values) < under.size
    terms = [f"{factor(value)}^{power}" for value in under.values]
    total = " + ".join(ends(terms, "…"))
    scaled = f"({total}) / {len(under.values)}·{under.size}" if some else total
    return f"({scaled})^(1/{power}) = {result}"


_ROWS = (
    Reduction(
        "max",
        pooling.max_pool2d,
        lambda under, result: f"the largest of {listed(under.values)} is {result}",
        work="compares",
        wanted="Take the largest",
        took="took the largest value",
        taken_for=("min", "average", "sum", "median"),
        chosen=lambda values: [int(values.argmax())],
        empty=-np.inf,
    ),
    Reduction(
        "min",
        pooling.min_pool2d,
        lambda under, result: f"the smallest of {listed(under.values)} is {result}",
        work="compares",
        wanted="Take the smallest",
        took="took the smallest value",
        taken_for=("max", "average", "sum", "median"),
        chosen=lambda values: [int(values.argmin())],
    ),
    Reduction(
        "average",
        pooling.avg_pool2d,
        lambda under, result: f"({summed(under.values)}) / {under.divisor} = {result}",
        work="adds, and divides once for each output",
        wanted="Add up and divide by the number of values",
        took="took the mean",
        taken_for=("sum", "max", "median", "min"),
        counted=lambda under: (under.divisor or 0) - len(under.values),
        adds=True,
        divides=True,
        value=_mean,
    ),
    Reduction(
        "sum",
        pooling.sum_pool2d,
        lambda under, result: f"{summed(under.values)} = {result}",
        work="adds",
        wanted="Add up",
        took="added up",
        taken_for=("average", "max", "median", "min"),
        counted=lambda under: under.size - len(under.values),
        adds=True,
        keeps_range=False,
    ),
    Reduction(
        "median",
        pooling.median_pool2d,
        _middle_reason,
        work="sorts",
        wanted="Sort and take the middle one",
        took="took the middle value",
        taken_for=("average", "max", "min", "sum"),
        chosen=_middle,
    ),
    Reduction(
        "lp",
        pooling.lp_pool2d,
        _norm_reason,
        work="takes powers, adds, and takes a root for each output",
        wanted="Add up the powers and take the root",
        took="took the root of the sum of squares",
        taken_for=("sum", "max", "average", "median", "min"),
        keeps_range=False,
        own=MappingProxyType({"norm_type": 2}),
        value=_norm,
        slips=(PoolSlip("no_root", _powers_sum, "left out the root"),),
        multiplied=lambda own: power_multiplications(own["norm_type"]),
    ),
)

REDUCTIONS = MappingProxyType({row.key: row for row in _ROWS})
"""Every reduction by its name."""
