"""A part that runs alone shows what it shows when the whole page runs, whatever the page showed before."""

import pytest

from cnnviz.models.garments import load_classifier
from cnnviz.network.layers import Conv2d

_LAYERS = load_classifier().network.layers
_OVERFLOW = "~~".join(
    f"put~{at}~0~0~as-given~custom~1e6" for at, layer in enumerate(_LAYERS) if isinstance(layer, Conv2d)
)


def _restore(page):
    page.app.button(key="b_none").click()
    page.run()


#: By what shows no result at first: the page, its address, and what a learner changes then.
CASES = {
    "a stride that does not fit": (
        "kernels",
        {"pad": "same", "stride": "2", "seen": "true", "edges": "true", "code": "true"},
        lambda page: page.react("kernels", "stride", 1),
    ),
    "a border that does not fit": (
        "pooling",
        {"window": "2", "border_pixels": "8", "code": "true"},
        lambda page: page.react("pooling", "pool", "global_max"),
    ),
    "the predicted class as a target": (
        "break_it",
        {"b_view": "fool", "b_target": "Ankle boot", "test": "90", "code": "true"},
        lambda page: page.set("b_target", "Sneaker"),
    ),
    "numbers that grow too large": ("break_it", {"ops": _OVERFLOW, "code": "true"}, _restore),
    "a volume, which has no table": (
        "series",
        {"sv_of": "volume", "code": "true"},
        lambda page: page.react("series", "of", "series"),
    ),
}


def _shown(page):
    """What stands on the page: its sentences and tables, code, and files."""
    bodies = sorted(element.proto.body for kind in ("html", "markdown") for element in page.app.get(kind))
    return page.facts, bodies, [element.value for element in page.app.code], page.errors


@pytest.mark.parametrize("case", CASES)
def test_a_part_that_had_no_result_has_one_after_a_change_within_it(visit, monkeypatch, case):
    name, address, change = CASES[case]
    page = visit(name, **address)
    before = _shown(page)
    with monkeypatch.context() as patch:
        page.run_a_part(patch)
        change(page)
    assert _shown(page) != before
    assert _shown(page) == _shown(visit(name, **page.address))
