"""Where Streamlit's own code is changed: what a learner would lose without it."""

from copy import deepcopy
from dataclasses import replace
from types import SimpleNamespace

import pytest
from streamlit.cursor import RunningCursor
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.runtime.state import SafeSessionState, SessionState


def request(page, **controls):
    """What the browser asks for when a control of a page has changed."""
    states = WidgetStates()
    for name, value in controls.items():
        states.widgets.add(id=name, int_value=value)
    return RerunData(page_script_hash=page, widget_states=states)


def next_run(*requests):
    """What is run next, if no run has begun in between."""
    waiting = ScriptRequests()
    for data in requests:
        waiting.request_rerun(data)
    return waiting.on_scriptrunner_ready().rerun_data


def heard(*requests):
    """What the next run hears of the controls."""
    return {state.id: state.int_value for state in next_run(*requests).widget_states.widgets}


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


def test_a_page_that_runs_itself_anew_does_not_undo_a_click_on_another_page(adapted):
    own = RerunData(page_script_hash="here", query_string="stride=1")
    clicked = replace(request("there"), query_string="")
    assert next_run(clicked, own) == clicked
    assert next_run(own, clicked).page_script_hash == "there"


def test_a_page_that_runs_itself_anew_takes_a_waiting_part_of_it_along(adapted):
    part = replace(request("here", stride=2), fragment_id="part")
    run = next_run(part, RerunData(page_script_hash="here"))
    assert (run.page_script_hash, run.fragment_id_queue) == ("here", [])
    assert [state.int_value for state in run.widget_states.widgets] == [2]


def test_what_a_page_was_set_to_is_forgotten_at_the_end_of_a_whole_run_and_not_when_it_is_left(
    adapted, monkeypatch
):
    forgotten = []
    monkeypatch.setattr(SessionState, "_remove_stale_widgets", lambda _, drawn: forgotten.append(drawn))
    session = SafeSessionState(SessionState(), lambda: None)
    session.on_script_finished(frozenset({"left"}))
    session.on_script_finished(frozenset({"cut off"}), remove_stale_widgets=False)
    session.on_script_finished(frozenset({"whole"}), remove_stale_widgets=True)
    assert forgotten == [{"whole"}]


class NewerRun(BaseException):
    """As what Streamlit raises at a look into the session once there is a newer run."""


def test_what_controls_say_is_taken_in_and_their_callbacks_run_though_a_newer_run_waits(adapted, monkeypatch):
    def give_way():
        raise NewerRun

    taken = []
    session = SafeSessionState(SessionState(), give_way)

    def take(state, states, **_):
        session["pressed"] = True  # as a callback does
        taken.append(states)

    monkeypatch.setattr(SessionState, "on_script_will_rerun", take)
    with pytest.raises(NewerRun):
        session["before"] = True
    session.on_script_will_rerun(None)
    with pytest.raises(NewerRun):
        session["after"] = True
    assert taken == [None]
    assert session.filtered_state == {"pressed": True}


def sent_after(parts):
    """What the browser is sent of a run that has ended, if these parts run then and draw the same."""
    queue = ForwardMsgQueue()
    drawn, ended = ForwardMsg(), ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    drawn.metadata.delta_path.append(0)
    drawn.delta.fragment_id = "view"
    drawn.delta.new_element.text.body = "drawn"
    for message in (drawn, ended):
        queue.enqueue(message)
    AppSession._clear_queue(SimpleNamespace(_browser_queue=queue), parts)
    queue.enqueue(drawn)
    return [(message.WhichOneof("type"), message.script_finished) for message in queue.flush()]


def test_what_a_run_drew_of_a_part_of_the_page_is_sent_though_that_part_runs_at_once(adapted):
    drawn = ("delta", ForwardMsg.FINISHED_SUCCESSFULLY)
    ended = ("script_finished", ForwardMsg.FINISHED_SUCCESSFULLY)
    assert sent_after(["view"]) == sent_after(["other"]) == [drawn, ended, drawn]
    cut_off = ("script_finished", ForwardMsg.FINISHED_EARLY_FOR_RERUN)
    assert sent_after(None) == [cut_off, drawn]  # all is drawn anew


def test_a_place_where_a_page_draws_is_copied_whole_and_for_itself(adapted):
    place = RunningCursor(0, (1, 2))
    place.lock_element()
    place._transient_elements[3] = "a spinner"
    for one in (place, place.open_block(), place.lock_element(), RunningCursor(1)):
        copy = deepcopy(one)
        assert type(copy) is type(one)
        told, others = (
            {**vars(it), "_transient_elements": dict(it.transient_elements.items())} for it in (one, copy)
        )
        assert told == others
        copy._transient_elements[7] = "another"
        assert 7 not in one.transient_elements
        if not copy.is_locked:
            copy.lock_element()
            assert copy.index == one.index + 1
