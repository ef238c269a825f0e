"""Checking a prediction of factor · sum + offset."""

from __future__ import annotations

from cnnviz.filtering import Scaling
from cnnviz.numbers import format_number
from cnnviz.operators import ConvTrace
from cnnviz.predict.reading import read_number
from cnnviz.predict.sum_slips import printed_error
from cnnviz.predict.verdict import Question, Slip, Verdict, judge


def check_scaled(typed: str, trace: ConvTrace, scaling: Scaling) -> Verdict:
    """Judge what somebody says a scaled sum is.

    Parameters
    ----------
    typed : str
    trace : ConvTrace
        Of the sum.
    scaling : Scaling

    Examples
    --------
    >>> from cnnviz.operators import conv2d_trace
    >>> trace = conv2d_trace([[1, 2], [3, 5]], [[0, 1], [2, 3]], at=(0, 0))
    >>> check_scaled("174", trace, Scaling(2, 128)).right
    True
    >>> check_scaled("46", trace, Scaling(2, 128)).sentence
    'You left out the offset: that gives 46. Add the offset last.'
    """
    return judge(read_number(typed), scaled_question(trace, scaling))


def scaled_question(trace: ConvTrace, scaling: Scaling) -> Question:
    """Give what `check_scaled` compares a number with."""
    factor, offset = scaling
    total = trace.total
    truth = factor * total + offset
    times, added = format_number(factor), format_number(offset)
    working = scaling.working(total).removeprefix("; ")
    hint = f"Add the products up, multiply the sum by {times}, then add {added}."
    slack = abs(factor) * (printed_error(trace.window, trace.weights, trace.bias) + trace.rounding)
    return Question(truth, slack, working, hint, _slips(total, factor, offset))


def _slips(total: float, factor: float, offset: float) -> list[Slip]:
    """Give the slips, the simplest first."""
    last, once = "Add the offset last.", "The factor multiplies the sum."
    return [
        Slip("sum_alone", total, "stopped at the sum of the products", "Factor and offset come after it."),
        Slip("no_offset", factor * total, "left out the offset", last),
        Slip("no_factor", total + offset, "left out the factor", once),
        Slip("offset_first", factor * (total + offset), "multiplied the offset, too", once),
        Slip("minus_offset", factor * total - offset, "subtracted the offset", last),
    ]
