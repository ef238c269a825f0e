"""Checking a predicted output size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from cnnviz.arguments import Pair, pair
from cnnviz.counting.layer import Layer
from cnnviz.geometry import Remainder, output_size, resolve_padding
from cnnviz.geometry.padding import Padding
from cnnviz.predict.place import Place
from cnnviz.predict.size_formula import Formula
from cnnviz.predict.size_reading import read_sizes
from cnnviz.predict.size_slips import Formulas, SizeSlip, wrong_ways
from cnnviz.predict.size_words import AXES, Sizes, by, distance, hint, written
from cnnviz.predict.verdict import Verdict

_ROUNDING: dict[str, Literal["up", "ceil"]] = {"pad": "up", "ceil": "ceil"}


def check_size(
    typed: str,
    size: Pair,
    kernel: Pair,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    remainder: Remainder | Literal["ceil"] = "floor",
    *,
    reveal: bool = False,
) -> Verdict:
    """Judge a predicted output size, and name the slip that gives exactly what was typed.

    Parameters
    ----------
    typed : str
        What the learner wrote, see `cnnviz.predict.reading.read_sizes`.
    size : int or (rows, columns)
        Pixels of the input. One number asks for one axis, a pair for both.
    kernel, stride, dilation : int or (rows, columns)
        Of the window; of a pair, one axis uses the first.
    padding : int, pair, pairs or name
        For both axes as in `cnnviz.geometry.resolve_padding`; for one axis a pair is (before, after).
    remainder : {"floor", "raise", "crop", "pad", "ceil"}
        What happens if the windows don't fit, as in `cnnviz.geometry.output_size`; "ceil" is the pools'
        `ceil_mode`.
    reveal : bool
        Whether to tell the answer; otherwise a question mark stands in its place.

    Returns
    -------
    Verdict
        The slip's keys are those of `cnnviz.predict.size_slips.SLIPS`. Tried in turn: one slip along both
        axes; one along the only wrong axis; two at once along both.

    Raises
    ------
    CnnvizError
        If `typed` can't be read.
    ShapeError
        If there is no output, as in `output_size`.

    Examples
    --------
    >>> check_size("4", size=6, kernel=3, padding=1).sentence.split(". ")[0]
    'You left out the padding: (6 + 2·0 − 3) / 1 + 1 = 4'
    >>> check_size("54.25", size=224, kernel=11, stride=4).slip
    'not_rounded'
    """
    formulas = _formulas(size, kernel, stride, padding, dilation, remainder)
    return _judged(read_sizes(typed, len(formulas)), formulas, reveal)


def size_answers(
    size: Pair,
    kernel: Pair,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    remainder: Remainder | Literal["ceil"] = "floor",
) -> tuple[dict[Sizes, Verdict], str]:
    """Give what `check_size` says of the right size and of each that a slip gives, and what it asks for else.

    Parameters
    ----------
    size, kernel, stride, padding, dilation, remainder
        As for `check_size`.

    Returns
    -------
    answers : dict of sizes to Verdict
        The right one is the first.
    asked : str
        What is said of any other answer, behind how far off it is.

    Examples
    --------
    >>> answers, asked = size_answers(6, 3, padding=1)
    >>> [str(*answer) for answer in answers][:3]
    ['6', '4', '5']
    >>> asked
    'Work out (6 + 2·1 − 3) / 1 + 1 = ?. The padding is added at both ends.'
    """
    formulas = _formulas(size, kernel, stride, padding, dilation, remainder)
    truth = _results(formulas)
    answers = [truth] + [_results(wrong) for count in (1, 2) for _, wrong in wrong_ways(formulas, count)]
    for axis, formula in enumerate(formulas):
        for _, (wrong,) in wrong_ways((formula,), 1):
            answers.append((*truth[:axis], wrong.result, *truth[axis + 1 :]))
    return {answer: _judged(answer, formulas) for answer in answers}, _asked(truth, formulas)


def sizes_of(layer: Layer, input_shape: Sequence[int], remainder: Remainder) -> dict[str, Any] | None:
    """Give what `check_size` is given beside what was typed, of a layer; None if it has no window.

    Parameters
    ----------
    layer : Layer
    input_shape : (channels, rows, columns)
    remainder : {"floor", "raise", "crop", "pad"}

    Examples
    --------
    >>> pool = Layer("max", kernel=(2, 2), stride=(2, 2))
    >>> check_size("14 x 14", **sizes_of(pool, (6, 28, 28), "floor")).right
    True
    """
    if not layer.slides:
        return None
    return {
        "size": tuple(input_shape[1:]),
        "kernel": layer.kernel,
        "stride": layer.stride,
        "padding": layer.padding,
        "dilation": layer.dilation,
        "remainder": remainder,
    }


def _judged(answer: Sizes, formulas: Formulas, reveal: bool = False) -> Verdict:
    truth = _results(formulas)
    working = written([formula.line() for formula in formulas])
    if answer == truth:
        return Verdict(True, None, f"Right: {by(truth)}.", working)
    found = (
        _along_all(answer, formulas, 1, reveal)
        or _along_one(answer, formulas, reveal)
        or _along_all(answer, formulas, 2, reveal)
    )
    if found:
        return Verdict(False, found.keys, found.sentence, working, found.where)
    told = distance(answer, truth)
    if reveal:
        return Verdict(False, None, f"{told} It is {working}.", working)
    return Verdict(False, None, f"{told} {_asked(answer, formulas)}", working)


def _asked(answer: Sizes, formulas: Formulas) -> str:
    """Ask to work it out, with a hint on the first axis that is wrong."""
    asked = written([formula.asked() for formula in formulas])
    axes = zip(formulas, answer, _results(formulas), strict=True)
    stumbled = next((formula for formula, given, right in axes if given != right), formulas[0])
    return f"Work out {asked}. {hint(stumbled)}"


def _formulas(
    size: Pair,
    kernel: Pair,
    stride: Pair,
    padding: Padding,
    dilation: Pair,
    remainder: Remainder | Literal["ceil"],
) -> Formulas:
    sizes, kernels = pair(size, "size", 1), pair(kernel, "kernel", 1)
    strides, gaps = pair(stride, "stride", 1), pair(dilation, "dilation", 1)
    one = not isinstance(size, (tuple, list))
    if one and isinstance(padding, (tuple, list)):
        padding = (padding, padding)  # type: ignore[assignment]
    sides = resolve_padding(padding, kernels, gaps, strides, sizes)
    if padding == "same_tensorflow":
        return tuple(
            Formula(sizes[a], kernels[a], strides[a], *sides[a], gaps[a], rounding="up", form="shares")
            for a in range(1 if one else 2)
        )
    made = []
    for axis in range(1 if one else 2):
        numbers = (sizes[axis], kernels[axis], strides[axis])
        formula = Formula(*numbers, *sides[axis], gaps[axis], rounding=_ROUNDING.get(remainder, "down"))
        if remainder != "ceil" or formula.result < 1:  # asked for its errors only
            output_size(*numbers, sides[axis], gaps[axis], "floor" if remainder == "ceil" else remainder)
        made.append(formula)
    return tuple(made)


class _Found(NamedTuple):
    """The keys of the slips that give an answer, what to say of them, and where the first one lies."""

    keys: str
    sentence: str
    where: Place | None


def _along_all(answer: Sizes, formulas: Formulas, count: int, reveal: bool) -> _Found | None:
    """Look for `count` slips, made along every axis, that give the answer."""
    for slips, wrong in wrong_ways(formulas, count):
        if _results(wrong) == answer:
            keys = "+".join(slip.key for slip in slips)
            what = slips[0].where
            return _Found(
                keys, f"You {_explained(slips, wrong, formulas, reveal)}", Place(what) if what else None
            )
    return None


def _along_one(answer: Sizes, formulas: Formulas, reveal: bool) -> _Found | None:
    """Look for a slip along the one axis that is wrong while the other is right."""
    wrong = [axis for axis, formula in enumerate(formulas) if formula.result != answer[axis]]
    if len(wrong) == len(formulas):
        return None
    found = _along_all((answer[wrong[0]],), (formulas[wrong[0]],), 1, reveal)
    if found is None:
        return None
    sentence = f"Along the {AXES[wrong[0]]}: you{found.sentence.removeprefix('You')}"
    return _Found(found.keys, sentence, found.where and replace(found.where, axis=wrong[0]))


def _results(formulas: Formulas) -> Sizes:
    return tuple(formula.result for formula in formulas)


def _explained(slips: Sequence[SizeSlip], wrong: Formulas, formulas: Formulas, reveal: bool) -> str:
    did = " and ".join(slip.did for slip in slips)
    starts = {slip.instead(formula) for slip in slips for formula in formulas}
    start = starts.pop() if len(starts) == 1 else "It is"
    right = [formula.line() if reveal else formula.asked() for formula in formulas]
    return f"{did}: {written([formula.line() for formula in wrong])}. {start} {written(right)}."
