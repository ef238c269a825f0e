"""What tests of several folders need: one Chromium, and running the scripts that pages show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from run import BROWSER_ARGUMENTS, find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = find_browser()
#: A camera and a microphone that need nobody to allow them.
FAKE_DEVICES = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
#: What is beyond this machine is not found; pages of a context share a process and what it has compiled.
TOGETHER = ("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--process-per-site")
#: Nobody sees what is drawn: without smooth edges of letters and parts that are kept, drawing takes less.
UNSEEN = ("--disable-lcd-text", "--disable-partial-raster", "--num-raster-threads=1")

# A busy machine is slow, not wrong: no example has a deadline, and none need be found quickly.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, without which no test that drives it passes; the quick loop leaves them out."""
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.fail("there is no Chromium; install Debian's package chromium, or set CNNVIZ_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*BROWSER_ARGUMENTS, *FAKE_DEVICES, *TOGETHER, *UNSEEN]
        )
        yield browser
        browser.close()


@pytest.fixture
def answers_of(tmp_path, monkeypatch, pytorch):
    """Run each half of a script that there is, as it is shown, and give their answers as arrays.

    They run in a fresh directory that holds the files they read, name → bytes, and nothing else.
    """
    monkeypatch.chdir(tmp_path)
    threads = pytorch.get_num_threads()
    pytorch.set_num_threads(1)

    def run(script, files=None):
        for left in tmp_path.iterdir():
            left.unlink()
        for name in script.files:
            (tmp_path / name).write_bytes((files or {})[name])
        found = []
        for code in filter(None, (script.numpy, script.torch)):
            names = {"__name__": "__main__"}
            exec(compile(code, "script.py", "exec"), names)
            found.append(np.asarray(names["output"]))
        return found

    yield run
    pytorch.set_num_threads(threads)
