"""What sessions keep, and that they let go of it when they end."""

import asyncio
import logging
from types import SimpleNamespace

import pytest
from streamlit.config import get_option
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSessionState
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from pages.ui.session import ending
from tests import aside
from tests.server import PATIENCE


@pytest.fixture
def uploads(adapted):
    """Where Streamlit keeps uploads."""
    return MemoryUploadedFileManager("/upload")


def upload(uploads, session, name, size):
    uploads.add_file(session, UploadedFileRec(name, f"{name}.png", "image/png", bytes(size)))


def kept(uploads, session, names):
    return [record.file_id for record in uploads.get_files(session, names)]


@pytest.mark.parametrize("size", [1, get_option("server.maxUploadSize") * 1024**2])
def test_a_session_keeps_its_newest_uploads_within_a_bound(uploads, size):
    names = [str(number) for number in range(3 * ending.MOST_UPLOADS)]
    most = ending.MOST_UPLOADS if size == 1 else ending.MOST_LARGE_UPLOADS
    for name in names:
        upload(uploads, "me", name, size)
        assert kept(uploads, "me", [name]) == [name]
    assert kept(uploads, "me", names) == names[-most:]


def test_what_one_session_keeps_is_no_bound_for_another(uploads):
    upload(uploads, "you", "first", 1)
    for number in range(2 * ending.MOST_UPLOADS):
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

    def end(self, *sessions):
        """End sessions that each hold a picture."""
        for session in sessions:
            session.session_state["kept"] = "picture"
            session._browser_queue.enqueue(ForwardMsg(hash="what nobody was there to be sent"))
            self.manager.disconnect_session(session.id)

    def sweep(self):
        ending._sweep(SimpleNamespace(_session_mgr=self.manager, uploaded_file_mgr=self.uploads))


@pytest.fixture
def one_loop(adapted, monkeypatch):
    """The event loop that sessions share, as long as the test."""
    shared = []
    monkeypatch.setattr(ending, "_shared_loop", shared)
    monkeypatch.setattr(ending, "_sessions", set())
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

    aside.run(run())


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

    aside.run(run())


def test_an_upload_that_comes_after_the_end_is_not_kept(uploads, one_loop):
    async def run():
        tabs = Tabs(uploads, 0)
        ended = tabs.open()
        tabs.manager.disconnect_session(ended.id)
        tabs.sweep()
        upload(uploads, ended.id, "late", 1)
        tabs.sweep()
        assert not uploads.file_storage

    aside.run(run())


def is_let_go(session):
    """Whether a session has been shut down and holds nothing."""
    is_empty = "kept" not in session.session_state and session._browser_queue.is_empty()
    return session._state is AppSessionState.SHUTDOWN_REQUESTED and is_empty


def test_sessions_that_end_one_after_the_other_are_all_let_go(uploads, one_loop):
    async def run():
        tabs = Tabs(uploads, 0)
        sessions = [tabs.open() for _ in range(3)]
        tabs.end(*sessions)  # at the second end Streamlit drops the first session
        tabs.sweep()
        assert all(is_let_go(session) for session in sessions)

    aside.run(run())


def test_of_more_ended_sessions_than_streamlit_keeps_the_others_are_let_go(uploads, one_loop):
    async def run():
        tabs = Tabs(uploads, 1000)
        most = tabs.manager._session_storage._cache.maxsize
        sessions = [tabs.open() for _ in range(most + 3)]
        tabs.end(*sessions)
        tabs.sweep()
        kept = {info.session for info in tabs.manager.list_sessions()}
        assert len(kept) == most
        assert {session for session in sessions if not is_let_go(session)} == kept

    aside.run(run())


def test_a_session_whose_last_run_goes_on_is_let_go_when_the_run_has_ended(uploads, one_loop):
    async def run():
        tabs = Tabs(uploads, 0)
        session = tabs.open()
        session._scriptrunner = SimpleNamespace(request_stop=lambda: None)
        tabs.end(session)
        tabs.sweep()
        assert "kept" in session.session_state  # the run may look at it
        session._scriptrunner = None
        tabs.sweep()
        assert is_let_go(session)
        assert not ending._sessions

    aside.run(run())


def test_a_session_that_cannot_be_emptied_keeps_no_other_from_it(uploads, one_loop):
    def fail():
        raise ZeroDivisionError

    async def run():
        tabs = Tabs(uploads, 0)
        sessions = [tabs.open() for _ in range(4)]
        for session in sessions[::2]:
            session._browser_queue.clear = fail
        tabs.end(*sessions)
        tabs.sweep()
        assert all(is_let_go(session) for session in sessions[1::2])

    aside.run(run())


def unreadable(_):
    raise ValueError("no number")


@pytest.mark.parametrize("read", [unreadable, None], ids=["of another kind", "of no control"])
def test_a_session_is_let_go_whatever_its_controls_were_said_to_be(uploads, one_loop, read):
    async def run():
        tabs = Tabs(uploads, 0)
        session = tabs.open()
        told = WidgetStates()
        for name in ("one", "two", "three"):
            told.widgets.add(id=name, string_value="x" * 1000)
        controls = session.session_state._new_widget_state
        session.session_state.set_widgets_from_proto(told)
        if read:
            for name in controls.states:
                controls.set_widget_metadata(WidgetMetadata(name, read, str, "double_value"))
        tabs.end(session)
        tabs.sweep()
        assert is_let_go(session)
        assert not controls.states

    aside.run(run())


def test_a_look_that_fails_is_logged_and_the_next_one_comes(monkeypatch):
    looks, logged = [], []
    handler = logging.Handler(logging.ERROR)
    handler.emit = logged.append

    async def run():
        came = asyncio.Event()

        def look(_):
            looks.append("a look")
            if len(looks) == 1:
                raise ZeroDivisionError
            came.set()

        monkeypatch.setattr(ending, "SWEPT_EVERY", 0)
        monkeypatch.setattr(ending, "Runtime", SimpleNamespace(instance=lambda: None))
        monkeypatch.setattr(ending, "_sweep", look)
        async with ending.swept(None), asyncio.timeout(PATIENCE):
            await came.wait()

    logging.getLogger().addHandler(handler)
    try:
        aside.run(run())
    finally:
        logging.getLogger().removeHandler(handler)
    assert [record.exc_info[0] for record in logged] == [ZeroDivisionError]
