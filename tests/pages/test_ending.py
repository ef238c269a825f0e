"""What sessions keep, and that they let go of it when they end."""

from types import SimpleNamespace

import pytest
from streamlit.config import get_option
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from pages.ui.session import ending
from tests import aside


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

    def sweep(self):
        ending._sweep(SimpleNamespace(_session_mgr=self.manager, uploaded_file_mgr=self.uploads))


@pytest.fixture
def one_loop(adapted, monkeypatch):
    """The event loop that sessions share, as long as the test."""
    shared = []
    monkeypatch.setattr(ending, "_shared_loop", shared)
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
