"""The slips in saying what is left of a logit, a sum over the last maps, without one of them.

The order: first another sign or no change at all, then a part taken for the whole, then another map.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cnnviz.network.evidence import Evidence
from cnnviz.numbers import format_number
from cnnviz.operators.words import factor
from cnnviz.predict.reading import printed_errors
from cnnviz.predict.verdict import Question, Slip

_HINT = "Subtract what the map adds from the logit; all other maps and the bias stay."


def without_question(found: Evidence, unit: int, at: tuple[int, int]) -> Question:
    """Ask for a logit without one of the maps that it is the sum of.

    Parameters
    ----------
    found : Evidence
    unit : int
        The map that is left out.
    at : (row, column)
        The position whose product is named on its own.
    """
    part, truth = float(found.of_maps[unit]), found.without(unit)
    written = np.array([found.logit, found.bias, *found.of_maps])
    slack = float(printed_errors(written).sum()) + 1e-6 * float(np.abs(written).sum())
    working = f"{format_number(found.logit)} − {factor(part)} = {format_number(truth)}"
    return Question(truth, slack, working, _HINT, list(_slips(found, unit, at)))


def _slips(found: Evidence, unit: int, at: tuple[int, int]) -> Iterator[Slip]:
    logit, part, truth = found.logit, float(found.of_maps[unit]), found.without(unit)
    yield Slip("added", logit + part, "added what the map adds once more", "Take it away.")
    yield Slip("unchanged", logit, "left the logit as it is", _HINT)
    yield Slip("part", part, "gave what the map adds", "Asked is what is left without it.")
    yield Slip(
        "no_bias", truth - found.bias, "left out the bias, too", "The bias belongs to no map: it stays."
    )
    product = float(found.products[unit, at[0], at[1]])
    did = "took away the framed product alone"
    yield Slip("one_product", logit - product, did, "All products of the map are missing without it.")
    for other, value in enumerate(found.of_maps.tolist()):
        if other != unit:
            yield Slip(
                "other_map", logit - value, f"took away map {other}", f"Look at the line of map {unit}."
            )
