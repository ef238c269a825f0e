"""Waiting for conditions, however long they take, and holding back what waits for a time."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from playwright.sync_api import Page

#: Seconds after which it will not come any more, on a busy machine either.
PATIENCE = 60
#: Seconds after which a page that is laid out anew has come to rest, on a busy machine too.
REST = 15
#: Two frames later: what was asked for is drawn then.
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

_DEBOUNCE = [100, 1000]  # ms; what is to be drawn soon has less, and a network time-out more
_HOLD = """([least, most]) => {
  const [set, clear, held] = [setTimeout, clearTimeout, new Map()];
  let last = 0;
  window.setTimeout = (act, rest, ...given) => {
    if (!(rest >= least && rest <= most)) return set(act, rest, ...given);
    last += 1;
    held.set(`held ${last}`, () => act(...given));
    return `held ${last}`;
  };
  window.clearTimeout = (timer) => held.delete(timer) || clear(timer);
  window.letTimersPass = () => {
    window.setTimeout = set;
    for (const [timer, act] of held) if (held.delete(timer)) act();
  };
}"""


def until(page: Page, holds: Callable[[], Any], pause: str = DRAWN, patience: float = PATIENCE) -> Any:
    """Wait until something holds that Playwright cannot wait for, and give it; the browser is heard."""
    end = time.monotonic() + patience
    while not (found := holds()):
        assert time.monotonic() < end, f"it did not come within {patience} s"
        page.evaluate(pause)
    return found


def until_page(page: Page, holds: str, arg: object = None, pause: str = DRAWN) -> Any:
    """Wait until JavaScript gives something true in a page, and give it.

    Playwright's own way has the page compile a text each time, which the server's policy forbids.
    """
    return until(page, lambda: page.evaluate(holds, arg), pause)


def still(page: Page, read: Callable[[], Any]) -> Any:
    """Read what may still move, such as the box of an element, once it says the same twice in a row."""
    said = [read()]

    def rests() -> bool:
        said.append(read())
        return said[-1] is not None and bool(said[-1] == said[-2])  # what is not seen has no box

    page.evaluate(DRAWN)  # or the first two would be of one frame
    until(page, rests)
    return said[-1]


def left_over(page: Page, found: Callable[[], list[str]]) -> list[str]:
    """Give what is found wrong with a page, unless that is gone once the page has come to rest."""
    said = [found()]

    def mended() -> bool:
        if said[-1]:
            said.append(found())
        return not said[-1]

    with suppress(AssertionError):
        until(page, mended, patience=REST)
    return said[-1]


@contextmanager
def hand_that_never_rests(page: Page) -> Iterator[None]:
    """Hold back what waits until a hand rests: a slow machine's hand would seem to. It passes in the end."""
    page.evaluate(_HOLD, _DEBOUNCE)
    yield
    page.evaluate("letTimersPass()")
