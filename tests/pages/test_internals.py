"""Where Streamlit's own code is changed: what a learner would lose without it."""

import asyncio
from dataclasses import replace
from types import SimpleNamespace

import pytest
from streamlit.config import get_option
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from pages.ui.session import internals


@pytest.fixture
def adapted(monkeypatch):
    for changed, name in [
        (internals.script_requests, "_coalesce_widget_states"),
        (ScriptRequests, "_request_rerun_locked"),
        (internals.PagesManager, "uses_pages_directory"),
        (SafeSessionState, "on_script_will_rerun"),
        (SafeSessionState, "on_script_finished"),
        (internals.starlette_websocket, "_is_origin_allowed"),
        (internals.AppSession, "__init__"),
        (internals.app_session, "_close_script_event_loop"),
        (internals.MemoryUploadedFileManager, "add_file"),
    ]:
        monkeypatch.setattr(changed, name, getattr(changed, name))  # put back in the end
    internals.adapt()


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


@pytest.fixture
def uploads(adapted):
    """Where Streamlit keeps uploads."""
    return internals.MemoryUploadedFileManager("/upload")


def upload(uploads, session, name, size):
    uploads.add_file(session, UploadedFileRec(name, f"{name}.png", "image/png", bytes(size)))


def kept(uploads, session, names):
    return [record.file_id for record in uploads.get_files(session, names)]


@pytest.mark.parametrize("size", [1, get_option("server.maxUploadSize") * 1024**2])
def test_a_session_keeps_its_newest_uploads_within_a_bound(uploads, size):
    names = [str(number) for number in range(3 * internals.MOST_UPLOADS)]
    most = internals.MOST_UPLOADS if size == 1 else internals.MOST_LARGE_UPLOADS
    for name in names:
        upload(uploads, "me", name, size)
        assert kept(uploads, "me", [name]) == [name]
    assert kept(uploads, "me", names) == names[-most:]


def test_what_one_session_keeps_is_no_bound_for_another(uploads):
    upload(uploads, "you", "first", 1)
    for number in range(2 * internals.MOST_UPLOADS):
        upload(uploads, "me", str(number), 1)
    assert kept(uploads, "you", ["first"]) == ["first"]


class Tabs:
    """Sessions as Streamlit keeps them; an ended one is kept for so many seconds."""

    def __init__(self, uploads, seconds):
        self.uploads = uploads
        self.manager = WebsocketSessionManager(
            MemorySessionStorage(ttl_seconds=seconds), uploads, ScriptCache(), lambda: None
        )

    def open(self):
        name = self.manager.connect_session(SimpleNamespace(), ScriptData("app.py", False), {})
        return self.manager.get_session_info(name).session

    def sweep(self):
        internals._sweep(SimpleNamespace(_session_mgr=self.manager, uploaded_file_mgr=self.uploads))


@pytest.fixture
def one_loop(adapted, monkeypatch):
    """The event loop that sessions share, as long as the test."""
    shared = []
    monkeypatch.setattr(internals, "_shared_loop", shared)
    yield shared
    shared[0].close()


def test_sessions_share_one_event_loop_and_none_closes_it(uploads, one_loop):
    async def run():
        tabs = Tabs(uploads, 0)
        sessions = [tabs.open() for _ in range(3)]
        for session in sessions[1:]:
            tabs.manager.disconnect_session(session.id)
        tabs.sweep()
        assert {session._script_event_loop for session in sessions} == {one_loop[0]}
        assert not one_loop[0].is_closed()

    asyncio.run(run())


@pytest.mark.parametrize(("seconds", "is_gone"), [(0, True), (1000, False)])
def test_a_session_that_nobody_comes_back_to_in_time_holds_nothing(uploads, one_loop, seconds, is_gone):
    async def run():
        tabs = Tabs(uploads, seconds)
        ended, there = tabs.open(), tabs.open()
        for session in (ended, there):
            session.session_state["kept"] = "picture"
            upload(uploads, session.id, "file", 1)
        tabs.manager.disconnect_session(ended.id)
        tabs.sweep()
        assert (kept(uploads, ended.id, ["file"]) == []) == is_gone
        assert ("kept" not in ended.session_state) == is_gone
        assert kept(uploads, there.id, ["file"]) == ["file"]
        assert there.session_state["kept"] == "picture"

    asyncio.run(run())


def test_an_upload_that_comes_after_the_end_is_not_kept(uploads, one_loop):
    async def run():
        tabs = Tabs(uploads, 0)
        ended = tabs.open()
        tabs.manager.disconnect_session(ended.id)
        tabs.sweep()
        upload(uploads, ended.id, "late", 1)
        tabs.sweep()
        assert not uploads.file_storage

    asyncio.run(run())
