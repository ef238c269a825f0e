"""The folder that needs no server: bytes by part; a cold, a warm and an offline start; a changed control.

    python benchmarks/static.py                   # builds the folder, and measures it
    python benchmarks/static.py OLD NEW --turns 5 # folders that are there; each takes its turn

Every start is that of a window of its own. A start ends when Kernels has painted its first map. Bytes are
those of a server that does not compress, until the service worker has kept the app for later.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.browser import CASES, key_to_paint  # noqa: E402
from run import BROWSER_ARGUMENTS, find_browser  # noqa: E402
from tests.browser.file_server import Files, served  # noqa: E402
from web.build import build  # noqa: E402

CASE = CASES[0]
#: Seconds, and MB, that are wanted.
GOALS = {"cold": 10.0, "warm": 4.0, "offline": 4.0}
GOAL_MB = 16.0
#: ms in which Python has started, also on a busy machine.
STARTED = 120_000
#: Once this holds, all is kept that the next start takes.
KEPT = "document.documentElement.dataset.kept === ''"
#: When each step of the start began, in ms.
MARKS = """performance.getEntriesByType("mark").filter(({ name }) => name.startsWith("boot:"))
  .map(({ name, startTime }) => [name, startTime])"""


def start(context: BrowserContext, address: str) -> tuple[Page, float, dict[str, float]]:
    """Open Kernels in a new window: the page, seconds until its map is painted, and when each step began."""
    page = context.new_page()
    began = time.perf_counter()
    page.goto(f"{address}/kernels/?kernel=gaussian")
    page.wait_for_selector(f".st-key-{CASE.map} [data-paints]", state="attached", timeout=STARTED)
    taken = time.perf_counter() - began
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
    steps = {name.removeprefix("boot:"): when / 1000 for name, when in page.evaluate(MARKS)}
    return page, taken, steps


def part(path: str) -> str:
    """Name the part of the folder that a file belongs to."""
    folders = path.strip("/").split("/")[:-1]
    return path if folders == ["boot"] else "/".join(folders[:2]) or "the page"


def visit(browser: Browser, address: str, server: type[Files], presses: int) -> Iterator[tuple[str, float]]:
    """Come for the first time, again, and again without the server; gives what is measured, by name."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    server.sent.clear()
    page, taken, steps = start(context, address)
    yield "cold", taken
    yield from ((f"cold, until step {name}", when) for name, when in steps.items())
    yield "wire until then, MB", sum(server.sent.values()) / 1e6
    for each in key_to_paint(page, CASE, presses):
        yield "changed, ms", each
    while not page.evaluate(KEPT):
        page.wait_for_timeout(100)
    yield "wire, MB", sum(server.sent.values()) / 1e6
    page.close()
    for name in ("warm", "offline"):
        if name == "offline":
            server.is_gone.set()
        page, taken, steps = start(context, address)
        yield name, taken
        yield from ((f"{name}, until step {step}", when) for step, when in steps.items())
        page.close()
    server.is_gone.clear()
    context.close()


@contextmanager
def folders(named: list[Path]) -> Iterator[list[Path]]:
    """Give the folders that are named, or build one."""
    with TemporaryDirectory() as made:
        if not named:
            build(Path(made) / "static")
        yield named or [Path(made) / "static"]


def tell(
    folder: Path, found: dict[str, list[float]], sent: Counter[str], first: dict[str, list[float]]
) -> None:
    """Print the medians, beside the goals and what the first folder took."""
    print(f"\n{folder}: a window's first visit, by part")
    for name, size in sent.most_common():
        print(f"  {size / 1e6:8.2f} MB  {name}")
    for name, values in found.items():
        goal = GOALS.get(name, GOAL_MB if name == "wire, MB" else None)
        wanted = f"  (goal {goal:g})" if goal else ""
        ratio = median(values) / median(first[name]) if name in first and first is not found else None
        of_first = f"  = {ratio:.2f} of the first folder's" if ratio else ""
        print(f"  {median(values):8.2f}  {name}{wanted}{of_first}", flush=True)


def main() -> None:
    """Measure, each folder in its turn, and print."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("folders", nargs="*", type=Path)
    options.add_argument("--turns", type=int, default=3)
    options.add_argument("--presses", type=int, default=10)
    chosen = options.parse_args()
    with folders(chosen.folders) as all_of_them, sync_playwright() as driver, ExitStack() as open_ones:
        browser = driver.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        servers = [open_ones.enter_context(served(folder)) for folder in all_of_them]
        found: list[dict[str, list[float]]] = [defaultdict(list) for _ in servers]
        for _ in range(chosen.turns):
            for taken, (address, server) in zip(found, servers, strict=True):
                for name, value in visit(browser, address, server, chosen.presses):
                    taken[name].append(value)
        for folder, taken, (_, server) in zip(all_of_them, found, servers, strict=True):
            parts: Counter[str] = Counter()
            for path, size in server.sent.items():
                parts[part(path)] += size
            tell(folder, taken, parts, found[0])
        browser.close()


if __name__ == "__main__":
    main()
