"""Components and elements reach the browser as Streamlit sends them, with less work."""

from types import SimpleNamespace

import pytest
from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig, NewSession
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent
from streamlit.testing.v1 import AppTest

from pages.ui.session import same, together

ELEMENT, FINISHED = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS


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


class Session:
    """A session that takes down what its loop is asked to do, and what it handles."""

    def __init__(self):
        self.calls, self.later, self.handled, self.failed = [], [], [], []
        self._event_loop = SimpleNamespace(
            call_later=lambda seconds, call: self.later.append(call),
            call_exception_handler=lambda about: self.failed.append(about["exception"]),
        )

    def _call_soon_on_event_loop(self, call):
        self.calls.append(call)

    def _handle_scriptrunner_event_on_event_loop(self, sender, event, forward_msg=None):
        self.handled.append(forward_msg)
        if forward_msg == "bad":
            raise ValueError(forward_msg)

    def go_on(self):
        """Do what the loop was asked for."""
        while self.calls:
            self.calls.pop(0)()


def test_the_loop_is_woken_once_for_all_elements_and_once_for_the_end():
    session = Session()
    for element in "abc":
        together.tell(session, None, ELEMENT, element)
    assert len(session.calls) == 1
    together.tell(session, None, FINISHED, "end")
    together.tell(session, None, ELEMENT, "d")
    assert len(session.calls) == 2
    session.go_on()
    assert session.handled == [*"abc", "end", "d"]
    session.later.pop()()  # nothing is left for it
    assert session.handled == [*"abc", "end", "d"]


def test_elements_are_handled_after_a_moment_if_the_run_goes_on():
    session = Session()
    together.tell(session, None, ELEMENT, "a")
    session.go_on()
    together.tell(session, None, ELEMENT, "b")
    assert session.handled == []
    session.later.pop()()
    assert session.handled == ["a", "b"]
    together.tell(session, None, ELEMENT, "c")
    session.go_on()
    assert len(session.later) == 1


def test_one_that_cannot_be_handled_does_not_stop_the_others():
    session = Session()
    for element in ("a", "bad", "b"):
        together.tell(session, None, ELEMENT, element)
    session.go_on()
    session.later.pop()()
    assert session.handled == ["a", "bad", "b"]
    assert [str(error) for error in session.failed] == ["bad"]
