"""What tests of several folders need: one Chromium, and running the scripts that pages show."""

import os
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, sync_playwright

from run import BROWSER_ARGUMENTS, find_browser

CHROMIUM = find_browser()
#: A camera and a microphone that need nobody to allow them.
FAKE_DEVICES = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
#: What is beyond this machine is not found; pages of a context share a process and what it has compiled.
TOGETHER = ("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--process-per-site")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser. Without it the tests are skipped on a learner's machine, and fail where CI is set."""
    if CHROMIUM is None:
        message = "there is no Chromium; install Debian's package chromium, or set CNNVIZ_CHROMIUM"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*BROWSER_ARGUMENTS, *FAKE_DEVICES, *TOGETHER]
        )
        yield browser
        browser.close()


@pytest.fixture
def answers_of(tmp_path, monkeypatch):
    """Run both halves of a script as they are shown and give their two answers as arrays.

    They run in a fresh directory that holds the files they read, name → bytes, and nothing else.
    """
    import torch  # loaded only once it is asked for: most tests do without

    monkeypatch.chdir(tmp_path)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)

    def run(script, files=None):
        for left in tmp_path.iterdir():
            left.unlink()
        for name in script.files:
            (tmp_path / name).write_bytes((files or {})[name])
        found = []
        for code in (script.numpy, script.torch):
            names = {"__name__": "__main__"}
            exec(compile(code, "script.py", "exec"), names)
            found.append(np.asarray(names["answer"]))
        return found

    yield run
    torch.set_num_threads(threads)
