"""On every page and screen: text that can be read, nothing cut off, and what matters on the first screen."""

import pytest

from tests.app_pages import PATHS
from tests.browser.test_axe_in_a_browser import complaints
from tests.browser.the_look import ALL_DRAWN, SIZES, cut_off, not_on_the_first_screen, small_text
from tests.browser.waits import DRAWN, until_page

_EQUATION = {
    "picture": ".linked .source .host",
    "kernel or window": ".linked .kernel",
    "output": ".linked .result .host",
    "sum": ".linked .detail-sum",
    "size formula": ".linked .formula",
}
#: What is on the first screen of each page, whole: a selector for each thing.
ESSENTIAL = {
    "": {"picture": ".toy .pic"},
    "glossary": {"field": ".glossary input", "a term": ".glossary dl > div"},
    "kernels": _EQUATION,
    "pixels": {"picture": ".pixels .whole .frame", "matrix": ".pixels .matrix .host", "sum": ".numbers .sum"},
    "activations": {"curve and slope": ".activation .axes", "maps": ".activation .frame"},
    "pooling": _EQUATION,
    "channels": {
        "channels": ".channels .sheet .input",
        "partial maps": ".channels .partial",
        "output": ".channels .out .frame",
        "sum": ".channels .sum",
    },
    "counting": {"formula": ".count-formula .result", "windows": ".starts .met"},
    "shift": {
        "picture": ".shift [data-figure=picture] .frame",
        "maps": ".shift [data-figure=map] .frame, .shift [data-figure=pooled] .frame",
    },
    "transposed": {
        "input": ".transposed .given .grid",
        "output": ".transposed .sum",
        "size formula": ".transposed .formula",
        "stamps on each output": ".transposed .below .grid",
    },
    "network": {
        "input": ".st-key-input .frame",
        "maps": ".st-key-maps .list",
        "names with shares": ".scores, .st-key-scores",
    },
    "softmax": {"logits and probabilities": ".softmax .table", "working": ".softmax .steps"},
    "why": {"maps that explain": ".st-key-heat .frame"},
    "evaluation": {"confusion matrix": ".confusion table"},
    "units": {"kernels": ".st-key-many_kernels .list, .st-key-few_kernels .figures"},
    "break_it": {"maps": ".st-key-b_maps .list"},
    "neurons": {"weighted sum": ".weighted .grids, .neuron svg, .neuron .plane"},
    "train": {"curves": ".curves .axes"},
    "modes": {"maps": ".st-key-drop_maps .frame, .st-key-norm_maps .frame"},
    "autoencoder": {"code": ".st-key-ae_code .frame"},
}
#: What takes the place of something on a screen that has no room for it: the size formula lies in a phone's
#: sheet, a tab away, and sixteen maps of at least 39 px one below the other begin below the names, so that
#: numbers can be read.
INSTEAD = {
    ("kernels", "phone"): {"size formula": ".linked .sheet-tab:nth-child(2)"},
    ("pooling", "phone"): {"size formula": ".linked .sheet-tab:nth-child(2)"},
    ("transposed", "phone"): {
        "size formula": ".transposed .said",
        "stamps on each output": ".transposed .stamps",
    },
    ("network", "tablet"): {"maps": ".st-key-maps .head"},
    ("network", "phone"): {"maps": ".st-key-screen .verdict"},
}
PRESENT = [screen for screen, size in SIZES.items() if size.present]
NORMAL = [screen for screen in SIZES if screen not in PRESENT]


def faults(page, name, screen):
    """What does not hold of a page on a screen, by what should. Colours are the same on all screens."""
    size = SIZES[screen]
    page.set_viewport_size({"width": size.width, "height": size.height})
    until_page(page, f"innerWidth === {size.width} && ({DRAWN})().then(() => true)")
    found = {
        "first screen": not_on_the_first_screen(page, ESSENTIAL[name] | INSTEAD.get((name, screen), {})),
        "small text": small_text(page, size),
        "cut off": cut_off(page),
        "contrast": complaints(page, only=["color-contrast"]) if screen == "laptop" else [],
    }
    return {check: seen for check, seen in found.items() if seen}


@pytest.mark.parametrize("name", PATHS, ids=lambda name: name or "home")
def test_a_page_can_be_read_and_begins_with_what_matters(visitor, name):
    found = {}
    for query, screens in ({}, NORMAL), ({"present": "1"}, PRESENT):
        size = SIZES[screens[0]]
        visitor.page.set_viewport_size({"width": size.width, "height": size.height})
        page = visitor.go(name, **query).page
        until_page(page, ALL_DRAWN)
        found |= {screen: faults(page, name, screen) for screen in screens}
    told = [
        f"{screen}: {check}: {one}"
        for screen in found
        for check, seen in found[screen].items()
        for one in seen
    ]
    assert not told, "\n".join(told)


def test_what_is_small_cut_off_pale_or_out_of_sight_is_found(visitor):
    screen = "laptop"
    page = visitor.go("").page
    style = "width: 20px; overflow: hidden; font-size: 9px; color: #ddd"
    page.locator(".stMainBlockContainer").evaluate(
        """(main, style) => {
          const trial = document.createElement("p");
          Object.assign(trial, { id: "trial", textContent: "unreadable", style });
          main.prepend(trial);
        }""",
        style,
    )
    assert any("unreadable" in one for one in small_text(page, SIZES[screen]))
    assert any("unreadable" in one for one in cut_off(page))
    assert any("trial" in one for one in complaints(page, only=["color-contrast"]))
    page.locator("#trial").evaluate("text => { text.style = 'position: absolute; top: 2000px'; }")
    assert not_on_the_first_screen(page, {"trial": "#trial", "page": ".stMain"}) == ["trial"]
