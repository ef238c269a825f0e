"""The view that draws what speaks for a class: a map over the picture, beside it, and beside another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.attribution.adds_up import Balance, evidence_balance, way_balance
from cnnviz.attribution.compare import extremes, rank_correlation
from cnnviz.attribution.methods import Asked, Name
from cnnviz.figures import Shade, format_number, rgb, shade, shared_limits
from cnnviz.figures.overlay import overlay
from pages.ui.classifier.drawn import picture
from pages.ui.figures.facts import Fact
from pages.ui.figures.maps import Map, Mark, show_maps
from pages.ui.shell.downloads import Latest
from pages.ui.why.case import Case
from pages.ui.why.drawing import Drawing
from pages.ui.why.methods import covered, explained
from pages.ui.why.words import NAMES, legend

#: The greatest side of a map.
_SIDE = 330


def show_heat(case: Case, asked: Asked, drawing: Drawing, latest: Latest) -> list[Fact]:
    """Draw the map, and the one it is compared with; tell what they add up to and how alike they are."""
    own = explained(asked, case.image, case.label)
    other = _other(case, asked, drawing)
    pair = [own] if other is None else [own, other]
    limits = shared_limits(pair, "signed") if drawing.together else None
    shades = [shade(one, "signed", limits) for one in pair]
    told = {"none": "Map", "shuffled": "Trained,", "occlusion": "This one,"}[drawing.beside]
    maps = _maps(case, _Drawn(asked.method, own, shades[0], told), drawing)
    if other is None:
        maps.insert(0, _picture(case, asked))
    else:
        title = "Shuffled," if drawing.beside == "shuffled" else "Occlusion,"
        method: Name = "occlusion" if drawing.beside == "occlusion" else asked.method
        maps += _maps(case, _Drawn(method, other, shades[1], title), drawing)
    show_maps(maps, key="heat", size=_SIDE)
    latest.numbers, latest.shown = own, shades[0]
    return [*([] if other is None else [_alike(own, other, drawing)]), *_facts(case, asked, own)]


def _other(case: Case, asked: Asked, drawing: Drawing) -> NDArray[Any] | None:
    if drawing.beside == "none":
        return None
    if drawing.beside == "occlusion":
        return explained(Asked("occlusion"), case.image, case.label)
    return explained(asked, case.image, case.label, drawing.seed)


def _input(case: Case) -> Shade | NDArray[np.uint8]:
    return picture(case.prediction.input)


def _picture(case: Case, asked: Asked) -> Map:
    """The input; for occlusion with the patch framed whose covering costs most."""
    note, framed = case.given.alt, ""
    marks: tuple[Mark, ...] = ()
    if asked.method == "occlusion":
        found = covered(asked, case.image, case.label)
        marks = (Mark(*found.worst, *found.size),)
        framed = (
            f"Framed: the {found.size[0]} × {found.size[1]} pixels that lower the logit most when they are "
            f"covered. It falls from {format_number(found.score)} to {format_number(found.score_without)}."
        )
    alt = " ".join(part for part in ("The network's input.", note, framed) if part)
    return Map(_input(case), alt, "The picture", framed or note, marks=marks)


@dataclass(frozen=True)
class _Drawn:
    """A map, whose method it is, its colours, and what its label begins with."""

    method: Name
    values: NDArray[Any]
    shaded: Shade
    title: str


def _maps(case: Case, drawn: _Drawn, drawing: Drawing) -> list[Map]:
    """A map over the picture, and alone."""
    found = extremes(drawn.values)
    most = f"largest {format_number(found.high)} at row {found.high_at[0]}, column {found.high_at[1]}"
    least = f"; smallest {format_number(found.low)} at row {found.low_at[0]}, column {found.low_at[1]}"
    note = f"{most}{least if found.low < 0 else ''}" if found.varies else "the same value everywhere"
    colours = legend(drawn.method)
    what = f"{NAMES[drawn.method]} of {case.name}: {note}. {colours}"
    drawn_input = _input(case)
    pixels = rgb(drawn_input) if isinstance(drawn_input, Shade) else drawn_input
    over = overlay(pixels, drawn.shaded, drawing.strength)
    return [
        Map(over, f"Over the picture, {what}", f"{drawn.title} over it", f"For {case.name}: {note}."),
        Map(drawn.shaded, what, f"{drawn.title} alone", colours, bar=True),
    ]


def _facts(case: Case, asked: Asked, own: NDArray[Any]) -> list[Fact]:
    network = case.model.network
    if asked.method == "evidence":
        balance = evidence_balance(network, case.image, case.label, own)
        return _balanced(balance, f"{format_number(balance.less, 5)} (bias)")
    if asked.method == "integrated":
        balance = way_balance(network, case.image, case.label, own)
        return _balanced(balance, f"{format_number(balance.less, 5)} (logit of a black picture)")
    return [Fact("Logit (score)", format_number(case.score), f"of {case.name}, before softmax")]


def _balanced(balance: Balance, less: str) -> list[Fact]:
    return [
        Fact("All pixels add up to", format_number(balance.total, 5)),
        Fact(
            "Expected",
            format_number(balance.difference, 5),
            f"{format_number(balance.score, 5)} (logit) less {less}",
        ),
        Fact("Difference", format_number(balance.missed, 2)),
    ]


def _alike(own: NDArray[Any], other: NDArray[Any], drawing: Drawing) -> Fact:
    value = rank_correlation(own, other)
    text = "nothing to compare" if np.isnan(value) else format_number(value, 2)
    what = "of the shuffled network" if drawing.beside == "shuffled" else "that occlusion gives"
    return Fact(
        "Agreement of both maps", text, f"rank correlation with the map {what}: 1 the same order, 0 none"
    )
