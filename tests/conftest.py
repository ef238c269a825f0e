"""One Chromium for all tests that need a browser."""

import os
from collections.abc import Iterator

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
