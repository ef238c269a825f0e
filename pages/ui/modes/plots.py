"""Plots as SVG: a mean that settles, and how values are distributed; each with its text equivalent."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import format_number

_WIDE, _HIGH = 420, 130
_BARS_HIGH = 62
#: These two can be told from a light page and from a dark one.
_BLUE = "#3f80c0"
_DASHED = 'stroke="#8a8f98" stroke-width="1.5" stroke-dasharray="6 4"'


def settling(values: NDArray[np.float64], goal: float, label: str) -> str:
    """Draw the mean of the first 1, 2, … draws as a line, and the value it comes to as a dashed one."""
    most = float(max(values.max(), goal)) * 1.05 or 1.0
    across = np.linspace(0, _WIDE, len(values)) if len(values) > 1 else np.array([0.0])
    points = " ".join(f"{x:.1f},{_up(y, most):.1f}" for x, y in zip(across, values.tolist(), strict=True))
    line = _up(goal, most)
    shape = (
        f'<line x1="0" x2="{_WIDE}" y1="{line:.1f}" y2="{line:.1f}" {_DASHED}/>'
        f'<polyline points="{points}" fill="none" stroke="{_BLUE}" stroke-width="2"/>'
        f'<circle cx="{across[-1]:.1f}" cy="{_up(float(values[-1]), most):.1f}" r="4" fill="{_BLUE}"/>'
    )
    ends = f"1 draw … {format_number(len(values))} draws; 0 … {format_number(most, 3)}"
    return _figure(shape, _HIGH, label, ends)


def distributions(rows: Sequence[tuple[str, NDArray[np.float64], str]], limits: tuple[float, float]) -> str:
    """Draw histograms one above the other on one axis: each its name, shares (bins,), and a note."""
    most = max(float(shares.max()) for _, shares, _ in rows)
    low, high = limits
    drawn = []
    for name, shares, note in rows:
        step = _WIDE / len(shares)
        bars = "".join(
            f'<rect x="{i * step:.1f}" y="{_BARS_HIGH * (1 - share / most):.1f}" width="{step * 0.9:.1f}" '
            f'height="{_BARS_HIGH * share / most:.1f}" fill="{_BLUE}"/>'
            for i, share in enumerate(shares.tolist())
        )
        zero = _WIDE * -low / (high - low)
        bars += f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="0" y2="{_BARS_HIGH}" {_DASHED}/>'
        drawn.append(_figure(bars, _BARS_HIGH, f"{name}: {note}", ""))
    axis = (
        f"{format_number(low, 3)} … {format_number(high, 3)}, 0 dashed; what lies beyond counts to the ends"
    )
    return f'{"".join(drawn)}<p class="words">{escape(axis)}</p>'


def _up(value: float, most: float) -> float:
    return _HIGH * (1 - value / most)


def _figure(shape: str, high: int, label: str, note: str) -> str:
    """Write a drawing as a picture with its words; `st.html` lets pictures through, but no SVG of its own."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {high}">{shape}</svg>'
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    below = f'<p class="words">{escape(note)}</p>' if note else ""
    return (
        f'<figure class="plot"><figcaption>{escape(label)}</figcaption>'
        f'<img src="{source}" alt="{escape(label)}">{below}</figure>'
    )
