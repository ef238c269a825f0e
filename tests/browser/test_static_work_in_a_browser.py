"""The folder's page says that Python is at work, as long as it is; here by a worker that only says so."""

import shutil
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.file_server import served
from web import frontend, inputs

WORKER = """postMessage({ kind: "step", step: "start" });
new BroadcastChannel("work").onmessage = ({ data }) => postMessage({ kind: "work", busy: data });"""
SAY = "busy => new BroadcastChannel('work').postMessage(busy)"


def test_long_work_is_told_of_until_it_is_done(tmp_path: Path, new_context) -> None:
    boot = tmp_path / "boot"
    boot.mkdir()
    frontend.build(tmp_path)
    shutil.copyfile(inputs.HERE / "page" / "boot.js", boot / "boot.js")
    (boot / "worker.js").write_text(WORKER, "utf-8")
    with served(tmp_path) as (address, _):
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
