"""Checking a prediction of how many pixels a number of a stack sees."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.geometry import Layer, receptive_field
from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import Question, Slip, Verdict, judge


def check_field(typed: str, windows: Sequence[Layer], is_pool: Sequence[bool]) -> Verdict:
    """Judge how many pixels along a side a number of the last layer is said to see.

    Parameters
    ----------
    typed : str
        What the learner wrote, see `cnnviz.predict.reading.read_number`.
    windows : sequence of Layer
        Of all layers up to that number's.
    is_pool : sequence of bool
        Which of them pool.

    Raises
    ------
    CnnvizError
        If `typed` can't be read.

    Examples
    --------
    >>> stack = [Layer(3), Layer(2, 2), Layer(3)]
    >>> check_field("8", stack, [False, True, False]).right
    True
    >>> check_field("6", stack, [False, True, False]).sentence
    'You took every step as one pixel: that gives 6. Behind a stride or a pool a step is several pixels.'
    """
    truth = receptive_field(windows)[-1].size
    steps, jump = ["1"], 1
    for window in windows:
        steps.append(f"({window.kernel} − 1)·{jump}")
        jump *= window.stride
    hint = "Begin with 1; each layer adds its window less 1, times the pixels from one number to the next."
    working = f"{' + '.join(steps)} = {truth}"
    question = Question(truth, 0, working, hint, _slips(windows, is_pool), is_counted=True)
    return judge(read_number(typed), question)


def _slips(windows: Sequence[Layer], is_pool: Sequence[bool]) -> list[Slip]:
    """Give the slips, the simplest first."""
    kernels = [window.kernel for window in windows]
    without = [
        window._replace(kernel=1) if pool else window for window, pool in zip(windows, is_pool, strict=True)
    ]
    return [
        Slip(
            "last_only",
            kernels[-1],
            "gave the last layer’s own window",
            "Each number in that window sees a window of the layer before.",
        ),
        Slip(
            "added", sum(kernels), "added up the windows", "They overlap: each adds one less than its size."
        ),
        Slip(
            "no_strides",
            1 + sum(kernel - 1 for kernel in kernels),
            "took every step as one pixel",
            "Behind a stride or a pool a step is several pixels.",
        ),
        Slip(
            "no_pools",
            receptive_field(without)[-1].size,
            "left out what the pools’ own windows add",
            "A pool’s window sees more than one number, too.",
        ),
    ]
