"""Time the app as a learner feels it: from a key press to the new map on the screen, and the first load.

Run by hand from the repository: ``python benchmarks/browser.py``. It starts the app and a Chromium of its own.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# window.timed becomes the milliseconds from the next key press until the named map is new and on the screen.
# The component counts its paintings in an animation frame; a task queued then runs after that frame was shown.
TIME_NEXT_KEY = """
([label, map]) => {
  const input = [...document.querySelectorAll("input")].find((e) => e.ariaLabel?.startsWith(label));
  const root = document.querySelector(`.st-key-${map} [data-testid=stBidiComponentIsolated]`).shadowRoot;
  window.timed = new Promise((resolve) => {
    let start;
    new MutationObserver((_, observer) => {
      observer.disconnect();
      setTimeout(() => resolve(performance.now() - start));
    }).observe(root.querySelector("[data-paints]"), { attributes: true, attributeFilter: ["data-paints"] });
    input.addEventListener("keydown", () => { start = performance.now(); }, { once: true, capture: true });
  });
  input.focus();
}
"""


@contextmanager
def served() -> Iterator[str]:
    """Start the app on a free port and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    env = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urlopen(f"{address}/_stcore/health")
                break
            except URLError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def key_to_paint(page: Page, label: str, keys: list[str], map_key: str, presses: int) -> list[float]:
    """Press keys in turn on a control; milliseconds of each until the map is painted."""
    times = []
    for press in range(presses + 3):
        key = keys[press % len(keys)]
        page.evaluate(TIME_NEXT_KEY, [label, map_key])
        page.keyboard.press(key)
        times.append(page.evaluate("window.timed"))
        page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
    return times[3:]  # the first ones warm up


def first_loads(browser: Browser, address: str, count: int) -> list[float]:
    """Milliseconds until the cards of the first page are there, each time in a fresh browser context."""
    times = []
    for _ in range(count):
        context = browser.new_context()
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address)
        page.wait_for_selector("[class*=st-key-card_] canvas >> nth=-1")
        page.wait_for_selector(".maps[data-paints] >> nth=-1", state="attached")
        times.append(1000 * (time.perf_counter() - start))
        context.close()
    return times


def report(what: str, times: list[float], goal: float) -> None:
    """Print median and 95th percentile, and the median as a part of the goal."""
    median, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"{what:<58} median {median:7.1f} ms  p95 {late:7.1f} ms  = {median / goal:.2f} of {goal:.0f} ms")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--presses", type=int, default=40)
    presses = options.parse_args().presses
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        report("first load of Home, fresh browser", first_loads(browser, address, 8), 2500)
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        cases = [
            ("Gaussian σ, 512×512", "kernels?kernel=Smooth+%C2%B7+Gaussian", "Width of the bell", "output", 100),
            ("Gabor θ, 512×512, 15×15", "kernels?kernel=Texture+%C2%B7+Gabor", "Orientation", "output", 100),
            ("next test image, all maps of the network", "network?test=20", "Test image", "maps", 200),
        ]
        for what, where, label, map_key, goal in cases:
            page.goto(f"{address}/{where}")
            page.wait_for_selector(f".st-key-{map_key} [data-paints]", state="attached")
            page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
            keys = ["ArrowUp"] if "network" in where else ["ArrowRight", "ArrowLeft"]
            report(what, key_to_paint(page, label, keys, map_key, presses), goal)
        browser.close()


if __name__ == "__main__":
    main()
