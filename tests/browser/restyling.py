"""How many elements a browser computes styles for while something is done on a page."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page


@contextmanager
def restyled(page: Page) -> Iterator[list[int]]:
    """Fill a list with the number of elements of each time that styles were computed, once all is done."""
    counts: list[int] = []
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    try:
        yield counts
    finally:
        events = json.loads(browser.stop_tracing())["traceEvents"]
        counts += [event["args"]["elementCount"] for event in events if _has_computed(event)]


def _has_computed(event: dict) -> bool:
    return event["name"] == "UpdateLayoutTree" and "elementCount" in event.get("args", {})
