"""The classic slips in working out an output size, the simplest first.

The order: what leaves out or misplaces one thing that stands in the exercise (rows and columns, padding,
stride, the 1, rounding, dilation) comes before what puts another rule in the formula's place, and what is
common before what is rare. So a number that several slips give is explained by the one most people make.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations

from cnnviz.predict.place import What
from cnnviz.predict.size_formula import Formula

Formulas = tuple[Formula, ...]


@dataclass(frozen=True)
class SizeSlip:
    """A slip: its `key`, what the learner `did` (behind "You"), how what is right begins, and its effect.

    `where` says what to look at, see `Place`; None is nothing in particular.
    """

    key: str
    did: str
    instead: Callable[[Formula], str]
    change: Callable[[Formulas], Formulas]
    where: What | None = None


def _each(change: Callable[[Formula], Formula]) -> Callable[[Formulas], Formulas]:
    return lambda formulas: tuple(change(formula) for formula in formulas)


def _says(text: str) -> Callable[[Formula], str]:
    return lambda formula: text.format(f=formula)


def _padded(formula: Formula) -> str:
    if formula.before == formula.after:
        return f"With padding {formula.before} on both sides it is"
    return f"With padding {formula.before} before and {formula.after} after it is"


def _one_side(f: Formula) -> Formula:
    return replace(f, after=0) if f.before else f


def _unpadded(f: Formula) -> Formula:
    if f.form == "shares":  # which says of a padding only what comes of it
        return replace(f, before=0, after=0, form="windows", rounding="down")
    return replace(f, before=0, after=0)


def _up(f: Formula) -> Formula:
    return replace(f, rounding="up") if f.rounding == "down" else f


def _down(f: Formula) -> Formula:
    return f if f.rounding == "none" else replace(f, rounding="down")


def _product(f: Formula) -> Formula:
    return replace(f, span="product") if f.dilation > 1 else f


def _shares(f: Formula) -> Formula:
    return replace(f, form="shares") if f.stride > 1 else f


_IT_IS = _says("It is")
_DILATED = _says(
    "With dilation {f.dilation} a kernel of {f.kernel} spans {f.dilation}·({f.kernel} − 1) + 1, so it is"
)

SLIPS = (
    SizeSlip("swapped", "mixed up rows and columns", _says("Rows come first:"), lambda both: both[::-1]),
    SizeSlip("no_padding", "left out the padding", _padded, _each(_unpadded), "padding"),
    SizeSlip("padding_once", "counted the padding once", _padded, _each(_one_side), "after"),
    SizeSlip("no_stride", "forgot the stride", _says("With stride {f.stride} it is"),
             _each(lambda f: replace(f, stride=1)), "steps"),
    SizeSlip("rounded_up", "rounded up, but a window that extends past the end is not counted", _IT_IS,
             _each(_up), "rest"),
    SizeSlip("rounded_down", "rounded down, but here a window that extends past the end counts", _IT_IS,
             _each(_down), "rest"),
    SizeSlip("not_rounded", "kept the fraction, but a window counts fully or not at all", _IT_IS,
             _each(lambda f: replace(f, rounding="none")), "rest"),
    SizeSlip("no_plus_one", "forgot the + 1, the window's first position", _IT_IS,
             _each(lambda f: replace(f, plus=0)), "first"),
    SizeSlip("no_dilation", "forgot the dilation", _DILATED,
             _each(lambda f: replace(f, dilation=1)), "first"),
    SizeSlip("plus_one_inside", "added the 1 before dividing", _IT_IS,
             _each(lambda f: replace(f, form="inside")), "first"),
    SizeSlip("same_as_input", "took the input's size for the output's", _IT_IS,
             _each(lambda f: replace(f, form="input")), "first"),
    SizeSlip("dilation_product", "multiplied the kernel by the dilation", _DILATED, _each(_product), "first"),
    SizeSlip("kernel_twice", "subtracted the kernel's f − 1 at both ends instead of once", _IT_IS,
             _each(lambda f: replace(f, span="twice")), "first"),
    SizeSlip("half_kernel", "subtracted half of the kernel at one end only", _IT_IS,
             _each(lambda f: replace(f, span="half")), "first"),
    SizeSlip("divided_only", "only divided the input by the stride", _IT_IS, _each(_shares), "steps"),
    SizeSlip("padding_twice", "added the padding twice on each side", _padded,
             _each(lambda f: replace(f, before=2 * f.before, after=2 * f.after)), "padding"),
    SizeSlip("minus_padding", "subtracted the padding instead of adding it", _padded,
             _each(lambda f: replace(f, before=-f.before, after=-f.after)), "padding"),
    SizeSlip("minus_one", "subtracted 1 at the end instead of adding it", _IT_IS,
             _each(lambda f: replace(f, plus=-1)), "first"),
)  # fmt: skip
"""The slips in the order in which they are tried."""

JOINT = 9
"""So many of them, from the first, may come two at once: with all, hardly a number would stay unexplained."""


def wrong_ways(formulas: Formulas, count: int) -> list[tuple[tuple[SizeSlip, ...], Formulas]]:
    """Return every way to do `count` slips (1 or 2) at once, and the formulas they leave; the simplest first.

    A slip that changes nothing here, such as leaving out a padding of 0, is left out, and so is what would
    give a size below 0.
    """
    ranks = sorted(
        combinations(range(JOINT if count > 1 else len(SLIPS)), count), key=lambda ranks: (sum(ranks), ranks)
    )
    ways = []
    for chosen in (tuple(SLIPS[rank] for rank in each) for each in ranks):
        wrong, changed = formulas, True
        for slip in chosen:
            changed, wrong = changed and slip.change(wrong) != wrong, slip.change(wrong)
        if changed and all(formula.exact >= 0 for formula in wrong):
            ways.append((chosen, wrong))
    return ways
