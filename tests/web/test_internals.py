"""What `web/` replaces of Streamlit, Starlette, anyio and Python is still there, as it is called.

Each test says by its name what an upgrade has moved; `web/README.md` says what it is replaced for.
"""

import asyncio
import inspect
import re
import runpy
from concurrent.futures import thread
from pathlib import Path

import anyio.to_thread
import pytest
import starlette.concurrency
import streamlit
from streamlit import config
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils import script_run_context

from pages.ui.session import elsewhere
from web import frontend

PAGE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")


def arguments(called):
    return list(inspect.signature(called).parameters)


def source(called):
    return inspect.getsource(called)


def test_a_script_runner_starts_by_a_thread_that_runs_its_script():
    assert arguments(ScriptRunner.start) == ["self"]
    assert "self._script_thread = threading.Thread(" in source(ScriptRunner.start)
    assert "target=self._run_script_thread" in source(ScriptRunner.start)
    assert "self._script_thread == threading.current_thread()" in source(ScriptRunner._is_in_script_thread)


def test_a_script_runner_installs_a_loop_of_its_own():
    assert arguments(ScriptRunner._install_event_loop) == ["self"]
    assert "asyncio.set_event_loop(None)" in source(ScriptRunner._run_script_thread)


def test_the_script_s_context_is_kept_on_its_thread():
    assert isinstance(script_run_context.SCRIPT_RUN_CONTEXT_ATTR_NAME, str)
    assert "SCRIPT_RUN_CONTEXT_ATTR_NAME" in source(script_run_context.add_script_run_ctx)


def test_a_session_makes_a_loop_for_its_scripts():
    assert "asyncio.new_event_loop()" in source(AppSession.__init__)


@pytest.mark.parametrize("option", ["server.enableXsrfProtection", "server.enableCORS"])
def test_protection_from_other_pages_can_be_turned_off(option):
    assert isinstance(config.get_option(option), bool)


def test_threads_are_begun_where_they_are_done_inline():
    assert arguments(anyio.to_thread.run_sync)[:2] == ["func", "args"]
    assert arguments(starlette.concurrency.run_in_threadpool)[0] == "func"
    assert arguments(asyncio.to_thread)[0] == "func"
    assert hasattr(thread, "ThreadPoolExecutor")
    for module in ("starlette.routing", "starlette._exception_handler", "starlette.background"):
        assert "run_in_threadpool" in vars(__import__(module, fromlist=["*"])), module


def test_the_page_has_one_script_and_one_place_for_the_app():
    assert PAGE.count('<script type="module"') == 1
    assert PAGE.count('<div id="root"></div>') == 1
    assert "<title>Streamlit</title>" in PAGE


def test_the_page_asks_for_what_the_worker_answers():
    first = re.search(r"static/js/(index\.[^\"]+\.js)", PAGE)[1]
    text = (Path(streamlit.__file__).parent / "static" / "static" / "js" / first).read_text("utf-8")
    for asked in ("_stcore/stream", "_stcore/health", "_stcore/host-config", "new WebSocket("):
        assert asked in text, asked


def test_the_scripts_that_are_left_out_are_named_as_they_were():
    known = frontend.scripts()
    names = {path.name for path in (Path(streamlit.__file__).parent / "static" / "static" / "js").iterdir()}
    left_out = {name.split(".")[0] for name in names if frontend.UNUSED.match(name)}
    assert {"PlotlyChart", "DeckGlJsonChart", "EChartsChart", "GraphVizChart", "DataFrame"} <= left_out
    kept = {name.split(".")[0] for name in known}
    assert {
        "index",
        "BidiComponent",
        "StreamlitMarkdown",
        "StreamlitSyntaxHighlighter",
        "FileUploader",
    } <= kept
    assert not left_out & kept
    assert known < names


def test_what_stands_in_for_other_processes_is_called_as_they_are():
    inside = runpy.run_path(str(Path(__file__).parents[2] / "web" / "inside" / "elsewhere.py"))
    for name in ("run", "counted", "close"):
        assert arguments(inside[name]) == arguments(getattr(elsewhere, name))
    assert inside["RefusedError"].__mro__[1:] == elsewhere.RefusedError.__mro__[1:]
    assert inside["processes"] == 0
