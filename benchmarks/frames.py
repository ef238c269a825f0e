"""How long a frame takes that the hand makes, in Chromium: its call, and from the move to the painted frame.

The tests hold that it is drawn in that call, or in the next frame; how long that takes depends on the
machine, and is told here. What is dragged is timed twice: the call alone, and real moves of the pointer from
the event's own time stamp until the frame was handed to the screen, with the messages to the server.

    python benchmarks/frames.py 101
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import Locator, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.browser import served  # noqa: E402
from benchmarks.linked import Traffic  # noqa: E402
from run import BROWSER_ARGUMENTS, find_browser  # noqa: E402

#: Page and query, what is pointed at, and what a frame does with its element and number; the goal in ms.
FRAMES = {
    "Shift: the picture is dragged": ("shift", "[data-figure=picture] .frame", "drag", 33),
    "Normal map: the lamp is dragged over a photo": (
        "normal_map?img=astronaut",
        "[data-figure=lit] .frame",
        "drag",
        33,
    ),
    "Pixels: another distance of the neighbour": ("pixels?px=near", ".near .distance", "step", 100),
    "1-D and 3-D: a shape of voxels is turned": ("series?sv_of=volume", ".volume .before .solid", "drag", 33),
    "Stack: a weight of the first of six layers": ("stack?stack_at=0.0.0.9.9", ".stack", "weigh", 200),
}
TIMES = """(element, [how, count]) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const clientY = top + height / 4;
  const drag = (n) => element.onpointermove(
    new PointerEvent("pointermove", { clientX: left + width * (0.55 + 0.3 * (n % 2)), clientY }));
  const press = (name) => element.querySelector(`.step-button:${name}-child`).click();
  const weigh = (n) => {
    const cell = element.querySelector("input.cell");
    cell.value = String(n % 2 ? 3 : -3);
    cell.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const frame = { drag, weigh, step: (n) => press(n % 2 ? "first" : "last") }[how];
  return Array.from({ length: count }, (_, n) => {
    const begin = performance.now();
    frame(n);
    return performance.now() - begin;
  });
}"""


# window.timed becomes the milliseconds from the next move of the pointer until its frame was painted.
TIME_NEXT_FRAME = """(element) => {
  window.timed = new Promise((resolve) => {
    element.addEventListener("pointermove", ({ timeStamp }) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - timeStamp);
      channel.port2.postMessage(0); // comes after the frame
    }), { capture: true, once: true });
  });
}"""


def time_moves(page: Page, element: Locator, count: int) -> tuple[list[float], int]:
    """Drag with real moves; give the sorted milliseconds, and how many messages the server was sent."""
    box = element.bounding_box()
    assert box is not None
    devtools = page.context.new_cdp_session(page)
    traffic, times = Traffic(devtools), []
    for n in range(count + 3):
        element.evaluate(TIME_NEXT_FRAME)
        page.mouse.move(box["x"] + box["width"] * (0.3 + 0.4 * (n * 0.618 % 1)), box["y"] + box["height"] / 2)
        times.append(page.evaluate("window.timed"))
    sent = traffic.sent + traffic.requests
    devtools.detach()
    return sorted(times[3:]), sent


def report(what: str, times: list[float], goal: float, asked: str = "") -> None:
    """Print the median and the slowest tenth of sorted times beside the goal."""
    slow = times[-max(1, len(times) // 10)]
    said = f"median {median(times):5.1f} ms, slowest tenth {slow:5.1f} ms (goal {goal} ms){asked}"
    print(f"{what:46} {said}", flush=True)


def main() -> None:
    """Print the median and the slowest tenth, in milliseconds, beside the goal for the median."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 101
    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        for what, (where, selector, how, goal) in FRAMES.items():
            page.goto(f"{address}/{where}")
            element = page.locator(selector).first
            element.wait_for()
            page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
            if how == "drag":  # a hand that holds what it moves
                element.hover()
                page.mouse.down()
            report(what, sorted(element.evaluate(TIMES, [how, count])), goal)
            if how == "drag":
                times, sent = time_moves(page, element, count)
                report("  from the pointer's move to the painted frame", times, goal, f", messages: {sent}")
            page.mouse.up()
        browser.close()


if __name__ == "__main__":
    main()
