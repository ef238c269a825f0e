"""The formulas behind a pooled map's size, with the numbers put in, for every way of laying windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cnnviz.geometry.output import counted_formula, counted_terms
from cnnviz.geometry.plan import both_axes
from cnnviz.geometry.terms import Terms
from cnnviz.numbers import format_number
from cnnviz.operators.adaptive_pooling import adaptive_windows
from cnnviz.operators.fractional_pooling import fractional_windows
from cnnviz.operators.windows import Axis, window_axes

MOST_STARTS = 8
"""Up to this many starts of windows are written out."""


def sliding_formula(size: tuple[int, int], options: Mapping[str, Any]) -> str:
    """The usual formula; how many windows there are may differ from it, see `window_count`.

    Parameters
    ----------
    size : (rows, columns)
        Of the map that is pooled.
    options : mapping
        The arguments of the pool.

    Returns
    -------
    str
        One line, or one for each axis if they differ.

    Raises
    ------
    ShapeError
        If the windows do not fit.

    Examples
    --------
    >>> sliding_formula((5, 5), {"kernel_size": 2, "stride": 2, "ceil_mode": True})
    '(5 + 2·0 − 2) / 2 + 1 = 2.5 → 3'
    """
    rows, columns = (
        counted_formula(axis.size, axis.kernel, axis.stride, axis.padding, axis.dilation, axis.count)
        for axis in _axes(size, options)
    )
    return both_axes(rows, columns)


def sliding_terms(size: tuple[int, int], options: Mapping[str, Any]) -> tuple[Terms, Terms]:
    """Give the numbers of `sliding_formula` for rows and columns.

    >>> sliding_terms((5, 5), {"kernel_size": 2, "stride": 2, "ceil_mode": True})[0].result
    '2.5 → 3'
    """
    rows, columns = (
        counted_terms(axis.size, axis.kernel, axis.stride, axis.padding, axis.dilation, axis.count)
        for axis in _axes(size, options)
    )
    return rows, columns


def _axes(size: tuple[int, int], options: Mapping[str, Any]) -> tuple[Axis, Axis]:
    names = ("kernel_size", "stride", "padding", "dilation", "ceil_mode")
    return window_axes(size, **{name: options[name] for name in names if name in options})


def whole_formula(size: tuple[int, int], options: Mapping[str, Any]) -> str:
    """Say how large a global pool's output is.

    >>> whole_formula((512, 384), {})
    'one window over all 512 × 384 → 1 × 1'
    """
    return f"one window over all {size[0]} × {size[1]} → 1 × 1"


def adaptive_formula(size: tuple[int, int], options: Mapping[str, Any]) -> str:
    """Say where an adaptive pool's windows lie; options: both numbers of ``output_size``.

    >>> print(adaptive_formula((8, 9), {"output_size": (3, 3)}))
    rows ⌊i·8/3⌋ to ⌈(i + 1)·8/3⌉: 3 windows of 3 or 4
    columns ⌊i·9/3⌋ to ⌈(i + 1)·9/3⌉: 3 windows of 3
    """
    made = options["output_size"]
    return both_axes(_adaptive(size[0], made[0]), _adaptive(size[1], made[1]))


def fractional_formula(size: tuple[int, int], options: Mapping[str, Any]) -> str:
    """Say where a fractional pool's windows start.

    Options: both numbers of ``output_size``, ``kernel_size`` as one number, and a pair of ``samples``.

    >>> options = {"kernel_size": 2, "output_size": (7, 7), "samples": (0.5, 0.5)}
    >>> fractional_formula((10, 10), options)
    '⌊(i + 0.5)·8/6⌋ − ⌊0.5·8/6⌋, the last at 10 − 2: starts 0, 2, 3, 4, 6, 7, 8'
    """
    kernel, made, (across, down) = options["kernel_size"], options["output_size"], options["samples"]
    return both_axes(
        _fractional(size[0], kernel, made[0], down), _fractional(size[1], kernel, made[1], across)
    )


def _adaptive(size: int, made: int) -> str:
    lengths = sorted({stop - start for start, stop in adaptive_windows(size, made)})
    windows = "1 window" if made == 1 else f"{made} windows"
    part = f"{size}/{made}"
    return f"⌊i·{part}⌋ to ⌈(i + 1)·{part}⌉: {windows} of {' or '.join(map(str, lengths))}"


def _fractional(size: int, kernel: int, made: int, sample: float) -> str:
    starts = [start for start, _ in fractional_windows(size, kernel, made, sample)]
    if made == 1:
        return f"one window at {size} − {kernel} = {starts[0]}"
    draw, step = format_number(float(sample), 3), f"{size - kernel}/{made - 1}"
    return f"⌊(i + {draw})·{step}⌋ − ⌊{draw}·{step}⌋, the last at {size} − {kernel}: starts {_listed(starts)}"


def _listed(starts: Sequence[int]) -> str:
    words = [str(start) for start in starts]
    if len(words) > MOST_STARTS:
        words[MOST_STARTS - 3 : -1] = ["…"]
    return ", ".join(words)
