"""Time the app as a learner feels it: from a key press to the new map on the screen, and the first load.

Run by hand from the repository: ``python benchmarks/browser.py``. It starts the app and a Chromium.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the script is run by its path

from benchmarks.processes import started  # noqa: E402
from cnnviz.models.table import MODELS  # noqa: E402
from run import BROWSER_ARGUMENTS, find_browser  # noqa: E402

#: Milliseconds after a new map, in which the page itself begins to run if the map came before that.
PAUSE = 150


class Case(NamedTuple):
    """A control whose keys are pressed in turn, the map that follows it, and the goal in milliseconds.

    Of several controls, with | between their labels, the keys are pressed in turn.
    """

    what: str
    where: str
    label: str
    map: str
    key: str = "ArrowRight"
    goal: float = 100


# What Streamlit itself takes for one control and one map of 8 × 8: no page can be faster on this machine.
FLOOR_SCRIPT = """
import numpy as np
import streamlit as st
from pages.ui.figures.maps import Map, show_maps
from pages.ui.session.delivery import deliver_code

with st.container():
    if not st.session_state.get("delivered"):
        deliver_code()
        st.session_state["delivered"] = True
value = st.slider("Value", 0, 250)
show_maps([Map(np.full((8, 8, 3), value, np.uint8), "a square")], key="output")
"""
FLOOR = Case("floor: one slider, one map of 8×8", "", "Value", "output")
_GAUSSIAN = "kernels?kernel=gaussian"
CASES = [
    Case("Kernels: Gaussian 5×5, σ, 512×512", _GAUSSIAN, "Width of the bell", "kernels_view"),
    Case(
        "Kernels: Gaussian 31×31, σ, 482×482",
        f"{_GAUSSIAN}&gaussian_size=31",
        "Width of the bell",
        "kernels_view",
    ),
    Case("Kernels: Gabor 15×15, λ", "kernels?kernel=gabor", "Wavelength", "kernels_view"),
    Case("Pooling: window of 2 or 3 on 512×512", "pooling", "Window", "pooling_view", "ArrowUp ArrowDown"),
    Case("Network: next test image, all maps", "network?test=20", "Test image", "maps", "ArrowUp", 150),
]
#: The networks that ship, each chosen in turn; the first is chosen already.
_NAMES = [about.name for about in MODELS.values()]
if len(_NAMES) > 1:
    _IN_TURN = "|".join([*_NAMES[1:], _NAMES[0]])
    CASES.append(Case("Network: another network, all maps", "network", _IN_TURN, "maps", "Enter", 150))


# window.timed becomes the milliseconds from the next key press until the named map is new on the screen.
# The component counts its paintings in an animation frame; a task queued then runs once it was shown.
TIME_NEXT_KEY = """
([label, map]) => {
  const roots = [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean)];
  const inputs = roots.flatMap((root) => [...root.querySelectorAll("input, button")]);
  const input = inputs.find((e) => e.ariaLabel?.startsWith(label) || e.textContent === label);
  const root = document.querySelector(`.st-key-${map} [data-testid=stBidiComponentIsolated]`).shadowRoot;
  window.timed = new Promise((resolve) => {
    let start;
    new MutationObserver((_, observer) => {
      observer.disconnect();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - start);
      channel.port2.postMessage(0);
    }).observe(root.querySelector("[data-paints]"), { attributes: true, attributeFilter: ["data-paints"] });
    input.addEventListener("keydown", () => { start = performance.now(); }, { once: true, capture: true });
  });
  input.focus();
}
"""


@contextmanager
def served(script: Path = ROOT / "serve.py") -> Iterator[str]:
    """Start the app, or another script, on a free port and give its address."""
    with started(script) as process:
        yield f"http://{process.host}"


def key_to_paint(page: Page, case: Case, presses: int) -> list[float]:
    """Press the key again and again, for a new value each time; milliseconds until the map is painted."""
    times = []
    keys, labels = case.key.split(), case.label.split("|")
    for i in range(presses + 3):
        page.evaluate(TIME_NEXT_KEY, [labels[i % len(labels)], case.map])
        page.keyboard.press(keys[i % len(keys)])
        times.append(page.evaluate("window.timed"))
        page.wait_for_timeout(PAUSE)
        page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
    return times[3:]  # the first ones warm up


def first_loads(browser: Browser, address: str, count: int) -> list[float]:
    """Milliseconds until the links of the first page are there, each time in a fresh browser context."""
    times = []
    for _ in range(count):
        context = browser.new_context()
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address)
        page.wait_for_selector(".st-key-laboratories [data-paints]")
        times.append(1000 * (time.perf_counter() - start))
        context.close()
    return times


def report(what: str, times: list[float], goal: float, floor: float | None = None) -> float:
    """Print median and 95th percentile, the median as a part of the goal, and as a multiple of the floor."""
    median, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    line = f"{what:<45} median {median:6.0f} ms  p95 {late:6.0f} ms  = {median / goal:.2f} of {goal:.0f} ms"
    print(line if floor is None else f"{line}, {median / floor:.2f} of the floor")
    return median


def time_case(page: Page, address: str, case: Case, presses: int, floor: float | None = None) -> float:
    """Open the page, press the key, print; milliseconds (median)."""
    page.goto(f"{address}/{case.where}")
    page.wait_for_selector(f".st-key-{case.map} [data-paints]", state="attached")
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
    return report(case.what, key_to_paint(page, case, presses), case.goal, floor)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--presses", type=int, default=40)
    presses = options.parse_args().presses
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        script = Path(folder) / "floor.py"
        script.write_text(FLOOR_SCRIPT, "utf-8")
        with served(script) as address:
            floor = time_case(page, address, FLOOR, presses)
        with served() as address:
            report("Home: first load, fresh browser", first_loads(browser, address, 8), 2500)
            for case in CASES:
                time_case(page, address, case, presses, floor)
        browser.close()


if __name__ == "__main__":
    main()
