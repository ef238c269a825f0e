"""What a page without Python needs to judge predictions as `check_value` and `check_size` do.

assets/components/saved/judge.js reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from math import isfinite

from cnnviz.numbers import format_number
from cnnviz.predict.size_words import Sizes
from cnnviz.predict.verdict import Question, Slip, Verdict

At = tuple[int, int, int]
"""Map, row and column."""


def value_sheet(questions: Mapping[At, Question]) -> dict[str, object]:
    """Write questions about outputs, each by its map, row and column.

    Returns
    -------
    dict
        ``said``: what the learner did, what would be right instead, and where the slip lies, once for each
        kind of slip; ``cells``: by the position, the truth, the slack, the finest unit, the hint, and the
        slips: which of ``said``, and the number that it gives. What is not finite, which JSON has no numbers
        for, is written as `format_number` does.

    Examples
    --------
    >>> slip = Slip("sign", -4.0, "lost the sign", "It counts.")
    >>> value_sheet({(0, 0, 1): Question(4.0, 0.0, "2 + 2 = 4", "Add.", [slip])})["cells"]
    {'0 0 1': [4.0, 0.0, 0.0, 'Add.', [[0, -4.0]]]}
    """
    said: dict[tuple[object, ...], int] = {}

    def told(slip: Slip) -> list[float]:
        return [said.setdefault((slip.did, slip.instead, slip.where), len(said)), slip.value]

    def written(one: Question) -> list[object]:
        return [_written(one.truth), one.slack, one.finest, one.hint, [*map(told, one.possible)]]

    cells = {" ".join(map(str, at)): written(one) for at, one in questions.items()}
    kinds = [[did, instead, where and asdict(where)] for did, instead, where in said]  # type: ignore[call-overload]
    return {"said": kinds, "cells": cells}


def _written(number: float) -> float | str:
    return number if isfinite(number) else format_number(number)


def size_sheet(answers: Mapping[Sizes, Verdict], asked: str) -> dict[str, object]:
    """Write what `size_answers` gives: the right size, what is said of each answer, and of any other.

    Examples
    --------
    >>> from cnnviz.predict.sizes import size_answers
    >>> sheet = size_sheet(*size_answers((6, 6), (3, 3)))
    >>> sheet["truth"], sheet["answers"]["4.000000 4.000000"]
    ([4.0, 4.0], [True, 'Right: 4 × 4.', None])
    """
    return {
        "truth": [float(side) for side in next(iter(answers))],
        "answers": {
            " ".join(f"{float(side):.6f}" for side in answer): [
                verdict.right,
                verdict.sentence,
                verdict.where and asdict(verdict.where),
            ]
            for answer, verdict in answers.items()
        },
        "asked": asked,
    }
