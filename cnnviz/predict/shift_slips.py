"""Checking a prediction of how far a pooled map moves when its picture moves."""

from __future__ import annotations

from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import Question, Slip, Verdict, judge


def check_moved(typed: str, shift: int, stride: int, pool: int) -> Verdict:
    """Judge by how many cells a map is said to move when its picture moves by `shift` pixels.

    Parameters
    ----------
    typed : str
        What the learner wrote, see `cnnviz.predict.reading.read_number`.
    shift : int
        In pixels; negative moves up, or to the left.
    stride, pool : int
        Of the convolution, and of the pool behind it.

    Raises
    ------
    CnnvizError
        If `typed` can't be read.

    Examples
    --------
    >>> check_moved("1", shift=5, stride=2, pool=2).right
    True
    >>> check_moved("5", shift=5, stride=2, pool=2).sentence
    'You left out both strides: that gives 5. Each stride divides the shift.'
    """
    truth = shift // (stride * pool)
    working = f"{shift} // ({stride}·{pool}) = {truth}"
    hint = f"Each stride divides the shift, rounded down: {shift} // ({stride}·{pool})."
    return judge(read_number(typed), Question(truth, 0, working, hint, _slips(shift, stride, pool)))


def _slips(shift: int, stride: int, pool: int) -> list[Slip]:
    """Give the slips, the simplest first."""
    divides, down = "Each stride divides the shift.", "Part of a cell does not count: round down."
    return [
        Slip("all_strides", shift, "left out both strides", divides),
        Slip("pool_stride", shift // stride, "left out the pool’s stride", divides),
        Slip("stride", shift // pool, "left out the convolution’s stride", divides),
        Slip("rounded_up", -(-shift // (stride * pool)), "rounded up", down),
        Slip(
            "stands_still", 0, "had it stand still", "That would be invariance; over a whole cell it moves."
        ),
    ]
