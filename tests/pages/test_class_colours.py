"""A class keeps its colour from page to page: the same number of the same name, and one place for colours."""

import re
from pathlib import Path

import pytest

from cnnviz.models.table import MODELS
from pages.ui.session.component import ASSETS

ROOT = Path(__file__).parents[2]
#: What has the colours, and what gives a class its own.
OWNERS = {ASSETS / "tokens.css", ASSETS / "cnnviz" / "class_looks.js"}
#: What draws by them, and the pages that show it.
DRAWN = {"scores/scores.js": "network", "sweep/sweep_curve.js": "break_it"}


def sources():
    """All that could draw a class."""
    for folder, kinds in ((ASSETS, (".js", ".css")), (ROOT / "pages", (".py",)), (ROOT / "cnnviz", (".py",))):
        yield from (one for one in folder.rglob("*") if one.suffix in kinds)


def numbers(page, key):
    """The number by which each class is coloured there, by its name."""
    header = page.sent(key).header
    if "lines" in header:
        return {one["name"]: one["number"] for one in header["lines"] if one["number"] is not None}
    return {name: number for number, name in enumerate(header["names"])}


def test_one_place_gives_a_class_its_colour_on_every_page():
    assert {one for one in sources() if "--class-" in one.read_text("utf-8")} == OWNERS
    asks = {one for one in sources() if "lookOfClass" in one.read_text("utf-8")} - OWNERS
    assert asks == {ASSETS / one for one in DRAWN}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("test", ["0", "42"])
def test_a_class_keeps_its_colour_from_page_to_page(visit, model, test):
    shown = [
        numbers(visit("network", model=model, test=test), "scores"),
        *(
            numbers(visit("break_it", b_view="disturb", b_kind=kind, model=model, test=test), "b_sweep")
            for kind in ("right", "rotate")
        ),
        numbers(visit("break_it", b_view="fool", model=model, test=test), "b_ladder"),
    ]
    assert all(one == shown[0] for one in shown)
    labels = MODELS[model].labels
    assert shown[0] == {name: number for number, name in enumerate(labels)}


def test_there_is_a_colour_for_each_class():
    given = re.findall(r"--class-([0-9]+):", (ASSETS / "tokens.css").read_text("utf-8"))
    assert [*map(int, given)] == [*range(10)]
