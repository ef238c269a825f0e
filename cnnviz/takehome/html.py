"""Exercises as HTML for other systems: no style sheet comes along, so that cells bring their colours."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.exercises import Shown
from cnnviz.figures import format_number, rgb, shade

_CELL: Final = "border:1px solid #868f9c;min-width:2.2em;padding:0.3em;text-align:center"


def figure(shown: Shown) -> str:
    """Write numbers that are given: their sign, their name, and a table of coloured cells."""
    colours = _colours(shown.values, shown.look) if shown.look != "table" else None
    cells = [[format_number(one) for one in row] for row in shown.values]
    sign = f"<p>{escape(shown.sign)}</p>" if shown.sign else ""
    return sign + table(cells, shown.name, colours)


def table(
    cells: Sequence[Sequence[str]],
    name: str,
    colours: NDArray[np.uint8] | None = None,
    *,
    are_html: bool = False,
) -> str:
    """Write a grid.

    Parameters
    ----------
    cells : rows of str
    name : str
        What stands above it.
    colours : (rows, columns, 3) uint8, optional
        Behind each cell.
    are_html : bool
        Whether the cells are HTML.
    """
    rows = []
    for at, row in enumerate(cells):
        styles = [_style(None if colours is None else colours[at, column]) for column in range(len(row))]
        inner = [one if are_html else escape(one) for one in row]
        rows.append("".join(f'<td style="{s}">{one}</td>' for s, one in zip(styles, inner, strict=True)))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table style="border-collapse:collapse"><caption>{escape(name)}</caption>{body}</table>'


def _colours(values: list[list[float]], look: str) -> NDArray[np.uint8]:
    """Give each number its colour on a light page, as the exercise shows it."""
    array = np.array(values, np.float64)
    if look == "picture":
        return rgb(shade(array, "minmax", (0.0, max(float(array.max()), 1.0))))
    return rgb(shade(array, "signed"))


def _style(colour: NDArray[np.uint8] | None) -> str:
    if colour is None:
        return _CELL
    red, green, blue = colour.tolist()
    return f"{_CELL};background-color:#{red:02x}{green:02x}{blue:02x};color:{_ink(colour)}"


def _ink(colour: NDArray[np.uint8]) -> str:
    """Choose black or white, whichever stands out more (WCAG 2.2, relative luminance)."""
    share = colour.astype(np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    luminance = float(linear @ np.array([0.2126, 0.7152, 0.0722]))
    return "#000000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"
