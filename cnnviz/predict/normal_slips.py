"""Checking a prediction of a Sobel sum."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz.kernels import prewitt, sobel
from cnnviz.numbers import format_number
from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import Question, Slip, Verdict, judge


def check_slope(typed: str, window: NDArray[np.floating]) -> Verdict:
    """Judge the Sobel sum from left to right that somebody names for a window.

    Parameters
    ----------
    typed : str
    window : (3, 3)
        The heights under the kernel.

    Examples
    --------
    >>> window = np.array([[0, 0, 4], [0, 0, 4], [0, 0, 4]])
    >>> check_slope("16", window).right
    True
    >>> check_slope("-16", window).sentence
    'You took the left column minus the right: that gives −16. The right column has the positive weights.'
    """
    numbers = np.asarray(window, np.float64)
    left, right = (" + ".join(_weighted(numbers[:, column])) for column in (0, 2))
    truth = float((sobel() * numbers).sum())
    working = f"({right}) − ({left}) = {format_number(truth)}"
    hint = f"The right column minus the left, the middle row twice: ({right}) − ({left})."
    return judge(read_number(typed), Question(truth, 0, working, hint, _slips(numbers, truth)))


def _weighted(column: NDArray[np.float64]) -> list[str]:
    top, middle, bottom = (
        f"({format_number(value)})" if value < 0 else format_number(value) for value in column
    )
    return [top, f"2·{middle}", bottom]


def _slips(window: NDArray[np.float64], truth: float) -> list[Slip]:
    """Give the slips, the simplest first."""
    twice = "The middle row counts twice."
    added = float((np.abs(sobel()) * window).sum())
    return [
        Slip(
            "turned",
            -truth,
            "took the left column minus the right",
            "The right column has the positive weights.",
        ),
        Slip(
            "down",
            float((sobel("horizontal") * window).sum()),
            "went from top to bottom",
            "This kernel goes from left to right.",
        ),
        Slip("unsmoothed", float((prewitt() * window).sum()), "counted each row once", twice),
        Slip(
            "middle",
            float(window[1, 2] - window[1, 0]),
            "took the middle row alone",
            "All three rows count, the middle one twice.",
        ),
        Slip("added", added, "added both columns", "The left column has negative weights."),
    ]
