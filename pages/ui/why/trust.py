"""Beside a map: how far its method agrees with occlusion, what it tells, and how far to trust it."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from cnnviz.attribution.methods import CAM, SMALLER, Asked
from cnnviz.figures import format_number
from cnnviz.numbers import percent
from pages.ui.classifier import shipped
from pages.ui.figures.tables import table
from pages.ui.shell.frame import folded
from pages.ui.why.methods import measured
from pages.ui.why.words import TELLS


def show_trust(asked: Asked) -> None:
    """Say what was measured of a method, and in two sentences what it tells."""
    lines = [*_agreement(asked), *map(escape, TELLS[asked.method])]
    st.html(f'<ul class="honesty">{"".join(f"<li>{line}</li>" for line in lines)}</ul>')


def _agreement(asked: Asked) -> list[str]:
    figures, key = measured()["methods"], asked.measured_as
    patches = _patches()
    if key == "occlusion":
        other = format_number(figures[SMALLER]["rank_correlation"])
        return [
            f"The other methods are compared with this one. But its map depends on the patch: that of "
            f"<b>{SMALLER}</b> has a rank correlation of only <b>{other}</b> with it, on average over "
            f"{measured()['images']} test images."
        ]
    if key is None:
        return [f"These settings were not measured. The other methods are compared with {patches}."]
    own, chance = figures[key], figures["chance"]
    overlap = (percent(figure["top_overlap"], 0) for figure in (own, chance))
    mine, random = map(escape, overlap)
    return [
        f"Agreement with occlusion: <b>{_or_none(own['rank_correlation'])}</b>, on average over "
        f"{measured()['images']} test images. This is the rank correlation: 1 means the same order of "
        f"pixels; random maps reach {format_number(chance['rank_correlation'])}.",
        f"Of the {measured()['largest']} pixels that it finds most important, occlusion finds <b>{mine}</b>; "
        f"of random ones {random}.",
        *([f"Empty for {percent(own['blank'], 0)} of the images."] if own["blank"] else []),
    ]


def _patches() -> str:
    how = measured()["reference"]
    return f"patches of {how['size']}×{how['size']}, at a stride of {how['stride']}, covered with black"


def _or_none(value: float | None) -> str:
    return "nothing to compare" if value is None else format_number(value)


def show_all_measured() -> None:
    """Fold away a table of what was measured of every method."""
    part = folded("How well the methods agree with occlusion", "agree")
    if not part.is_open:
        return
    found = measured()
    rows = [_row(key, figure) for key, figure in found["methods"].items()]
    caption = (
        f"Means over {found['images']} test images, for the class that the network predicts; compared with "
        f"{_patches()}. “When shuffled”: compared with the same method's map after the weights were "
        f"shuffled (seed {found['seed']})"
    )
    heads = [
        "Method",
        "Rank correlation",
        f"Overlap of the {found['largest']} largest",
        "When shuffled",
        "Empty",
    ]
    part.slot.html(table(heads, rows, caption))


def _row(key: str, figure: dict[str, Any]) -> list[str]:
    names = shipped.names()
    name = f"Grad-CAM, {names[int(key.removeprefix(CAM))]}" if key.startswith(CAM) else key
    numbers = [figure[what] for what in ("rank_correlation", "top_overlap", "shuffled", "blank")]
    correlation, overlap, mixed, blank = numbers
    return [
        name,
        "" if correlation is None else format_number(correlation),
        "" if overlap is None else percent(overlap, 0),
        "" if mixed is None else format_number(mixed),
        percent(blank, 0),
    ]
