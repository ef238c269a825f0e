"""The linked view in a browser: how soon a hover or a kernel's change is on the screen, and what it costs.

Run by hand: ``python benchmarks/linked.py``. Hovers are real pointer moves, timed from the event's own time
stamp until the frame with the answer was handed to the screen.
"""

from __future__ import annotations

import argparse
import base64
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the script is run by its path

from benchmarks.browser import Case, key_to_paint, report, served  # noqa: E402
from run import BROWSER_ARGUMENTS, find_browser  # noqa: E402

VIEW = ":is(.st-key-kernels_view, .st-key-pooling_view) [data-testid=stBidiComponentIsolated]"
SIZES = {
    "64×64": "kernels?img=camera&stride=8",
    "512×512": "kernels?img=camera&pad=same",
    "512×512, 15×15 kernel": "kernels?img=camera&kernel=gabor&gabor_size=15",
}
WEIGHT, NUMBER = ".detail-editor input", ".source .plane-frame"
DRAGS = {  # what is dragged: where, and by which part of the view
    "weight to new map, 64×64": ("kernels?img=camera&stride=8", WEIGHT),
    "weight to new map, 512×512": ("kernels?img=camera&pad=same", WEIGHT),
    "cell of a matrix to new map, Kernels": ("kernels?img=counting-6", NUMBER),
    "cell of a matrix to new map, Pooling": ("pooling?img=pooling", NUMBER),
}
DRAGGED = (-12, -24, -36, -48, -36, -24)  # CSS pixels up from where the mouse was pressed
CONTROLS = [
    Case(
        "stride of a kernel on 512×512",
        "kernels?img=camera",
        "Stride",
        "kernels_view",
        "ArrowUp ArrowDown",
        60,
    ),
    Case(
        "padding of a kernel on 512×512",
        "kernels?img=camera&pad=number&pixels=2",
        "Padding",
        "kernels_view",
        "ArrowUp ArrowDown",
        60,
    ),
    Case(
        "window of a pool on 512×512", "pooling?img=camera", "Window", "pooling_view", "ArrowUp ArrowDown", 60
    ),
    Case(
        "stride of a pool on 512×512", "pooling?img=camera", "Stride", "pooling_view", "ArrowUp ArrowDown", 60
    ),
]
CHANGE = Case("σ of a Gaussian on 512×512", "kernels?kernel=gaussian", "Width of the bell", "kernels_view")

# Collects in window.hovers the milliseconds from each pointer move to the frame that shows its answer.
TIME_HOVERS = """
(view) => {
  const root = document.querySelector(view).shadowRoot.querySelector(".linked");
  window.hovers = [];
  let moved = null;
  root.addEventListener("pointermove", (event) => { moved ??= event.timeStamp; }, { capture: true });
  new MutationObserver(() => {
    if (moved === null) return;
    const since = moved;
    moved = null;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.hovers.push(performance.now() - since);
    channel.port2.postMessage(0); // comes after the frame
  }).observe(root, { attributes: true, attributeFilter: ["data-looks"] });
}
"""

# window.timed becomes the milliseconds from the next event of a type in the view until its figures are new.
TIME_NEXT_MAP = """
([view, type]) => {
  const shadow = document.querySelector(view).shadowRoot;
  window.timed = new Promise((resolve) => {
    let start;
    new MutationObserver((_, observer) => {
      if (start === undefined) return;
      observer.disconnect();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - start);
      channel.port2.postMessage(0);
    }).observe(shadow.querySelector(".linked"), { attributes: true, attributeFilter: ["data-paints"] });
    const begin = (event) => { start = event.timeStamp; };
    shadow.addEventListener(type, begin, { once: true, capture: true });
  });
}
"""


class Traffic:
    """What goes over a page's connections: messages sent, and bytes received."""

    def __init__(self, devtools: CDPSession) -> None:
        self.sent = self.requests = self.received = 0
        devtools.send("Network.enable")
        devtools.on("Network.webSocketFrameSent", lambda event: self._count_sent())
        devtools.on("Network.requestWillBeSent", lambda event: self._count_request())
        devtools.on("Network.webSocketFrameReceived", lambda event: self._count(event["response"]))
        devtools.on("Network.dataReceived", lambda event: self._count_answer(event["dataLength"]))

    def _count_sent(self) -> None:
        self.sent += 1

    def _count_request(self) -> None:
        self.requests += 1

    def _count_answer(self, length: int) -> None:
        self.received += length

    def _count(self, response: dict[str, object]) -> None:
        data = str(response["payloadData"])
        self.received += len(base64.b64decode(data)) if response["opcode"] == 2 else len(data)


@contextmanager
def opened(page: Page, address: str) -> Iterator[Traffic]:
    """Open an address and wait until its view is drawn; count the traffic from then on."""
    page.goto(address)
    page.wait_for_selector(f"{VIEW} [data-paints]", state="attached")
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
    page.wait_for_timeout(500)
    devtools = page.context.new_cdp_session(page)
    yield Traffic(devtools)
    devtools.detach()


def time_hovers(page: Page, address: str, what: str, moves: int) -> None:
    """Move the pointer over the output, print, and say whether anything was asked of the server."""
    with opened(page, address) as traffic:
        host = page.locator(f"{VIEW} .result .host")
        host.scroll_into_view_if_needed()
        box = host.bounding_box()
        assert box is not None
        page.evaluate(TIME_HOVERS, VIEW)
        sent, requests = traffic.sent, traffic.requests
        for i in range(moves):
            x = box["x"] + box["width"] * (0.1 + 0.8 * ((i * 0.618) % 1))
            y = box["y"] + box["height"] * (0.1 + 0.8 * ((i * 0.414) % 1))
            page.mouse.move(x, y)
            page.wait_for_timeout(20)
        times = page.evaluate("window.hovers")
        asked = traffic.sent - sent + traffic.requests - requests
    report(f"hover, {what} ({len(times)} of {moves} moves)", times[5:], 16)
    print(f"{'':45} requests while hovering: {asked}")


def time_changes(page: Page, address: str, presses: int) -> None:
    """Change a kernel's parameter by key; print the time to the new map, and the bytes of a change."""
    with opened(page, f"{address}/{CHANGE.where}") as traffic:
        key_to_paint(page, CHANGE, 3)
        before = traffic.received
        times = key_to_paint(page, CHANGE, presses)
        page.wait_for_timeout(500)
        size = (traffic.received - before) / (presses + 3)
    report(CHANGE.what, times, CHANGE.goal)
    print(f"{'bytes sent for a change':<45} {size / 1000:.0f} kB")


def time_controls(page: Page, address: str, case: Case, presses: int) -> None:
    """Step a control of the view by key; print the time to the new map."""
    with opened(page, f"{address}/{case.where}"):
        key_to_paint(page, case, 3)
        times = key_to_paint(page, case, presses)
    report(case.what, times, case.goal)


def time_edits(page: Page, address: str, edits: int) -> None:
    """Type a weight and press Enter; print the time to the new map, and the bytes of an edit."""
    times = []
    with opened(page, f"{address}/kernels?img=camera") as traffic:
        cell = page.locator(f"{VIEW} {WEIGHT}").first
        for i in range(edits + 3):
            if i == 3:
                before = traffic.received
            cell.fill(str(-5 + (i % 11)))
            page.evaluate(TIME_NEXT_MAP, [VIEW, "keydown"])
            cell.press("Enter")
            times.append(page.evaluate("window.timed"))
            page.wait_for_timeout(200)  # the page itself runs now
            page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
        size = (traffic.received - before) / edits
    report("typed weight to new map, 512×512", times[3:], 100)
    print(f"{'bytes sent for an edit':<45} {size / 1000:.0f} kB")


def time_drags(page: Page, address: str, what: str, steps: int) -> None:
    """Drag a number up and down, a step of its value at a time; print the time to each new map."""
    times = []
    where, part = DRAGS[what]
    with opened(page, f"{address}/{where}"):
        box = page.locator(f"{VIEW} {part}").first.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        for i in range(steps + 3):
            page.evaluate(TIME_NEXT_MAP, [VIEW, "pointermove"])
            page.mouse.move(x, y + DRAGGED[i % len(DRAGGED)])
            times.append(page.evaluate("window.timed"))
        page.mouse.up()
    report(f"dragged {what}", times[3:], 100)


def watch_memory(page: Page, address: str, changes: int) -> None:
    """Change the kernel many times, and print what the page's JavaScript holds on the way."""
    with opened(page, f"{address}/{CHANGE.where}"):
        devtools = page.context.new_cdp_session(page)
        held = []
        for _ in range(5):
            for _ in range(changes // 100):  # ten up and ten down, within the slider's range
                key_to_paint(page, CHANGE._replace(key="ArrowRight"), 7)
                key_to_paint(page, CHANGE._replace(key="ArrowLeft"), 7)
            devtools.send("HeapProfiler.collectGarbage")
            held.append(devtools.send("Runtime.getHeapUsage")["usedSize"] / 1e6)
    print(f"JavaScript's memory over {changes} changes: {', '.join(f'{size:.1f}' for size in held)} MB")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--moves", type=int, default=200)
    options.add_argument("--presses", type=int, default=40)
    options.add_argument("--changes", type=int, default=1000)
    given = options.parse_args()
    with sync_playwright() as playwright, served() as address:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        for what, where in SIZES.items():
            time_hovers(page, f"{address}/{where}", what, given.moves)
        time_changes(page, address, given.presses)
        for case in CONTROLS:
            time_controls(page, address, case, given.presses)
        time_edits(page, address, given.presses)
        for what in DRAGS:
            time_drags(page, address, what, given.presses)
        watch_memory(page, address, given.changes)
        browser.close()


if __name__ == "__main__":
    main()
