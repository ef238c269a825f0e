"""Checking a predicted number of a result by its trace."""

from __future__ import annotations

from collections.abc import Mapping

from numpy.typing import ArrayLike

from cnnviz.arguments import floats, position_in
from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.operators import ActivationTrace, ConvTrace, GluTrace, LinearTrace, PoolTrace, SoftmaxTrace
from cnnviz.operators.trace_transposed import GatherTrace
from cnnviz.predict.convolution_slips import convolution_question
from cnnviz.predict.curve_slips import activation_question, gate_question, softmax_question
from cnnviz.predict.dense_slips import dense_question
from cnnviz.predict.place import STEPS
from cnnviz.predict.pooling_slips import pooling_question
from cnnviz.predict.reading import read_number
from cnnviz.predict.transposed_slips import gather_question
from cnnviz.predict.verdict import Question, Verdict, judge

Trace = ConvTrace | GatherTrace | PoolTrace | ActivationTrace | GluTrace | LinearTrace | SoftmaxTrace


def check_value(
    typed: str, trace: Trace, *, neighbours: Mapping[str, float] | None = None, reveal: bool = False
) -> Verdict:
    """Judge a predicted number, and name the slip that gives what was typed.

    Right is the number as it is printed (`cnnviz.numbers.format_number`); rounded to the nearest with at
    least two significant digits (for a softmax also to whole per cent); and whatever comes out if the
    printed, rounded numbers are reckoned with. `cnnviz.predict.reading.Answer.means` has the rule.

    Parameters
    ----------
    typed : str
        What the learner wrote, see `cnnviz.predict.reading.read_number`.
    trace : ConvTrace, GatherTrace, PoolTrace, ActivationTrace, GluTrace, LinearTrace or SoftmaxTrace
        How the number is computed.
    neighbours : mapping of str to float, optional
        The outputs next to it, see `neighbours_of`; for convolutions and pools.
    reveal : bool
        Whether to tell the answer if no slip fits; otherwise a hint is given.

    Returns
    -------
    Verdict
        The slip's key is one of those in the `ORDER` of the trace's module of slips; ``too_coarse`` and
        ``cut_off`` (badly rounded, but otherwise right) come before all of these. A key that ends in
        ``+no_bias`` took two slips.

    Raises
    ------
    CnnvizError
        If `typed` can't be read, or there is no such kind of trace.

    Examples
    --------
    >>> from cnnviz.operators import conv2d_trace
    >>> trace = conv2d_trace([[1, 2], [3, 5]], [[0, 1], [2, 3]], at=(0, 0))
    >>> check_value("23", trace).sentence
    'Right: 23.'
    >>> check_value("10", trace).sentence.split(".")[0]
    'You turned the kernel by half a turn: that gives 10'
    """
    return judge(read_number(typed), question_of(trace, neighbours or {}), reveal)


def question_of(trace: Trace, neighbours: Mapping[str, float]) -> Question:
    """Give what `check_value` compares a number with.

    Raises
    ------
    CnnvizError
        If there is no such kind of trace.
    """
    match trace:
        case ConvTrace():
            return convolution_question(trace, neighbours)
        case GatherTrace():
            return gather_question(trace, neighbours)
        case PoolTrace():
            return pooling_question(trace, neighbours)
        case ActivationTrace():
            return activation_question(trace)
        case GluTrace():
            return gate_question(trace)
        case LinearTrace():
            return dense_question(trace)
        case SoftmaxTrace():
            return softmax_question(trace)
    raise CnnvizError(f"a {type(trace).__name__} can't be checked; give the trace of an operator")


def neighbours_of(output: ArrayLike, at: tuple[int, int]) -> dict[str, float]:
    """Return the up to four numbers next to a position in a map (H, W), by where they lie.

    Raises
    ------
    ShapeError
        If `output` is no map, or has no such position.

    Examples
    --------
    >>> neighbours_of([[1, 2], [3, 4]], (0, 0))
    {'one row below': 3.0, 'one column to the right': 2.0}
    """
    plane = floats(output)
    if plane.ndim != 2:
        raise ShapeError(f"a result of shape {plane.shape} is not a map; give one map (rows, columns)")
    y, x = position_in(plane.shape, at)
    found = {name: (y + down, x + across) for name, (down, across) in STEPS.items()}
    inside = {
        name: (i, j) for name, (i, j) in found.items() if 0 <= i < plane.shape[0] and 0 <= j < plane.shape[1]
    }
    return {name: float(plane[position]) for name, position in inside.items()}
