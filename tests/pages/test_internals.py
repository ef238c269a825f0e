"""Where Streamlit's own code is changed: what a learner would lose without it."""

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests

from pages.ui.session import internals


@pytest.fixture
def adapted(monkeypatch):
    monkeypatch.setattr(internals.script_requests, "_coalesce_widget_states", internals._coalesced)


def request(page, **controls):
    """What the browser asks for when a control of a page has changed."""
    states = WidgetStates()
    for name, value in controls.items():
        states.widgets.add(id=name, int_value=value)
    return RerunData(page_script_hash=page, widget_states=states)


def heard(*requests):
    """What the next run hears of the controls, if no run has begun in between."""
    waiting = ScriptRequests()
    for data in requests:
        waiting.request_rerun(data)
    states = waiting.on_scriptrunner_ready().rerun_data.widget_states
    return {state.id: state.int_value for state in states.widgets}


def test_what_was_set_a_moment_before_its_page_was_left_is_heard(adapted):
    assert heard(request("here", stride=2, size=5), request("there", picture=1)) == {
        "stride": 2,
        "size": 5,
        "picture": 1,
    }


def test_of_a_control_that_two_requests_speak_of_the_newer_one_counts(adapted):
    assert heard(request("here", stride=2), request("here", stride=3)) == {"stride": 3}


def test_a_request_that_says_nothing_of_controls_takes_nothing_away(adapted):
    assert heard(RerunData(), request("here", stride=2), RerunData()) == {"stride": 2}
