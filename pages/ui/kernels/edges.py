"""A polar plot of what a kernel answers to edges of every direction."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st

from cnnviz.figures import format_number
from cnnviz.filtering import Choice
from cnnviz.kernels import CombinedSpec
from cnnviz.kernels.edge_answers import EDGE, EdgeAnswers, edge_answers, towards
from pages.ui.figures.plots import Layer, drawing
from pages.ui.figures.tables import table
from pages.ui.shell.frame import Folded

_SIDE, _RADIUS = 320, 115
_MAIN = range(0, 360, 45)


def show_edges(part: Folded, choice: Choice) -> None:
    """Draw the plot, say which direction is strongest, and list the answers to eight of them."""
    if not part.is_open:
        return
    spec = choice.spec
    with part.slot:
        if spec.view in ("cyclic", "categorical"):
            st.caption(f"“{spec.title}” gives directions, and no strengths that could be compared.")
            return
        combine = spec.combine if isinstance(spec, CombinedSpec) else None
        found = edge_answers(choice.kernels, combine)
        words = in_words(found)
        rows = [[f"{at}° ({towards(at)})", format_number(found.at(at))] for at in _MAIN]
        plot = drawing(_layers(found), _SIDE, _SIDE, f"Answers by direction. {words}")
        st.html(
            f'<div class="polar"><figure>{plot}<figcaption>{escape(words)}</figcaption></figure>'
            f"{table(['Brighter towards', 'Answer'], rows, 'Answers to eight directions')}</div>"
        )


def in_words(found: EdgeAnswers) -> str:
    """Say which direction has the strongest answer."""
    step = f"edges from 0 to {format_number(EDGE)}"
    if not found.largest:
        return f"It answers 0 to {step} of every direction."
    most = format_number(found.answers[found.strongest])
    if found.is_alike:
        return f"Of {step} all directions have about the same answer, {most}: it does not tell them apart."
    best = int(found.degrees[found.strongest])
    against = format_number(found.at(best + 180))
    return (
        f"Of {step} those that get brighter towards {best}° ({towards(best)}) have the strongest answer, "
        f"{most}; those the other way have {against}."
    )


def _layers(found: EdgeAnswers) -> list[Layer]:
    middle = _SIDE / 2
    grid = "".join(
        f'<circle cx="{middle}" cy="{middle}" r="{radius:g}" fill="none" stroke="black"/>'
        for radius in (_RADIUS / 2, _RADIUS)
    )
    top, across = middle - _RADIUS, 2 * _RADIUS
    axes = f'<path d="M{middle} {top}v{across}M{top} {middle}h{across}" stroke="black"/>'
    sides = {0: "0°", 90: "90°", 180: "180°", 270: "270°"}
    written = "".join(_text(text, at) for at, text in sides.items())
    most = format_number(found.largest) if found.largest else ""
    end = f'<text x="{middle + 4}" y="{top + 14}" font-size="13">{most}</text>'
    return [
        Layer(grid + axes, "edge"),
        Layer(_outline(found, 1, 'stroke-width="3"'), "pos"),
        Layer(_outline(found, -1, 'stroke-width="3" stroke-dasharray="7 4"'), "neg"),
        Layer(written + end, "ink"),
    ]


def _outline(found: EdgeAnswers, sign: int, style: str) -> str:
    """Draw the answers of one sign: as far from the middle as they are large."""
    far = _RADIUS * np.maximum(sign * found.answers, 0) / (found.largest or 1)
    if not far.any():
        return ""
    angles = np.radians(found.degrees)
    across, along = (_SIDE / 2 + far * turn(angles) for turn in (np.cos, np.sin))
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, along, strict=True))
    return f'<polygon points="{points}" fill="black" fill-opacity="0.15" stroke="black" {style}/>'


def _text(text: str, degrees: int) -> str:
    angle = np.radians(degrees)
    x, y = (_SIDE / 2 + (_RADIUS + 22) * turn(angle) for turn in (np.cos, np.sin))
    return f'<text x="{x:.0f}" y="{y + 5:.0f}" font-size="15" text-anchor="middle">{text}</text>'
