"""Plots as SVG: a mean that settles, and how values are distributed; each with its text equivalent."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import ends_text, format_number
from cnnviz.figures.curves import bars, linear_share, path
from pages.ui.figures.plots import Layer, drawing

_WIDE, _HIGH = 420, 130
_BARS_HIGH = 62
_DASHED = 'stroke="black" stroke-width="1.5" stroke-dasharray="6 4"'


def settling(values: NDArray[np.float64], goal: float, label: str) -> str:
    """Draw the mean of the first 1, 2, … draws as a line, and the value it comes to as a dashed one."""
    most = max(float(values.max()), goal) or 1.0
    draws, size = np.arange(len(values)), (_WIDE, _HIGH)
    line = path([0, 1], [goal, goal], (1, most), size)
    ends = max(draws[-1], 1), most
    end = f"{path(draws[-1:], values[-1:], ends, size)}h0"
    shape = (
        f'<path d="{path(draws, values, ends, size)}" fill="none" stroke="black" stroke-width="2"/>'
        f'<path d="{end}" stroke="black" stroke-width="8" stroke-linecap="round"/>'
    )
    note = f"1 draw … {draws_in_words(len(values))}; 0 … {format_number(most, 3)}"
    return _figure([Layer(f'<path d="{line}" {_DASHED}/>', "mute"), Layer(shape, "act")], _HIGH, label, note)


def draws_in_words(count: int) -> str:
    """Write how many draws there are.

    >>> draws_in_words(1), draws_in_words(250)
    ('1 draw', '250 draws')
    """
    return "1 draw" if count == 1 else f"{format_number(count)} draws"


def distributions(rows: Sequence[tuple[str, NDArray[np.float64], str]], limits: tuple[float, float]) -> str:
    """Draw histograms one above the other on one axis: each its name, shares (bins,), and a note."""
    most = max(float(shares.max()) for _, shares, _ in rows)
    low, high = limits
    zero = _WIDE * linear_share(0, low, high)
    dashed = f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="0" y2="{_BARS_HIGH}" {_DASHED}/>'
    drawn = [
        _figure([Layer(_bars(shares, most), "edge"), Layer(dashed, "ink")], _BARS_HIGH, f"{name}: {note}", "")
        for name, shares, note in rows
    ]
    axis = f"{ends_text(limits)}, 0 dashed; values beyond count in the end bins"
    return f'{"".join(drawn)}<p class="words">{escape(axis)}</p>'


def _bars(shares: NDArray[np.float64], most: float) -> str:
    """Bars of equal width; in an SVG y grows downwards."""
    return "".join(
        f'<rect x="{_WIDE * left:.1f}" y="{_BARS_HIGH * (1 - height):.1f}" width="{_WIDE * width * 0.9:.1f}" '
        f'height="{_BARS_HIGH * height:.1f}"/>'
        for left, width, height in bars(np.linspace(0, 1, len(shares) + 1), shares, most)
    )


def _figure(layers: Sequence[Layer], high: int, label: str, note: str) -> str:
    """Write a drawing with its words."""
    below = f'<p class="words">{escape(note)}</p>' if note else ""
    shown = drawing(layers, _WIDE, high, label)
    return f'<figure class="plot"><figcaption>{escape(label)}</figcaption>{shown}{below}</figure>'
