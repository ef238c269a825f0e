"""The slips in working out a gradient or a new weight by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnnviz.backward import TITLES, Step, input_terms, numbers, sentence, weight_terms
from cnnviz.errors import ShapeError
from cnnviz.numbers import format_number
from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import Question, Slip, Verdict, judge

Place = tuple[int, int]

#: What may be asked for, by the short names of `cnnviz.backward.TITLES`; the keys of what happens otherwise.
ASKED = ("dp", "dm", "da", "dz", "dw", "dx", "nw")
_HINTS = {
    "dp": "Take the target off the prediction.",
    "dm": "Ask how the prediction changes with this number.",
    "da": "Ask how the prediction changes with this number.",
    "dz": "Ask how the prediction changes with this number.",
    "dw": "For each window: the gradient of its output times the input that lay under this weight.",
    "dx": "For each window that holds this input: the gradient of its output times the weight over it.",
    "nw": "Take rate times gradient off the weight.",
}


def check_backward(typed: str, step: Step, name: str, at: Place) -> Verdict:
    """Judge what somebody says a gradient or a new weight is.

    Parameters
    ----------
    typed : str
    step : Step
        One that fits.
    name : str
        One of `ASKED`.
    at : (row, column)

    Raises
    ------
    CnnvizError
        If no number was typed, or there is no such number.

    Examples
    --------
    >>> import numpy as np
    >>> step = Step(np.array([[1.0, 2, 0], [3, 1, 2], [0, 1, 1]]), np.array([[1.0, -1], [0, 2]]), 4, 0.05)
    >>> check_backward("4", step, "dw", (0, 0)).right
    True
    >>> check_backward("2", step, "dw", (0, 0)).sentence
    'You left out the error: that gives 2. Times the error, prediction − target.'
    >>> check_backward("14", step, "dw", (0, 0)).slip
    'all_windows'
    """
    of = numbers(step, name)
    if not (at[0] < of.shape[0] and at[1] < of.shape[1]):
        raise ShapeError(f"{TITLES[name]} has no number at row {at[0]}, column {at[1]}")
    truth = float(of[at])
    slips = list(_SLIPS[name](step, name, at))
    return judge(read_number(typed), Question(truth, 0, sentence(step, name, at), _HINTS[name], slips))


def _turned(value: float, why: str) -> Slip:
    return Slip("sign", -value, "took the other sign", why)


def _error(step: Step, name: str, at: Place) -> Iterator[Slip]:
    yield _turned(step.by_prediction, "The error is the prediction minus the target.")
    yield Slip("loss", step.loss, "took the loss itself", "Its slope is prediction − target.")
    yield Slip(
        "squared",
        step.by_prediction**2,
        "squared the error",
        "The square is in the loss; its slope is the error.",
    )
    yield Slip("twice", 2 * step.by_prediction, "doubled the error", "The ½ of the loss takes the 2 away.")


def _routed(step: Step, name: str, at: Place) -> Iterator[Slip]:
    truth, error = float(numbers(step, name)[at]), step.by_prediction
    if truth == 0:
        yield Slip("not_routed", error, "passed the gradient on to a number that stops it", _only(step))
        yield Slip("not_routed", 1.0, "passed 1 on to a number that stops it", _only(step))
    share = step.left.size
    yield Slip("shared", error / share, f"shared the gradient among {share}", "The winner takes it whole.")
    yield Slip(
        "whole", error, "passed the whole gradient to one of several", f"Each of {share} takes its share."
    )
    yield Slip(
        "value",
        float(numbers(step, name[-1])[at]),
        "took the number itself",
        "A gradient is a slope of the loss.",
    )
    yield _turned(truth, "The sign is that of prediction − target.")


def _only(step: Step) -> str:
    return (
        "Only the winner passes the gradient on."
        if step.reduce == "max" or step.pool > 1
        else ("Where ReLU gave 0 nothing passes.")
    )


def _by_weight(step: Step, name: str, at: Place) -> Iterator[Slip]:
    terms, error = weight_terms(step, at), step.by_prediction
    yield from _collected(
        step, terms, float(step.by_weight[at]), "all windows", "Only the winner passes the gradient on."
    )
    across = step.by_weight.T if step.by_weight.shape[0] == step.by_weight.shape[1] else step.by_weight
    yield Slip("turned", float(across[at]), "took the weight across the diagonal", "Rows come first.")
    yield Slip("weight", error * float(step.weight[at]), "multiplied by the weight", _HINTS["dw"])


def _by_input(step: Step, name: str, at: Place) -> Iterator[Slip]:
    terms, error = input_terms(step, at), step.by_prediction
    yield from _collected(
        step,
        terms,
        float(step.by_input[at]),
        "all windows that hold it",
        "Only the winner passes the gradient on.",
    )
    yield Slip("input", error * float(step.input[at]), "multiplied by the input", _HINTS["dx"])


def _collected(
    step: Step, terms: Sequence[tuple[float, float]], truth: float, where: str, winner: str
) -> Iterator[Slip]:
    """Yield what a sum over windows gives without the error, over too many of them, or with another sign."""
    error = step.by_prediction
    if error:
        yield Slip("no_error", truth / error, "left out the error", "Times the error, prediction − target.")
    every = sum(factor for _, factor in terms)
    if any(gradient == 0 for gradient, _ in terms):
        yield Slip("all_windows", error * every, f"counted {where}", winner)
        yield Slip("all_windows", every, f"counted {where}, without the error", winner)
    yield _turned(truth, "The sign is that of prediction − target times the factors.")


def _new_weight(step: Step, name: str, at: Place) -> Iterator[Slip]:
    before, gradient = float(step.weight[at]), float(step.by_weight[at])
    yield Slip(
        "with_slope",
        before + step.rate * gradient,
        "went with the slope",
        "The loss falls against it: take rate times gradient off.",
    )
    yield Slip(
        "no_rate",
        before - gradient,
        "took the whole gradient off",
        f"Times the rate, {format_number(step.rate)}, first.",
    )
    yield Slip("step_only", step.rate * gradient, "gave the change alone", "Take it off the weight.")
    yield Slip("step_only", -step.rate * gradient, "gave the change alone", "Add it to the weight.")
    yield Slip("unchanged", before, "left the weight as it is", "Its gradient is not 0, so it moves.")


_SLIPS = {
    "dp": _error,
    "dm": _routed,
    "da": _routed,
    "dz": _routed,
    "dw": _by_weight,
    "dx": _by_input,
    "nw": _new_weight,
}
