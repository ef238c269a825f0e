"""How a window slides over a picture: what was chosen, and what that comes to for one size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnnviz.geometry.output import OutputSize, Remainder, ceil_output_size, output_size
from cnnviz.geometry.padding import Padding, Sides, resolve_padding
from cnnviz.geometry.terms import Terms

if TYPE_CHECKING:  # only a name here: sizes come before operators
    from cnnviz.operators.padding import BorderMode


@dataclass(frozen=True)
class Plan:
    """How a window slides over one picture.

    Attributes
    ----------
    padding : ((top, bottom), (left, right))
        In pixels, with what is added at the end so that one more window fits.
    rows, columns : OutputSize
        The sizes that come out.
    """

    padding: Sides
    rows: OutputSize
    columns: OutputSize

    @property
    def fits(self) -> bool:
        """Whether the stride leaves no remainder on either axis."""
        return self.rows.fits and self.columns.fits

    def cropped(self, size: tuple[int, int]) -> tuple[int, int]:
        """Rows and columns of a picture that are left when what does not fit is cut off its end."""
        return size[0] - self.rows.cut, size[1] - self.columns.cut

    def formula(self) -> str:
        """The output size's formula with the numbers put in, see `both_axes`."""
        return both_axes(self.rows.formula(), self.columns.formula())


@dataclass(frozen=True)
class Geometry:
    """What was chosen, for any picture and kernel.

    Attributes
    ----------
    stride, dilation : (rows, columns)
    padding
        As `cnnviz.geometry.resolve_padding` takes it.
    mode : str
        What padded pixels show, see `cnnviz.operators.padding.source_indices`.
    remainder : {"floor", "raise", "crop", "pad"}
        What to do if the stride does not fit, see `cnnviz.geometry.output_size`.

    Examples
    --------
    >>> print(Geometry((2, 2), 1, (1, 1), "constant", "pad").plan((10, 9), (3, 3)).formula())
    rows (10 + 2·1 − 3) / 2 + 1 = 5.5 → 6 (1 pixel added at the end)
    columns (9 + 2·1 − 3) / 2 + 1 = 5
    """

    stride: tuple[int, int]
    padding: Padding
    dilation: tuple[int, int]
    mode: BorderMode
    remainder: Remainder

    def plan(self, size: tuple[int, int], kernel: tuple[int, int]) -> Plan:
        """Work out padding and output size for a picture and a kernel, each (rows, columns).

        Raises
        ------
        ShapeError
            If the kernel does not fit, or the stride does not and `remainder` is ``"raise"``.
        """
        sides = resolve_padding(self.padding, kernel, self.dilation, self.stride, size)
        if self.padding == "same_tensorflow":  # leaves no remainder to treat
            rows, columns = (
                ceil_output_size(size[a], kernel[a], self.stride[a], self.dilation[a]) for a in (0, 1)
            )
            return Plan(sides, rows, columns)
        rows, columns = (
            output_size(size[a], kernel[a], self.stride[a], sides[a], self.dilation[a], self.remainder)
            for a in (0, 1)
        )
        (top, bottom), (left, right) = sides
        return Plan(((top, bottom + rows.extra), (left, right + columns.extra)), rows, columns)

    def terms(
        self, size: tuple[int, int], kernel: tuple[int, int], plan: Plan | None = None
    ) -> tuple[Terms, Terms]:
        """Give the formula's numbers for rows and columns; what it gives only with the plan that came of it.

        >>> how = Geometry((2, 2), "same", (1, 1), "constant", "floor")
        >>> how.terms((10, 9), (3, 4))[1]
        Terms(size=9, before=1, after=2, kernel=4, dilation=1, stride=2, result='', count=0)
        """
        stride = (1, 1) if self.padding == "same" else self.stride  # what it cannot be is asked for, too
        sides = resolve_padding(self.padding, kernel, self.dilation, stride, size)
        found = (plan.rows, plan.columns) if plan else (None, None)
        rows, columns = (
            Terms(
                size[a],
                *sides[a],
                kernel[a],
                self.dilation[a],
                self.stride[a],
                *((made.result(), made.size) if made else ()),
            )
            for a, made in enumerate(found)
        )
        return rows, columns


def both_axes(rows: str, columns: str) -> str:
    """Write the formulas of both axes: once if they agree, else a line for each.

    >>> both_axes("8 / 2 = 4", "6 / 2 = 3").splitlines()
    ['rows 8 / 2 = 4', 'columns 6 / 2 = 3']
    """
    return rows if rows == columns else f"rows {rows}\ncolumns {columns}"
