"""What no page offers any more is let go of, without a look through all sessions at the end of each run."""

from types import SimpleNamespace

import pytest
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager, MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from pages.ui.session import swept


@pytest.fixture
def now(monkeypatch):
    """The time, and who runs: None as nobody does."""
    it = SimpleNamespace(seconds=100.0, session="one")
    monkeypatch.setattr(swept, "monotonic", lambda: it.seconds)
    monkeypatch.setattr(
        swept,
        "get_script_run_ctx",
        lambda **_: None if it.session is None else SimpleNamespace(session_id=it.session),
    )
    monkeypatch.setattr(media_file_manager, "_get_session_id", lambda: it.session)
    return it


@pytest.fixture
def looks(monkeypatch):
    """Count the looks through the files of all sessions."""
    counted = []
    look = swept._sweep_all
    monkeypatch.setattr(swept, "_sweep_all", lambda manager: (counted.append(manager), look(manager)))
    return counted


@pytest.fixture
def files():
    """Streamlit's keeper of files."""
    return MediaFileManager(MemoryMediaFileStorage("/media"))


def test_the_runs_of_many_learners_look_through_all_files_once(now, looks, files):
    for run in range(60):
        now.session = f"learner {run % 20}"
        files.add_deferred(lambda: b"a file", "text/plain", "0.1")
        swept.sweep(files)
    assert len(looks) == 1
    now.seconds += swept.EVERY
    swept.sweep(files)
    assert len(looks) == 2


def test_a_button_that_is_drawn_anew_keeps_nothing_of_the_run_before(now, looks, files):
    swept.sweep(files)
    made = [files.add_deferred(lambda: b"a file", "text/plain", "0.1") for _ in range(3)]
    now.session = "two"
    others = files.add_deferred(lambda: b"another's", "text/plain", "0.1")
    swept.sweep(files)
    now.session = "one"
    swept.sweep(files)
    assert set(files._deferred_callables) == {made[-1], others}
    assert len(looks) == 1


def test_a_file_that_was_pressed_for_is_there_however_many_others_change_something(now, looks, files):
    swept.sweep(files)
    address = files.execute_deferred(files.add_deferred(lambda: b"a file", "text/plain", "0.1"))
    for run in range(20):
        now.session = f"learner {run}" if run % 3 else None  # whose session has ended
        swept.sweep(files)
    name = address.rsplit("/", 1)[-1].partition(".")[0]
    assert files.read_file(name).content == b"a file"
    for _ in range(2):  # marked, then taken away
        now.seconds += swept.EVERY
        swept.sweep(files)
    with pytest.raises((MediaFileStorageError, AttributeError)):
        assert files.read_file(name).content


def test_what_a_session_has_offered_goes_as_it_ends(now, files):
    swept.sweep(files)
    files.add_deferred(lambda: b"a file", "text/plain", "0.1")
    files.clear_session_refs("one")
    now.session = None
    swept.sweep(files)
    assert not files._deferred_callables
