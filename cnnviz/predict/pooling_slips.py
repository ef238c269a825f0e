"""The slips in working out one output of a pool.

The order: first the pool that is most easily taken for this one, then the count an average is divided by,
then padding that was or wasn't counted, then one pixel taken instead of all. What has a choice (which
neighbour, which value) comes last, because it fits by accident most often.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from cnnviz.arguments import Floats
from cnnviz.operators import PoolTrace
from cnnviz.operators.reductions import REDUCTIONS
from cnnviz.operators.words import MOST
from cnnviz.predict.place import Place, neighbour, taps
from cnnviz.predict.reading import printed_errors
from cnnviz.predict.verdict import Question, Slip, placed, ranked

_REST = ("divisor", "divided_by_side", "with_padding", "lower_middle", "upper_middle", "centre")
_LAST = ("first", "last", "neighbour", "one_left_out")

ORDERS = {
    kind: (*(slip.key for slip in row.slips), *(f"took_{other}" for other in row.taken_for), *_REST, *_LAST)
    for kind, row in REDUCTIONS.items()
}
"""For each pool, the keys of the slips in the order in which they are tried."""


def pooling_question(trace: PoolTrace, neighbours: Mapping[str, float]) -> Question:
    """Ask for one output; `neighbours` are the outputs next to it by their names (see `check_value`)."""
    inside = trace.window[trace.valid].astype(np.float64)
    lie = "1 value of the window lies" if inside.size == 1 else f"{inside.size} values of the window lie"
    instead = f"{REDUCTIONS[trace.kind].wanted}: {lie} inside the image."
    found = list(_slips(trace, inside)) if inside.size else []
    slips = [Slip(key, value, did, instead) for key, value, did in found]
    slips += [
        Slip("neighbour", value, f"took the output {name}", instead, neighbour(name))
        for name, value in neighbours.items()
    ]
    error = printed_errors(inside)
    keeps = REDUCTIONS[trace.kind].keeps_range
    slack = float(error.max(initial=0.0) if keeps else error.sum())
    return Question(
        trace.value,
        slack,
        trace.sentence(),
        instead,
        ranked(placed(slips, _places(trace)), ORDERS[trace.kind]),
    )


def _places(trace: PoolTrace) -> dict[str, Place | None]:
    """Say where to look: at what lies outside the image, or else at the whole window."""
    whole: Place | None = Place("window")
    keys = {key.split("+")[0]: whole for key in ORDERS[trace.kind]}
    return {**keys, "with_padding": taps(~trace.valid), "divisor": taps(~trace.valid) or whole}


def _slips(trace: PoolTrace, inside: Floats) -> Iterator[tuple[str, float, str]]:
    """Yield key, value and what the learner did."""
    made = REDUCTIONS[trace.kind]
    for slip in made.slips:
        yield slip.key, slip.value(trace.under), slip.did
    yield from _other_pools(trace, inside)
    if made.divides:
        yield from _divisors(trace, inside)
    elif made.chosen and not trace.valid.all():
        yield (
            "with_padding",
            _pooled(trace.kind, trace.window.ravel()),
            "counted the positions outside the image as 0",
        )
    if all(side % 2 for side in trace.valid.shape):
        row, column = (side // 2 for side in trace.valid.shape)
        yield "centre", float(trace.window[row, column]), "took the value in the centre of the window"
    if len(trace.chosen) == 2:
        middle = np.sort(inside)[inside.size // 2 - 1 :][:2].tolist()
        yield "lower_middle", middle[0], "took the lower of the two middle values instead of their mean"
        yield "upper_middle", middle[1], "took the upper of the two middle values instead of their mean"
    yield "first", float(inside[0]), "took the first value of the window"
    yield "last", float(inside[-1]), "took the last value of the window"
    if made.adds and inside.size <= MOST:
        for value in inside.tolist():
            yield "one_left_out", trace.value - value / (trace.divisor or 1), "left one value out of the sum"


def _other_pools(trace: PoolTrace, inside: Floats) -> Iterator[tuple[str, float, str]]:
    made = REDUCTIONS[trace.kind]
    for kind in made.taken_for:
        other = REDUCTIONS[kind]
        stopped = ", but did not divide" if made.divides and kind == "sum" else ""
        yield f"took_{kind}", _pooled(kind, inside), other.took + stopped


def _divisors(trace: PoolTrace, inside: Floats) -> Iterator[tuple[str, float, str]]:
    total, positions = float(inside.sum()), trace.valid.size
    yield "divisor", total / positions, f"divided by all {positions} positions in the window"
    few = "1 value" if inside.size == 1 else f"{inside.size} values"
    yield "divisor", total / inside.size, f"divided by the {few} inside the image only"
    for side in sorted(set(trace.valid.shape)):
        yield "divided_by_side", total / side, f"divided by {side}, the length of one side"


def _pooled(kind: str, values: Floats) -> float:
    return REDUCTIONS[kind].of(values.astype(np.float64)[None])
