"""The slips in reading recall and precision off a confusion matrix.

The order: first the other of the two, then how the share is written, which few numbers come of, then another
whole, then another part.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.numbers import format_number
from cnnviz.predict.verdict import Question, Slip

Measure = Literal["recall", "precision"]

_WHOLE: Final[dict[Measure, str]] = {
    "recall": "Recall is of all images that are of the class: divide by the sum of its row.",
    "precision": "Precision is of all images that are called so: divide by the sum of its column.",
}
_OTHER: Final[dict[Measure, tuple[Measure, str]]] = {
    "recall": ("precision", "column"),
    "precision": ("recall", "row"),
}


def share_question(confusion: ArrayLike, label: int, measure: Measure, cell: int = -1) -> Question:
    """Ask for the recall or the precision of a class; whole per cent, or two decimals, are precise enough.

    Parameters
    ----------
    confusion : array_like of int, shape (classes, classes)
        Row: true class, column: predicted class.
    label : int
        The class; its row, or for precision its column, has a count that is not 0.
    measure : {"recall", "precision"}
    cell : int, optional
        Another class, whose cell in that row or column may be taken for the right ones.

    Examples
    --------
    >>> from cnnviz.predict.reading import read_number
    >>> from cnnviz.predict.verdict import judge
    >>> asked = share_question([[8, 2], [3, 7]], 0, "recall")
    >>> judge(read_number("80 %"), asked).right, judge(read_number("0.73"), asked).slip
    (True, 'turned')
    """
    counts = np.asarray(confusion)
    hits, of = int(counts[label, label]), whole(counts, label, measure)
    hint = f"The right ones stand on the diagonal. {_WHOLE[measure]}"
    working = f"{format_number(hits)} / {format_number(of)} = {format_number(hits / of)}"
    slips = list(_slips(counts, label, measure, cell))
    return Question(hits / of, 1e-9, working, hint, slips, finest=0.005)


def whole(confusion: ArrayLike, label: int, measure: Measure) -> int:
    """Give of how many images a recall or a precision is the share: the sum of a row, or of a column."""
    return int(np.asarray(confusion).sum(axis=1 if measure == "recall" else 0)[label])


def _slips(counts: np.ndarray, label: int, measure: Measure, cell: int) -> Iterator[Slip]:
    hits, of, all_ = int(counts[label, label]), whole(counts, label, measure), int(counts.sum())
    other, line = _OTHER[measure]
    own = _OTHER[other][1]
    rule, diagonal = _WHOLE[measure], "The right ones of the class stand on the diagonal."
    if turned := whole(counts, label, other):
        did = f"divided by the sum of the {line}, which gives the {other}"
        yield Slip("turned", hits / turned, did, rule)
    yield Slip("percent", 100 * hits / of, "wrote a percentage without the % sign", "55 % is 0.55.")
    yield Slip("all", hits / all_, "divided by all images", rule)
    if of > hits:
        yield Slip("mistakes", hits / (of - hits), "divided by the wrong ones alone", rule)
    accuracy = int(np.trace(counts)) / all_
    yield Slip("accuracy", accuracy, "gave the accuracy, which is of all classes", rule)
    if cell not in (label, -1):
        took = int(counts[label, cell] if measure == "recall" else counts[cell, label])
        yield Slip("cell", took / of, f"took another cell of the {own} for the right ones", diagonal)
    yield Slip("rest", 1 - hits / of, "gave the share of the wrong ones", diagonal)
    yield Slip("count", hits, "gave the count of the right ones", rule)
