"""Components and elements reach the browser as Streamlit sends them, with less work."""

import pytest
from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig, NewSession
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.testing.v1 import AppTest

from pages.ui.session import same

PLACES = ("page", "column", "form", "outside", "again")


def in_places(is_ours):
    """Draw a component on the page, in a column, in a form, and from a part, within and outside of it."""
    import streamlit as st

    from pages.ui.session import mounting

    texts = {
        "html": "<i></i>",
        "css": "i { color: red; }\nb { color: blue; }",
        "js": "export default () => {};",
    }
    blank = mounting.blank("cnnviz_tried", **texts)
    theirs = st.components.v2.component("cnnviz_tried", **texts)

    def draw(place):
        for width in ("stretch", "content", 40):
            key = f"{place} {width}"
            if is_ours:
                mounting.mount(blank, key, b"a", width, is_heard=False)
            else:
                theirs(key=key, data=b"a", width=width)

    draw("page")
    outside = st.container()
    with st.columns(2)[1]:
        draw("column")
    with st.form("a form"):
        draw("form")

    @st.fragment
    def part():
        with outside:
            draw("outside")
        draw("again")

    part()


def drawn(is_ours):
    """Draw a component with what it may be given."""
    import streamlit as st

    from pages.ui.session import mounting

    texts = {
        "html": "<i></i>",
        "css": "i { color: red; }\nb { color: blue; }",
        "js": "export default () => {};",
    }
    blank = mounting.blank("cnnviz_tried", **texts)
    theirs = st.components.v2.component("cnnviz_tried", **texts)
    for number, data in enumerate((None, {"a": [1, None, "½"]}, ["a"], b"\0\1")):
        for width in ("stretch", "content", 40):
            key = f"{number} {width}"
            if is_ours:
                mounting.mount(blank, key, data, width, is_heard=number == 1)
            else:
                theirs(key=key, data=data, width=width)


def test_components_are_placed_as_streamlit_places_them(monkeypatch):
    sent, enqueue = [], ScriptRunContext.enqueue

    def enqueued(context, message):
        if message.delta.new_element.HasField("bidi_component"):
            sent.append(message)
        enqueue(context, message)

    monkeypatch.setattr(ScriptRunContext, "enqueue", enqueued)
    for is_ours in (True, False):
        AppTest.from_function(in_places, args=(is_ours,), default_timeout=60).run()
    assert len(sent) == 2 * len(PLACES) * 3
    assert sent[: len(sent) // 2] == sent[len(sent) // 2 :]


def test_a_component_is_sent_as_streamlit_sends_it():
    ours, theirs = (
        [
            element.proto
            for element in AppTest.from_function(drawn, args=(is_ours,), default_timeout=60)
            .run()
            .get("bidi_component")
        ]
        for is_ours in (True, False)
    )
    assert len(ours) == 12
    assert ours == theirs


@pytest.mark.parametrize("section", ["theme", "theme.light", "theme.dark", "theme.sidebar"])
def test_the_theme_is_told_as_streamlit_tells_it(section):
    ours, theirs = CustomThemeConfig(), CustomThemeConfig()
    same.fill_theme(ours, section)
    same._fill_theme(theirs, section)
    assert ours == theirs


def test_the_configuration_is_told_as_streamlit_tells_it():
    ours, theirs = Config(), Config()
    same.fill_config(ours)
    same._fill_config(theirs)
    assert ours == theirs


def test_the_pages_of_the_menu_are_told_as_streamlit_tells_them():
    for pages in ({}, {"1": {"page_name": "a_page", "icon": ""}, "2": {"page_name": "b", "icon": "🔲"}}):
        ours, theirs = NewSession(), NewSession()
        same.fill_pages(None, ours, pages)
        same._fill_pages(None, theirs, pages)
        assert ours == theirs
        assert len(ours.app_pages) == len(pages)
