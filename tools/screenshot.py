"""Take the README's screenshot: ``python tools/screenshot.py``, by hand after the Network page changed."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from browser import served  # noqa: E402

from run import BROWSER_ARGUMENTS, find_browser  # noqa: E402

PAGE = "network?test=95&layer=conv+1"


def main() -> None:
    """Start the app, open the page, wait until its maps are painted, and keep what is seen."""
    target = ROOT / "docs" / "network.png"
    target.parent.mkdir(exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{address}/{PAGE}")
        page.wait_for_selector(".st-key-maps [data-paints]", state="attached")
        page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main()
