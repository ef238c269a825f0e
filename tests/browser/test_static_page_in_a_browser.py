"""The folder's page without Python: a worker in its place says only what the page is to show."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.file_server import served
from tests.browser.waits import until_page
from web import frontend, inputs, pack
from web.build import write_service_worker

NewContext = Callable[..., BrowserContext]
WORKER = """postMessage({ kind: "step", step: "start" });
new BroadcastChannel("work").onmessage = ({ data }) => postMessage({ kind: "work", busy: data });"""
SAY = "busy => new BroadcastChannel('work').postMessage(busy)"
#: However long the service worker takes, the page waits for it.
NEVER_LATE = "const wait = setTimeout; window.setTimeout = (act, ms) => (ms === 3000 ? 0 : wait(act, ms));"
#: Whether a service worker answers for the page, and whether it has found out that its version is over.
ANSWERS = "() => Boolean(navigator.serviceWorker.controller)"
OVER = "async () => (await caches.keys()).some((name) => name.includes(' over '))"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder's page, packed in a hurry, with a worker that is no Python."""
    monkeypatch.setattr(pack, "LEVEL", 1)
    boot = tmp_path / "boot"
    boot.mkdir()
    frontend.build(tmp_path)
    shutil.copyfile(inputs.HERE / "page" / "boot.js", boot / "boot.js")
    (boot / "worker.js").write_text(WORKER, "utf-8")
    return tmp_path


def test_a_first_visit_is_answered_by_the_service_worker(folder: Path, new_context: NewContext) -> None:
    write_service_worker(folder)
    with served(folder) as (address, server):
        page = new_context().new_page()
        page.add_init_script(NEVER_LATE)
        page.goto(f"{address}/kernels/")
        expect(page.locator("#boot-told")).to_have_text("Starting the app")
        assert page.evaluate(ANSWERS)
        assert server.sent["/boot/page.packed"] == (folder / "boot" / "page.packed").stat().st_size
        assert [path for path in server.sent if path.startswith("/static/js/")] == []  # they are in there
        page.context.close()


def test_a_file_of_another_version_is_refused_and_the_next_page_starts_anew(
    folder: Path, new_context: NewContext
) -> None:
    write_service_worker(folder)
    (folder / "boot" / "worker.js").write_text(f"{WORKER} // newer", "utf-8")
    with served(folder) as (address, _):
        page = new_context().new_page()
        page.goto(address)
        expect(page.get_by_role("alert")).to_contain_text("reload the page")
        until_page(page, OVER)
        (folder / "sw.js").unlink()
        write_service_worker(folder)
        page.reload()
        expect(page.locator("#boot-told")).to_have_text("Starting the app")
        page.context.close()


def test_long_work_is_told_of_until_it_is_done(folder: Path, new_context: NewContext) -> None:
    with served(folder) as (address, _):  # which has no service worker: the page does without
        page = new_context().new_page()
        page.goto(address)
        expect(page.locator("#boot-told")).to_have_text("Starting the app")
        told = page.locator("#boot-work")
        expect(told).to_have_role("status")
        expect(told).to_be_empty()
        page.evaluate(SAY, True)
        page.evaluate(SAY, True)  # a run of the page, and a picture that is asked for meanwhile
        expect(told).to_have_text("Python is working …")
        page.evaluate(SAY, False)
        expect(told).to_have_text("Python is working …")
        page.evaluate(SAY, False)
        expect(told).to_be_empty()
        page.context.close()
