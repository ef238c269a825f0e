"""Checking predictions of what dropout, batch norm and scaling make of typed numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cnnviz.modes import Draw, Scaled
from cnnviz.numbers import format_number
from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import Question, Slip, Verdict, judge

#: What is said where somebody took them the wrong way round.
FROM = "The mean is taken from the value."
#: Someone may leave eps out, or reckon with a deviation as it is printed.
_SLACK = 5e-4


def check_dropped(typed: str, draw: Draw, i: int, training: bool) -> Verdict:
    """Judge what is said to come out of dropout at unit `i`, in training or in a test.

    Examples
    --------
    >>> import numpy as np
    >>> draw = Draw((2, 4), 0.5, (True, False), np.ones((1, 2), bool))
    >>> check_dropped("4", draw, 0, training=True).right
    True
    >>> check_dropped("2", draw, 0, training=True).sentence
    'You left it as it was: that gives 2. What is kept is divided by 1 − p.'
    """
    truth = float((draw.training if training else draw.test)[i])
    working = (draw.training_words if training else draw.test_words)(i)
    return judged(typed, truth, working, _dropped(draw, i, training))


def _dropped(draw: Draw, i: int, training: bool) -> list[Slip]:
    value, left = draw.values[i], 1 - draw.p
    if not training:
        done = "In a test dropout changes nothing: the division in training has made up for it."
        return [
            Slip("scaled", value / left, "divided by 1 − p", done),
            Slip("shrunk", value * left, "multiplied by 1 − p", done),
            Slip("silenced", 0.0, "silenced it", "In a test nothing is silenced."),
        ]
    if not draw.kept[i]:
        silenced = "This unit is silenced in this draw."
        return [
            Slip("kept", value, "kept it", silenced),
            Slip("scaled", value / left, "kept it and divided it", silenced),
        ]
    divides = "What is kept is divided by 1 − p."
    slips = [
        Slip("unscaled", value, "left it as it was", divides),
        Slip("shrunk", value * left, "multiplied by 1 − p", divides),
        Slip("silenced", 0.0, "silenced it", "This unit is kept in this draw."),
    ]
    return slips + ([Slip("by_p", value / draw.p, "divided by p", divides)] if draw.p else [])


def check_scaled(typed: str, scaled: Scaled, other: Scaled, i: int) -> Verdict:
    """Judge how far value `i` is said to lie from the mean, in standard deviations.

    Parameters
    ----------
    typed : str
    scaled, other : Scaled
        How it is scaled, and how it would be the other way.
    i : int

    Examples
    --------
    >>> from cnnviz.modes import scaled
    >>> both = scaled((2, 4, 6, 12), (False, False, False, True))
    >>> check_scaled("4.9", both.split_first, both.normalised_first, 3).right
    True
    >>> check_scaled("1.6", both.split_first, both.normalised_first, 3).sentence
    'You took the mean and deviation of other numbers: that gives 1.604. Here those of 2, 4, 6 serve.'
    """
    value, mean, deviation = scaled.values[i], scaled.mean, scaled.deviation
    count, those = len(scaled.of), ", ".join(map(format_number, scaled.of))
    root = "Divide by the standard deviation, the root of the variance."
    by_n = "Here the variance is divided by n, as in most libraries that scale."
    took = ("took the mean and deviation of other numbers", f"Here those of {those} serve.")
    unbiased = deviation * math.sqrt(count / (count - 1))
    slips = [
        Slip("other", float(other.scores[i]), *took),
        Slip("unrooted", (value - mean) / deviation**2, "divided by the variance", root),
        Slip("undivided", value - mean, "left out the division", root),
        Slip("turned", (mean - value) / deviation, "took the value from the mean", FROM),
        Slip("unbiased", (value - mean) / unbiased, "divided by n − 1", by_n),
        Slip("uncentred", value / deviation, "left out the mean", "Subtract the mean first."),
    ]
    return judged(typed, float(scaled.scores[i]), f"{scaled.words(i)}.", slips)


def judged(typed: str, truth: float, working: str, slips: Sequence[Slip]) -> Verdict:
    """Judge a number against the true one and those that slips lead to; `working` is shown at the end."""
    hint = "Point at the numbers it comes from: each says how it is made."
    return judge(read_number(typed), Question(truth, _SLACK, working.removesuffix("."), hint, slips))
