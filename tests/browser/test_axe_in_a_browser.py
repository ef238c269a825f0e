"""axe-core finds nothing on any page, unfolded, by day and by night, in Present and in forced colours.

Headings are in order, targets large enough for mouse and finger, and the focus is seen. Words of the glossary
are marked once, and in prose only.
"""

import json

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.app_pages import PATHS
from tests.browser.every_page import fits, turn
from tests.browser.reach import out_of_order, too_small, without_ring, wrongly_marked
from tests.browser.the_look import ELEMENTS
from tests.browser.waits import DRAWN, left_over, until_page

#: Each page with as much of it open as an address can open.
OPEN = {
    "break_it": {"b_ranks": "true", "code": "true"},
    "train": {"t_stages": "3", "t_code": "true", "t_group": "overfitting", "t_weight": "true"},
    "": {},
    "course": {},
    "practise": {"item": "output-size", "level": "2", "seed": "7"},
    "teach": {"t_part": "sheet", "t_lesson": "slide-multiply-add"},
    "classes": {"c_kept": "true", "c_privacy": "true"},
    "classroom": {},
    "together": {},
    "glossary": {"term": "padding"},
    "kernels": {
        "img": "counting-6",
        "pad": "same",
        "predict": "true",
        "code": "true",
        "seen": "true",
        "edges": "true",
        "said": "true",
    },
    "activations": {"activation": "glu", "code": "true"},
    "pooling": {"img": "pooling", "predict": "true", "code": "true", "so_far": "true"},
    "channels": {"ch_of": "typed", "ch_way": "separable", "predict": "true", "code": "true"},
    "counting": {"c_input": "224_224_3", "seen": "true", "c_dense": "true", "costs": "true", "code": "true"},
    "network": {"test": "3", "layer": "conv 3", "map": "4", "code": "true", "said": "true"},
    "pixels": {"img": "cat", "px_predict": "true", "code": "true"},
    "shift": {"img": "letter-x", "predict": "true", "code": "true", "shift_panel": "template"},
    "stack": {"img": "letter-x", "stack_beside": "pool_max_2_2", "predict": "true", "code": "true"},
    "normal_map": {"img": "letter-x", "predict": "true", "code": "true"},
    "transposed": {"tr_input": "1 2\n3 4", "predict": "true", "tr_tables": "true", "code": "true"},
    "series": {"se_values": "heart", "se_match": "44_19_norm", "predict": "true", "code": "true"},
    "backward": {
        "bw_relu": "true",
        "bw_steps": "1",
        "predict": "true",
        "bw_tables": "true",
        "code": "true",
        "said": "true",
    },
    "softmax": {"code": "true"},
    "architectures": {
        "a_net": "googlenet",
        "a_heads": "true",
        "a_chart": "true",
        "a_skip": "true",
        "a_table": "true",
        "code": "true",
    },
    "design": {
        "d_design": "Input_1_32_32~Conv2d_6_5~Tanh~Add~Conv2d_6_3_p1~Or~End~Conv2d_16_30",
        "d_at": "5",
        "d_table": "true",
        "said": "true",
    },
    "evaluation": {"cell": "5-9", "code": "true"},
    "neurons": {"neurons": "hidden", "neurons_card": "true"},
    "split": {"predict": "true", "said": "true", "code": "true"},
    "modes": {"mode_layer": "norm", "norm_own": "true"},
    "autoencoder": {"quiet1": "true", "ae_layers": "true", "ae_card": "true"},
    "why": {"stop": "conv 3", "whole": "true", "code": "true"},
    "units": {"layer": "relu 5", "map": "3", "code": "true"},
}
#: Pages that are looked at one after the other in the same window; others begin than in `the_look`.
AT_A_TIME = [PATHS[:2], *(PATHS[start : start + 4] for start in range(2, len(PATHS), 4))]
#: Streamlit's own sign that a page runs fades in, and is pale meanwhile.
BUT_STATUS = {"exclude": [["[data-testid=stStatusWidget]"]]}
#: Of all axe's rules that are on, these alone see colours.
SEE_COLOURS = ["color-contrast", "link-in-text-block"]
#: These see what is larger, hidden or out of sight once a page is presented; all else is as before.
SEE_ROOM = ["target-size", "scrollable-region-focusable", "aria-hidden-focus", "page-has-heading-one"]


#: What has to stay in forced colours, on a page that has it.
STAY = {"why": ".bars .bar", "kernels": ".stCheckbox label > div:not([data-testid])"}
LOST = f"""() => {{
  {ELEMENTS}
  const trial = document.body.appendChild(document.createElement("p"));
  trial.style = "background: Canvas; color: CanvasText";
  const {{ backgroundColor: canvas, color: ink }} = getComputedStyle(trial);
  trial.remove();
  const seen = (at) => within(document).filter((one) => one.matches(at) && isSeen(one));
  const outer = (one) => one.parentElement ?? one.getRootNode().host;
  const paintOf = (one) => (one ? getComputedStyle(one).backgroundColor : canvas);
  const groundOf = (one) => (paintOf(one) === "rgba(0, 0, 0, 0)" ? groundOf(outer(one)) : paintOf(one));
  // Numbers on a map, which are given its ink one by one, lie on a canvas.
  const isOnItsOwnColour = (one) => one instanceof HTMLElement && ownText(one).trim() && !one.style.color
    && getComputedStyle(one).color === canvas && groundOf(one) === canvas;
  const lost = [
    ...seen("{STAY["why"]}").filter((one) => getComputedStyle(one).backgroundColor === canvas),
    ...seen("{STAY["kernels"]}").filter((one) => getComputedStyle(one).outlineStyle !== "solid"),
    ...seen(".primary, .check").filter((one) => getComputedStyle(one).forcedColorAdjust !== "none"),
    ...seen("*").filter(isOnItsOwnColour),
  ];
  return [...(canvas === ink ? ["no colours"] : []), ...lost.map((one) => `lost: ${{one.outerHTML}}`)];
}}"""


def complaints(page, only=()):
    """What axe-core says against a page, a line each; of these rules only, if any are named."""
    # What passes is not told in full, which takes a third of the time.
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(only)} if only else {})
    return [
        f"{one['id']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for one in _axe(page, options)["violations"]
        for node in one["nodes"]
    ]


def _axe(page, options):
    """What axe-core says; its half megabyte is given to a page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(f"axe.run({json.dumps(BUT_STATUS)}, {json.dumps(options)})")


def unfold(page):
    page.locator("[data-paints]").first.wait_for(state="attached")  # Present hides some
    page.locator(".folds").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")  # a phone's
    for table in page.get_by_text("As a table").locator("visible=true").all():
        if not table.evaluate("(one) => one.closest('details').open"):
            table.click()


def lost_in_forced_colours(page):
    """Bars, switches and words that cannot be told from the page in the colours that somebody chose."""
    edge = "getComputedStyle(document.querySelector('.stApp')).getPropertyValue('--edge')"
    until_page(page, f"{edge} === 'CanvasText'")
    return page.evaluate(LOST)


def by_day_and_by_night(page):
    """What axe-core says of a page with “Share” unfolded and of dark colours, and what forced ones lose."""
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".panel .code")).to_be_visible()
    found = left_over(page, lambda: complaints(page))
    page.keyboard.press("Escape")
    page.emulate_media(forced_colors="active", color_scheme="dark")  # light words on black, as most have it
    found += left_over(page, lambda: lost_in_forced_colours(page))
    page.emulate_media(forced_colors="none")
    turn(page, "dark")
    fits(page)
    found += left_over(page, lambda: complaints(page, only=SEE_COLOURS))
    turn(page, "light")
    return found


def too_small_for_a_finger(page):
    """What a finger would miss on a phone and on a tablet; afterwards it is a laptop with a mouse again."""
    laptop, found = page.viewport_size, []
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    assert page.evaluate("matchMedia('(pointer: coarse) and (hover: none)').matches")
    for width, height in (390, 844), (820, 1180):
        page.set_viewport_size({"width": width, "height": height})
        until_page(page, f"innerWidth === {width} && ({DRAWN})().then(() => true)")
        found += [f"{width} px: {one}" for one in left_over(page, lambda: too_small(page, 44))]
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    page.set_viewport_size(laptop)
    return found


def barriers(visitor, name):
    """What keeps somebody from reading or using a page that was just opened; it is presented in the end."""
    page = visitor.page
    page.locator("[data-paints]").first.wait_for(state="attached")
    page.locator("#gloss").wait_for(state="attached")
    found = left_over(page, lambda: out_of_order(page) + too_small(page, 24) + wrongly_marked(page))
    unfold(page)
    assert name not in STAY or page.locator(STAY[name]).count() > 0
    assert page.get_by_role("dialog").count() == 0  # which would keep all else from being looked at
    found += by_day_and_by_night(page) + without_ring(page) + too_small_for_a_finger(page)
    visitor.present()
    unfold(page)
    found += left_over(page, lambda: complaints(page, only=SEE_ROOM))
    return [f"{name}, {one}" for one in found]


@pytest.mark.parametrize("names", AT_A_TIME, ids=", ".join)
def test_nothing_keeps_anybody_from_reading_or_using_a_page(visitor, names):
    """The first is opened by its address, and the others are gone on to at theirs."""
    found = []
    for name in names:
        lead = visitor.go if name == names[0] else visitor.follow
        lead(name, **{"said": "true"} | OPEN[name])
        found += barriers(visitor, name)
    assert not found, "\n\n".join(found)


def test_axe_sees_pale_letters_in_the_dark(visitor):
    page = visitor.go("").page
    turn(page, "dark")
    page.locator("h2").first.evaluate("title => { title.style.color = '#333'; }")
    assert {found.split(":")[0] for found in complaints(page, only=["color-contrast"])} == {"color-contrast"}


def test_a_word_in_the_pages_own_colour_is_lost_in_forced_colours(visitor):
    page = visitor.go("").page
    page.emulate_media(forced_colors="active", color_scheme="dark")
    assert lost_in_forced_colours(page) == []
    page.locator("h2").first.evaluate("""title => {
      title.innerHTML = "<b>34,944</b>";
      Object.assign(title.style, { color: "Canvas", forcedColorAdjust: "none" });
    }""")
    assert ["34,944" in one for one in lost_in_forced_colours(page)] == [True]


def test_axe_looks_into_the_linked_view(visitor):
    page = visitor.go("kernels", img="counting-6").page
    page.locator(".linked .timeline-speed").evaluate("choice => choice.removeAttribute('aria-label')")
    assert [found.split(":")[0] for found in complaints(page)] == ["select-name"]
