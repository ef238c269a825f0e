"""On every page and screen: text that can be read, nothing cut off, and what matters on the first screen."""

from contextlib import suppress
from functools import partial

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images, kernels
from tests.app_pages import PATHS, TITLES
from tests.browser.every_page import (
    begins_below_a_header_that_names_it,
    fits,
    says_what_it_draws,
)
from tests.browser.the_look import (
    ALL_DRAWN,
    DRAWER,
    SIZES,
    behind_the_drawer,
    below,
    containers,
    cut_off,
    left_of_the_title,
    lines_of,
    not_on_the_first_screen,
    out_of_line,
    past_the_edge,
    primaries,
    small_maps,
    small_text,
    tight,
    touching,
    without_buttons,
)
from tests.browser.waits import DRAWN, left_over, still, until, until_page

_EQUATION = {
    "picture": ".linked .source .host",
    "kernel or window": ".linked .kernel",
    "output": ".linked .result .host",
    "sum": ".linked .detail-sum",
    "size formula": ".linked .formula",
}
#: What is on the first screen of each page, whole: a selector for each thing.
ESSENTIAL = {
    "": {"picture": ".toy .pic", "go on": ".course[data-part=start] .on"},
    "course": {"go on": ".course .on", "lessons": ".course .units li"},
    "teach": {"parts": ".st-key-teach [role=radiogroup]", "words": ".st-key-teach .stMarkdown p"},
    "practise": {
        "question": ".exercise .prompt",
        "check": ".exercise [data-act=check]",
        "answer": ".exercise .stage input",
    },
    "classes": {"join": ".classes .join [name=code]", "make": ".classes .make .primary"},
    "classroom": {"way on": ".stPageLink a"},
    "together": {"way on": ".stPageLink a"},
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
    "stack": {
        "picture": ".stack .whole .frame",
        "maps": ".stack .sides .frame",
        "number": ".stack .number",
    },
    "normal_map": {
        "picture": ".normal [data-figure=picture] .frame",
        "normal map and light": ".normal :is([data-figure=map], [data-figure=lit]) .frame",
        "numbers of a pixel": ".normal .pixel",
    },
    "transposed": {
        "input": ".transposed .given .grid",
        "output": ".transposed .sum",
        "size formula": ".transposed .formula",
        "stamps on each output": ".transposed .below .grid",
    },
    "series": {
        "series": ".series .given .plot",
        "kernel and products": ".series .kernel .plot, .series .products .plot",
        "sum": ".series .along .sum",
        "output": ".series .made .plot",
    },
    "network": {
        "input": ".st-key-input .frame",
        "maps": ".st-key-maps .list",
        "names with shares": ".scores, .st-key-scores",
    },
    "softmax": {"logits and probabilities": ".softmax .table", "working": ".softmax .steps"},
    "architectures": {
        "network": ".architectures .net",
        "layer": ".architectures .detail h2",
    },
    "design": {"stack": ".design .net", "sums": ".design .sums b", "numbers": ".design .numbers .step"},
    "why": {"maps that explain": ".st-key-heat .frame"},
    "evaluation": {"confusion matrix": ".confusion table"},
    "units": {
        "kernels": ".st-key-many_kernels .list, .st-key-few_kernels .figures",
        "images": ".st-key-favourites .figures",
    },
    "break_it": {"maps": ".st-key-b_maps .list"},
    "neurons": {"weighted sum": ".weighted .grids, .neuron svg, .neuron .plane"},
    "backward": {
        "input and weights": ".backward .typed .grid",
        "prediction": ".backward [data-name=p] .grid",
        "gradients": ".backward .back .grid",
        "new weights": ".backward [data-name=nw] .grid",
        "windows": ".backward .tiles",
        "step": ".backward [data-act=step]",
        "slope": ".backward .plot",
        "sentence": ".backward .said",
    },
    "train": {"curves": ".curves .axes"},
    "split": {"numbers": ".worked table", "working": ".worked .said"},
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
    ("normal_map", "phone"): {"numbers of a pixel": ".normal .pixel .colour"},
    ("backward", "phone"): {
        "prediction": ".backward .line",
        "gradients": ".backward :is([data-name=dx], [data-name=dw]) .grid",
        "windows": ".backward .came",
        "slope": ".backward .line",
        "sentence": ".backward .came",
    },
    ("architectures", "phone"): {"network": ".architectures .layer"},
    ("series", "phone"): {"kernel and products": ".series .made .plot", "sum": ".series .along .said"},
    ("network", "tablet"): {"maps": ".st-key-maps .head"},
    ("network", "phone"): {"maps": ".st-key-screen .verdict"},
    ("units", "phone"): {"images": ".st-key-few_kernels .figures"},
    **{("break_it", screen): {"what changes it": ".st-key-b_go"} for screen in ("laptop", "tablet")},
    ("break_it", "phone"): {"what changes it": ".st-key-b_go", "maps": ".st-key-b_maps .head"},
    **{
        ("break_it", screen): {"kernel": ".st-key-b_close table"}
        for screen in ("small projector", "projector")
    },
    **{("evaluation", screen): {"softmax": ".bars"} for screen in ("laptop", "small projector", "projector")},
    ("units", "tablet"): {"picture made for it": ".st-key-exciting .frame"},
}
#: A control of each page that has a drawer while it is presented, which lies in it.
IN_DRAWER = {
    **dict.fromkeys(
        ["break_it", "modes", "network", "why", "autoencoder", "neurons", "softmax"], "Test image (0–99)"
    ),
    "train": "Stages",
    **dict.fromkeys(["shift", "stack", "normal_map"], "Picture"),
}
#: What a page talks about, which its drawer leaves free.
LEFT_FREE = {
    "why": ".st-key-heat .frame, .st-key-heat .bar",
    "break_it": ".st-key-b_maps .body, .st-key-b_close :is(canvas, table), table.pairs",
    "units": ":is(.st-key-few_kernels, .st-key-favourites, .st-key-exciting) .frame",
    "evaluation": ".confusion table",
    "network": ".st-key-maps .body, .st-key-input .frame, .scores",
    "neurons": ".st-key-weights .body, .weighted .frame, table.bars",
    "activations": ".activation :is(.frame, .axes)",
    "modes": ".st-key-drop_maps .frame",
    "train": ".curves .axes, .st-key-looks .row:nth-child(2) canvas",
    "pixels": ".pixels :is(.whole .frame, .numbers .sum)",
    "normal_map": ".normal :is([data-figure] .frame, .products, .total, .pixel)",
    "counting": ".count-line :is(.result, small)",
    "stack": ".stack :is(.whole .frame, .sides .frame, .number, .editor)",
    "channels": ".channels :is(.sheet .frame, .out .frame, .number, .formula:not(.pointwise))",
    "softmax": ".softmax :is(.table, .steps)",
    "autoencoder": ":is(.st-key-input, .st-key-ae_code, .st-key-ae_output, .st-key-ae_difference) .frame",
}
#: The same in other states, at these addresses: in a window one after the other, each of another page.
LEFT_FREE_TOO = [
    [
        ("why", {"beside": "shuffled"}, ".st-key-heat .frame"),
        ("break_it", {"ops": "map~2~5"}, ".st-key-b_maps .body, .st-key-b_close canvas, table.pairs"),
    ],
    [("break_it", {"b_do": "put"}, ".st-key-b_maps .body, table.pairs")],
]
#: What is on the first screen of a presented page in other states, at these addresses.
PRESENTED_TOO = [
    ("series", {"sv_of": "volume"}, {"formula": ".volume .formula", "shown from": ".volume .shown"}),
    *(
        (name, {"predict": "true"}, {"question": ".predict .predict-button", "formula": ".linked .formula"})
        for name in ("kernels", "pooling")
    ),
]
#: A control of each page whose view has its own in a phone's sheet, and what it changes, which ends above it.
IN_SHEET = {
    "shift": (".shift .bars", ".shift [data-figure=pooled] .frame"),
    "stack": (".stack .editor", ".stack .sum, .stack .column:first-child .frame"),
    "channels": (".channels .size", ".channels .out .frame"),
    "normal_map": (".normal .bars", ".normal [data-figure] .frame"),
    "transposed": (".transposed .formula", ".transposed .made .sum"),
    "series": (".along .formula", ".along .plot >> nth=0"),
    "backward": (".backward .tools", ".backward [data-name=z] .grid"),
}
#: Pages whose linked view has a drawer of its own.
OWN_DRAWER = ("kernels", "pooling")
#: What is touched and its answer: both are wider than so many px on a laptop.
WIDE = dict.fromkeys(["kernels", "pooling"], (".linked :is(.source, .result) .host", 300))
#: A place is broken between its row and its column only.
PLACES = {"kernels": ".linked .detail-where"}
#: What all maps of a page are, and how many px they have at least: on a desk, and presented.
MAPS = {"network": (".st-key-maps .cell", 39, 39), "break_it": (".st-key-b_maps .cell", 30, 33)}
#: What is typed into a field, which then shows all of it.
LONG = {"practise": (".exercise .stage input", "12345678")}
#: Pages of which a phone folds away what is long, and as many screens they have there at most.
FOLDED = {"why": 4, "units": 4, "network": 4, "modes": 3, "autoencoder": 3}
#: Where maps go on beyond the edge, since they would be too small to be looked at.
GOES_ON = {("network", "phone"), ("neurons", "tablet"), ("neurons", "phone"), ("break_it", "phone")}
#: Fields that are typed into: three side by side, and one beside a button of its own that steps it.
TYPED = {f"no buttons: {label}" for label in ("Filters 1", "Filters 2", "Filters 3", "Draw")}
#: What is on the first screen besides where the page is presented.
PRESENTED = {
    "pooling": {"sentence": ".linked .detail-sentence"},
    "channels": {"parameters": ".channels .costs > :first-child"},
    "shift": {"curve": ".shift [data-figure=curve] .axes"},
    "counting": {"last formula": ".count-line:last-child .result"},
    "neurons": {"last class": "table.bars tr:last-child"},
    "modes": {"last maps": ".st-key-drop_maps .row:last-child figure:last-child .frame"},
    "train": {
        "both curves": ".curves figure:last-child .across",
        "filters": ".st-key-looks .row:nth-child(2)",
    },
    "autoencoder": {"switches": ".st-key-quiet"},
    "activations": {"table of the curve": ".activation summary"},
    "series": {"size formula": ".series .along .formula .result"},
    "stack": {"costs": ".stack .costs", "weights": ".stack .of-C", "layer": ".stack .editor"},
}
_PICTURES = {
    "pictures": ("top", ".linked .host"),
    "scales": ("middle", ".linked .scale canvas"),
    "input and its scale": ("left", ".linked .source :is(.host, .scale)"),
    "output and its scale": ("left", ".linked .result :is(.host, .scale)"),
}
#: What agrees on each screen: an edge, a middle or a size, and a selector of all that have it in common.
IN_LINE = {
    "kernels": _PICTURES,
    "pooling": _PICTURES,
    "neurons": {
        "weights of the classes": ("top", ".st-key-weights .body"),
        "input, weights and products": ("top", ".weighted .frame"),
    },
    "train": {
        "buttons and choice": ("height", ".st-key-steering button"),
        "filters in a row": ("top", ".st-key-looks .row:nth-child(2) figure"),
    },
    "activations": {"maps": ("top", ".activation .frame")},
    "stack": {"names of the layers": ("height", ".stack .sides .head")},
    "units": {"titles": ("height", ".st-key-units > div > .stHorizontalBlock h2.part")},
    "autoencoder": {"input and output": ("top", ":is(.st-key-input, .st-key-ae_output) .frame")},
}
#: Seconds after which a page that has got another size is drawn for it, on a busy machine too.
AT_REST = 15
#: Pages that are looked at one after the other in the same window.
AT_A_TIME = [PATHS[start : start + 4] for start in range(0, len(PATHS), 4)]
PRESENT = [screen for screen, size in SIZES.items() if size.present]
NORMAL = [screen for screen in SIZES if screen not in PRESENT]


def show_on(page, screen):
    """Have a screen of this size, and wait until the page is drawn on it."""
    width, height = SIZES[screen].width, SIZES[screen].height
    page.set_viewport_size({"width": width, "height": height})
    until_page(page, f"innerWidth === {width} && innerHeight === {height} && ({DRAWN})().then(() => true)")


def faults(page, name, screen):
    """What does not hold of a page on a screen, by what should, once it has come to rest there."""
    show_on(page, screen)
    with suppress(AssertionError):
        until(page, lambda: not faults_now(page, name, screen), patience=AT_REST)
        return {}
    return faults_now(page, name, screen)


def faults_now(page, name, screen):
    """What does not hold of a page as it is, by what should."""
    size = SIZES[screen]
    besides = PRESENTED.get(name, {}) if size.present else {}
    essential = ESSENTIAL[name] | INSTEAD.get((name, screen), {}) | besides
    found = {
        "first screen": not_on_the_first_screen(page, essential),
        "in line": out_of_line(page, IN_LINE.get(name, {})),
        "touching": touching(page),
        "small text": small_text(page, size),
        "cut off": cut_off(page),
        "buttons": [one for one in without_buttons(page) if one not in TYPED],
        "edge": [] if (name, screen) in GOES_ON else past_the_edge(page),
        "tight": tight(page),
        "several primaries": primaries(page),
        "place": badly_broken(page, PLACES[name]) if name in PLACES else [],
        "narrow": narrow(page, *WIDE[name]) if name in WIDE and screen == "laptop" else [],
        "title": left_of_the_title(page) if size.present else [],
        "small maps": small_maps(page, MAPS[name][0], MAPS[name][1 + size.present]) if name in MAPS else [],
    }
    return {f"{screen}, {check}": seen for check, seen in found.items() if seen}


def too_long_for_a_phone(page, screens):
    """How long a page is there, if that is longer than so many screens. Its folds are open afterwards."""
    show_on(page, "phone")
    long = page.locator(".stMain").evaluate("(main) => main.scrollHeight") / SIZES["phone"].height
    folds = page.locator(".folds")
    folds.first.locator("summary").click()
    assert folds.first.evaluate("(fold) => fold.open")
    folds.evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    page.locator(".stMain").evaluate("(main) => main.scrollTo(0, 0)")
    return {"phone, long": [f"{long:.1f} screens"]} if long > screens else {}


def faults_of_the_sheet(page, name):
    """What is wrong with a phone's sheet: it covers what is changed in it, or lies in a container.

    It opens and closes by its button.
    """
    if name not in IN_SHEET:
        return {}
    show_on(page, "phone")
    (control, changed), button = IN_SHEET[name], page.get_by_role("button", name="Controls")
    expect(page.locator(control)).to_be_hidden()
    button.click()
    expect(page.locator(control)).to_be_visible()
    page.evaluate(DRAWN)
    edge = page.locator(control).evaluate("(one) => one.closest('.drawer').getBoundingClientRect().top")
    found = below(page.locator(changed), edge) + containers(page.locator(control))
    button.click()
    expect(page.locator(control)).to_be_hidden()
    return {"phone, sheet": found} if found else {}


def narrow(page, at, least):
    """What is no wider than so many px."""
    widths = page.locator(at).evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().width)")
    return [f"{width} px" for width in widths if width <= least] if widths else ["nothing"]


def badly_broken(page, at):
    """A place that is broken elsewhere than between its row and its column."""
    where, lines = page.locator(at).inner_text(), lines_of(page, at)
    return [] if lines in ([where], where.replace(", ", ",\n").split("\n")) else lines


def faults_of_the_drawer(page, name, screen):
    """What does not hold of a presented page while its drawer is open, by what should."""
    if name in OWN_DRAWER:
        page.keyboard.press("c")
        page.locator(".linked[data-drawer]").wait_for()
        page.evaluate(DRAWN)
        found = {"own drawer": cut_off(page) + touching(page)}
        page.keyboard.press("c")
        page.locator(".linked:not([data-drawer])").wait_for()
    elif name in LEFT_FREE or name in IN_DRAWER:
        found = {"drawer": hidden_by_the_drawer(page, LEFT_FREE.get(name), IN_DRAWER.get(name))}
    else:
        found = {}
    return {f"{screen}, {check}": seen for check, seen in found.items() if seen}


def hidden_by_the_drawer(page, wanted, label=None):
    """What the drawer covers of what a selector finds. It holds a control, if one is named by its label."""
    control = page.get_by_label(label, exact=True) if label else page.locator(DRAWER).first
    expect(control).to_be_hidden()
    page.keyboard.press("c")
    expect(control).to_be_visible()
    found = covered_by_the_drawer(page, wanted) if wanted else []
    page.keyboard.press("Escape")
    expect(control).to_be_hidden()
    return found


def covered_by_the_drawer(page, wanted):
    """What an open drawer covers, once it has come to rest."""
    at_rest = "(at) => Math.round(document.querySelector(at).getBoundingClientRect().bottom) === innerHeight"
    until_page(page, at_rest, DRAWER)
    assert page.locator(wanted).count() > 0
    return behind_the_drawer(page, wanted)


def look_at(visitor, name):
    """Say what does not hold of a page that was just opened, on all screens; it is presented in the end."""
    page = visitor.page
    until_page(page, ALL_DRAWN)
    begins_below_a_header_that_names_it(page, name)
    says_what_it_draws(page, name)
    fits(page)
    found = [too_long_for_a_phone(page, FOLDED[name])] if name in FOLDED else []
    for at, text in [LONG[name]] if name in LONG else []:
        page.locator(at).first.fill(text)
    found += [faults(page, name, screen) for screen in NORMAL]
    found.append(faults_of_the_sheet(page, name))
    show_on(page, PRESENT[0])
    visitor.present()
    for screen in PRESENT:
        found += [faults(page, name, screen), faults_of_the_drawer(page, name, screen)]
    return [f"{name}, {check}: {one}" for checks in found for check, seen in checks.items() for one in seen]


@pytest.mark.parametrize("names", AT_A_TIME, ids=", ".join)
def test_a_page_says_what_it_draws_can_be_read_and_begins_with_what_matters(visitor, errors, names):
    """The first is opened by its address, the others by the menu; axe begins with others."""
    first, *others = names
    page = visitor.go(first).page
    told = look_at(visitor, first)
    for name in others:
        visitor.leave_presentation()
        show_on(page, "laptop")
        visitor.menu(TITLES[name]).click()
        visitor.arrive(TITLES[name])
        page.mouse.move(0, 0)
        told += look_at(visitor, name)
    assert not told, "\n".join(told)
    assert errors == []


def presented(visitor, states):
    """Open one state of a page after the other, presented on a small projector."""
    lead = visitor.go
    for name, query, wanted in states:
        show_on(visitor.page, PRESENT[0])
        lead(name, **query)
        until_page(visitor.present().page, ALL_DRAWN)
        yield name, wanted
        lead = visitor.follow


@pytest.mark.parametrize("states", LEFT_FREE_TOO, ids=lambda states: ", ".join(name for name, *_ in states))
def test_in_other_states_too_the_drawer_leaves_free_what_the_page_talks_about(visitor, states):
    for name, wanted in presented(visitor, states):
        for screen in PRESENT:
            show_on(visitor.page, screen)
            assert hidden_by_the_drawer(visitor.page, wanted) == [], (name, screen)


def test_another_state_of_a_presented_page_is_on_its_first_screen_too(visitor):
    for name, wanted in presented(visitor, PRESENTED_TOO):
        found = left_over(visitor.page, partial(not_on_the_first_screen, visitor.page, wanted))
        assert found == [], name


def test_what_is_small_cut_off_or_out_of_sight_is_found(visitor):
    screen = "laptop"
    page = visitor.go("").page
    style = "width: 20px; overflow: hidden; font-size: 9px"
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
    page.locator("#trial").evaluate("""text => {
      text.style = "position: relative";
      text.innerHTML = "<span>one</span><span style='margin-left: -0.5em'>another</span>";
    }""")
    assert touching(page) == ["“one” runs into “another”"]
    assert out_of_line(page, {"words": ("left", "#trial span")}) != []
    page.locator("#trial").evaluate("""text => {
      text.innerHTML = "<select style='width: 40px'><option>a long name</option></select>";
    }""")
    assert any("a long name" in one for one in cut_off(page))
    page.locator("#trial").evaluate("""text => {
      const filled = (word) => `<button style='background: var(--act)'>${word}</button>`;
      text.innerHTML = filled("Go") + filled("Go on");
    }""")
    assert {"primary: Go", "primary: Go on"} <= set(primaries(page))
    page.locator("#trial").evaluate("text => { text.style = 'position: absolute; top: 2000px'; }")
    assert not_on_the_first_screen(page, {"trial": "#trial", "page": ".stMain"}) == ["trial"]


def test_an_own_picture_leaves_the_equation_where_it_is(visitor):
    """Neither a matrix that is typed nor a word on a picture that is missing moves it, or lies on it."""
    page, matrix = visitor.page, kernels.to_text(images.load_sample("pooling"))
    page.set_viewport_size({"width": 1280, "height": 720})
    heights = {"kernels": [], "pooling": []}
    lead = visitor.go
    for picture in {"img": "pooling"}, {"img": "matrix", "matrix": matrix}, {"img": "upload"}:
        for where, found in heights.items():
            lead(where, **picture)
            lead = visitor.follow
            until_page(page, ALL_DRAWN)
            found.append([heights_of_the_equation(page)])
            visitor.present()
            found[-1].append(heights_of_the_equation(page))
    for where, found in heights.items():
        sample, typed, missing = np.array(found)
        assert (typed == sample).all(), (where, "a matrix")
        assert (missing[:, 0] == sample[:, 0]).all(), (where, "the first sample in place of what is missing")


def heights_of_the_equation(page):
    """Where its figures and its formula begin, in px; no two words of the page lie on each other."""
    assert touching(page) == []

    def measured():
        parts = (".host", ".formula")
        return [page.locator(f".linked {part}").first.bounding_box()["y"] for part in parts]

    return still(page, measured)
