"""The first page, and what all pages have in common."""

import ast
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from cnnviz.lessons import lessons, name_of
from tests.app_pages import SECTIONS, TITLES, WORDS

ROOT = Path(__file__).parents[2]


def stops(page, key="laboratories"):
    """The sections of links to pages that are drawn under this key: their titles, and their links."""
    return {one["title"]: one["stops"] for one in page.sent(key).header["sections"]}


def test_home_shows_a_computed_picture_for_each_page(visit):
    page = visit("home")
    shown = [stop for section in stops(page).values() for stop in section]
    numbers = [stop["picture"] for stop in shown if stop["href"] not in WORDS]
    assert numbers == [*range(len(page.maps("laboratories")))]


def test_home_shows_the_menus_sections_in_their_order_as_the_way(visit):
    assert [*stops(visit("home"))] == [*SECTIONS][1:]


def test_home_starts_the_course_at_its_first_step_and_has_the_whole_map(visit):
    page = visit("home")
    first = next(iter(lessons().values()))
    start, whole = (json.loads(page.component(key).json) for key in ("course_start", "course_map"))
    assert f"lesson={quote(name_of(first, first.lesson.steps[0]))}" in start["units"][0]["lessons"][0]["href"]
    assert [one["title"] for unit in whole["units"] for one in unit["lessons"]] == [
        one.words.title for one in lessons().values()
    ]


def test_home_links_every_page_of_the_bar_under_its_title(visit):
    page = visit("home")
    beside = json.loads(page.component("course_start").json)["beside"]
    listed = [
        stop for key in ("laboratories", "class_links") for one in stops(page, key).values() for stop in one
    ]
    linked = {stop["href"]: stop["title"] for stop in [*beside, *listed]}
    assert linked == {path: title for path, title in TITLES.items() if path not in ("home", "course")}


def test_no_link_of_home_is_an_element_of_its_own(visit):
    """Only those to the page before and after; see docs/costs.md."""
    links = visit("home").app.get("page_link")
    assert [link.proto.label for link in links] == ["Previous page", "Next page"]


def uses_beyond_reading(code):
    """Lines that do more with the session's state than to read an item: ``[key]`` or ``.get(key)``."""
    tree = ast.parse(code)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if "session_state" not in (
            getattr(node, "attr", ""),
            getattr(node, "id", ""),
            getattr(node, "name", ""),
        ):
            continue
        use = parents[node]
        reads = isinstance(use, ast.Subscript) or (isinstance(use, ast.Attribute) and use.attr == "get")
        above = parents[use]  # an item of what was read may not be set either
        written = [
            part for part in (use, above) if not isinstance(getattr(part, "ctx", ast.Load()), ast.Load)
        ]
        if not reads or written:
            yield node.lineno


#: The one that writes, and the one that empties what nobody comes back to.
MAY_WRITE = ("keeping.py", "ending.py")


def of_pages(*words):
    """The modules of the pages in which one of these words stands, with their texts."""
    texts = {path: path.read_text("utf-8") for path in ROOT.glob("pages/**/*.py")}
    return {path: text for path, text in texts.items() if any(word in text for word in words)}


def test_session_state_is_written_in_one_place_only():
    found = {path: [*uses_beyond_reading(text)] for path, text in of_pages("session_state").items()}
    assert {path.name for path, lines in found.items() if lines} == set(MAY_WRITE)


@pytest.mark.parametrize(
    "line",
    [
        "st.session_state[key] = 1",
        "st.session_state.key = 1",
        "st.session_state[key] += 1",
        "st.session_state[key]: int = 1",
        "a, st.session_state[key] = 1, 2",
        "for st.session_state[key] in range(3): pass",
        "del st.session_state[key]",
        "st.session_state[key]['item'] = 1",
        "st.session_state.update(key=1)",
        "st.session_state.setdefault(key, 1)",
        "st.session_state.pop(key)",
        "setattr(st.session_state, key, 1)",
        "alias = st.session_state",
        "from streamlit import session_state",
    ],
)
def test_every_way_of_writing_it_is_noticed(line):
    assert list(uses_beyond_reading(line)) == [1]


@pytest.mark.parametrize("line", ["a = st.session_state[key].get('item')", "st.session_state.get(key)"])
def test_reading_it_is_allowed(line):
    assert list(uses_beyond_reading(line)) == []


#: What Streamlit would bind, keep or redraw by itself, and the modules that may ask for it: `loading` for
#: what is typed beside a file, which no link holds.
ONLY_IN = {
    **dict.fromkeys(["segmented_control", "slider"], ("controls",)),
    **dict.fromkeys(["radio", "checkbox", "pills", "select_slider", "tabs"], ("controls",)),
    **dict.fromkeys(["selectbox", "toggle", "text_area", "text_input"], ("controls", "loading")),
    "number_input": ("controls", "typed_numbers"),
    "fragment": ("state",),
    "query_params": ("state", "keeping"),
}


def goes_round_the_address(node, module):
    """Whether a module asks Streamlit here for what others may, or for keeping a setting by itself."""
    if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "st":
        return module not in ONLY_IN.get(node.attr, [module])
    return isinstance(node, ast.keyword) and node.arg in ("bind", "persist_state")


def test_every_setting_goes_through_the_address():
    assert [
        f"{path}: {ast.unparse(node)}"
        for path, text in of_pages(*ONLY_IN, "bind", "persist_state").items()
        for node in ast.walk(ast.parse(text))
        if goes_round_the_address(node, path.stem)
    ] == []
