"""Windows that do not fit: what can be done about it, and which sizes would fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, get_args

from cnnviz.counting.count import Counted
from cnnviz.errors import ShapeError
from cnnviz.geometry import Geometry, OutputSize, Remainder
from cnnviz.geometry.output import as_text

#: What each way of treating a remainder is called.
TITLES: Final[dict[Remainder, str]] = {
    "floor": "Floor: ignore the rest",
    "raise": "Refuse",
    "crop": "Crop the end",
    "pad": "Pad the end",
}


@dataclass(frozen=True)
class Choice:
    """One way of treating a remainder: its key and title, and what comes out or why nothing does."""

    key: Remainder
    title: str
    gives: str


@dataclass(frozen=True)
class Misfit:
    """A window that does not fit along one axis.

    Attributes
    ----------
    axis : str
        "the rows", "the columns" or "both axes".
    exact : str
        The formula's result, such as 54.25.
    smaller, larger : int or None
        The nearest sizes of the picture that fit; None where there is none smaller.
    missing : int
        Pixels to add in all, so that one more window fits.
    split : (before, after)
        The same at both ends.
    each_side : str
        What the formula gives if as many were added at each end: a slip.
    """

    axis: str
    exact: str
    smaller: int | None
    larger: int
    missing: int
    split: tuple[int, int]
    each_side: str

    def sentences(self) -> str:
        """Say it."""
        before, after = self.split
        nearest = f"{self.smaller} and {self.larger}" if self.smaller else f"{self.larger}"
        pixels, leave = ("pixel", "leaves") if self.missing == 1 else ("pixels", "leave")
        return (
            f"Along {self.axis} {self.exact} windows would fit. The nearest sizes that fit: {nearest}. "
            f"{self.missing} more {pixels} in all ({before} + {after}) {leave} no remainder; "
            f"{self.missing} on each side would give {self.each_side}."
        )


def misfit(row: Counted) -> list[Misfit]:
    """Find the axes along which a layer's window does not fit; the same on both is told once.

    >>> from cnnviz.counting import Layer, count
    >>> (row,) = count([Layer("conv", 96, (11, 11), (4, 4))], (3, 224, 224))
    >>> (found,) = misfit(row)
    >>> found.exact, found.smaller, found.larger, found.split, found.each_side
    ('54.25', 223, 227, (1, 2), '55.75')
    """
    if row.plan is None:
        return []
    axes = zip(
        ("the rows", "the columns"), row.input_shape[1:], (row.plan.rows, row.plan.columns), strict=True
    )
    found = [_misfit(axis, size, made) for axis, size, made in axes if not made.fits]
    alike = len(found) == 2 and found[0].exact == found[1].exact and found[0].larger == found[1].larger
    return [replace(found[0], axis="both axes")] if alike else found


def choices(row: Counted) -> list[Choice]:
    """Give what each way of treating the remainder comes to."""
    layer = row.layer
    size = (row.input_shape[1], row.input_shape[2])
    found = []
    for key in get_args(Remainder):
        how = Geometry(layer.stride, layer.padding, layer.dilation, "constant", key)
        try:
            plan = how.plan(size, layer.kernel)
            gives = f"{plan.rows.size} × {plan.columns.size}: {_done(plan.columns, plan.rows)}"
        except ShapeError as error:
            gives = str(error)
        found.append(Choice(key, TITLES[key], gives))
    return found


def needed(row: Counted) -> tuple[int, int] | None:
    """Rows and columns of the padded picture; None where nothing is added.

    >>> from cnnviz.counting import Layer, count
    >>> needed(count([Layer("conv", 1, (3, 3), padding="same")], (1, 6, 6))[0])
    (8, 8)
    """
    if row.plan is None:
        return None
    sides = row.plan.padding
    if not any(sides[0] + sides[1]):
        return None
    return row.input_shape[1] + sum(sides[0]), row.input_shape[2] + sum(sides[1])


def _misfit(axis: str, size: int, made: OutputSize) -> Misfit:
    rest = made.room % made.stride
    missing = made.stride - rest
    both = as_text(Fraction(made.room + 2 * missing, made.stride) + 1)
    smaller = size - rest if size > rest else None
    return Misfit(
        axis,
        as_text(made.exact),
        smaller,
        size + missing,
        missing,
        (missing // 2, missing - missing // 2),
        both,
    )


def _done(columns: OutputSize, rows: OutputSize) -> str:
    """Say what becomes of the pixels that are over, along the axis that has some."""
    one = rows if columns.fits else columns
    if one.cut:
        return f"{_pixels(one.cut)} cut off the end"
    if one.extra:
        return f"{_pixels(one.extra)} added at the end"
    return f"{_pixels(one.unused)} at the end unseen"


def _pixels(number: int) -> str:
    return f"{number} {'pixel' if number == 1 else 'pixels'}"
