"""How far a method's maps can be trusted: how well they agree with those of occlusion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cnnviz.attribution.methods import CAM, SMALLER, Asked
from cnnviz.figures import format_number
from cnnviz.numbers import percent
from pages.ui.classifier import current
from pages.ui.figures.facts import Fact
from pages.ui.figures.tables import table
from pages.ui.shell.frame import folded
from pages.ui.why.methods import measured


def trust(asked: Asked) -> list[Fact]:
    """Tell what was measured of a method: how far its maps agree with those of occlusion."""
    found, key = measured(), asked.measured_as
    if found is None:
        return [Fact("Agreement with occlusion", "not measured", "of your network")]
    figures, images = found["methods"], f"mean over {found['images']} test images"
    if key == "occlusion":
        other = format_number(figures[SMALLER]["rank_correlation"])
        return [Fact(f"Agreement with {SMALLER}", other, f"rank correlation, {images}")]
    if key is None:
        return [Fact("Agreement with occlusion", "not measured", "with these settings")]
    own, chance = figures[key], figures["chance"]
    mine, random = (percent(figure["top_overlap"], 0) for figure in (own, chance))
    return [
        Fact(
            "Agreement with occlusion",
            _or_none(own["rank_correlation"]),
            f"rank correlation, {images}; random maps {format_number(chance['rank_correlation'])}",
        ),
        Fact(
            f"Found by occlusion, too: of its {found['largest']} strongest pixels",
            mine,
            f"of random ones {random}",
        ),
        *([Fact("Empty maps", percent(own["blank"], 0), "of the images")] if own["blank"] else []),
    ]


def _patches(how: Mapping[str, Any]) -> str:
    return f"patches of {how['size']}×{how['size']}, at a stride of {how['stride']}, covered with black"


def _or_none(value: float | None) -> str:
    return "nothing to compare" if value is None else format_number(value)


def show_all_measured() -> None:
    """Fold away a table of what was measured of every method."""
    found = measured()
    if found is None:
        return
    part = folded("How well the methods agree with occlusion", "agree")
    if not part.is_open:
        return
    rows = [_row(key, figure) for key, figure in found["methods"].items()]
    caption = (
        f"Means over {found['images']} test images, for the class that the network predicts; compared with "
        f"{_patches(found['reference'])}. “When shuffled”: compared with the same method's map after the "
        f"weights were shuffled (seed {found['seed']}). Rank correlation: 1 means the same order of pixels"
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
    names = current.names()
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
