"""How long Design takes from a key to the changed stack, in Chromium, for 7 to 208 layers.

The work of a key is done in its own event, and the layout behind it is asked for; what is left is painting.

    python benchmarks/design.py 41
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.browser import served  # noqa: E402
from run import BROWSER_ARGUMENTS, find_browser  # noqa: E402

DESIGNS = ("lenet5", "vgg16", "resnet50", "inception_v4", "resnet152")
KEYS = """(root, count) => {
  const box = root.querySelector(".box[data-at='0']");
  return Array.from({ length: count }, (_, n) => {
    const begin = performance.now();
    box.dispatchEvent(new KeyboardEvent("keydown", { key: n % 2 ? "-" : "+", bubbles: true }));
    root.getBoundingClientRect();
    return performance.now() - begin;
  });
}"""


def main() -> None:
    """Print the median and the slowest of ten, in milliseconds."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 41
    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        for name in DESIGNS:
            page.goto(f"{address}/design?d_design={name}")
            page.locator(".design .box[data-at='0']").click()
            times = sorted(page.locator(".design").evaluate(KEYS, count))
            slow = times[-max(1, count // 10)]
            print(f"{name:14} a key: median {median(times):5.1f} ms, slowest tenth {slow:5.1f} ms")
        browser.close()


if __name__ == "__main__":
    main()
