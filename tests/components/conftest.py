"""A blank page in Chromium that can import the repository's JavaScript; nothing else can be asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).parents[2]
ORIGIN = "http://localhost"
#: Runs a function and writes what it gives as JSON, in which numbers that JSON lacks are objects of one key.
_TOLD = """(async () => {
  const found = await (%(function)s)(%(argument)s);
  const isLacking = (one) => typeof one === "number" && (!Number.isFinite(one) || Object.is(one, -0));
  const written = (one) => (Object.is(one, -0) ? "-0" : String(one).replace("Infinity", "inf"));
  const named = (one) => ({ %(key)s: written(one) });
  return JSON.stringify(found ?? null, (_, one) => (isLacking(one) ? named(one) : one ?? null));
})()"""

_NUMBER = "\0number"  # a key that no code has
_NAMED = {"key": json.dumps(_NUMBER)}


def _number_or_object(read: dict[str, object]) -> object:
    return float(str(read[_NUMBER])) if read.keys() == {_NUMBER} else read


class Workbench:
    """A page that runs modules; `files` are texts by path, which it finds before those of the repository."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.files: dict[str, str] = {}
        self.missing: list[str] = []
        page.route("**/*", self._answer)
        page.goto(f"{ORIGIN}/")

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path == "/":
            return route.fulfill(content_type="text/html", body="<!doctype html><title>Tests</title>")
        file = ROOT / path.lstrip("/")
        known = path in self.files or file.is_file()
        if not known or not path.startswith(("/assets/components/", "/tests/components/")):
            self.missing.append(path)
            return route.fulfill(status=404)
        text = self.files.get(path) or file.read_text("utf-8")
        return route.fulfill(content_type="text/javascript; charset=utf-8", body=text)

    def evaluate(self, function: str, argument: object = None) -> object:
        """Run a JavaScript function, which may ``await import("/assets/components/…")``.

        The argument is written as JavaScript, which JSON is, with NaN and Infinity. What comes back is one
        text, too: Playwright would take long lists apart number by number.
        """
        from playwright.sync_api import Error  # the quick loop does without

        try:
            told = self.page.evaluate(
                _TOLD % {"function": function, "argument": json.dumps(argument), **_NAMED}
            )
            return json.loads(told, object_hook=_number_or_object)
        except Error as error:
            missing = f"\nnot found: {', '.join(self.missing)}" if self.missing else ""
            pytest.fail(f"{error}{missing}", pytrace=False)

    def run(self, path: str) -> None:
        """Run a file of tests and fail with each test that failed."""
        results = self.evaluate(
            """async (path) => {
                await import(path);
                return (await import("/tests/components/harness.js")).run();
            }""",
            path,
        )
        failures = [f"✗ {result['name']}\n{result['error']}" for result in results if result["error"]]
        if failures:
            pytest.fail("\n\n".join(failures), pytrace=False)
        if not results:
            pytest.fail(f"{path} has no test", pytrace=False)


@pytest.fixture
def workbench(chromium: Browser) -> Iterator[Workbench]:
    """A fresh page."""
    context = chromium.new_context()
    yield Workbench(context.new_page())
    context.close()


@pytest.fixture(scope="session")
def calculator(chromium: Browser) -> Iterator[Workbench]:
    """One page for all tests whose JavaScript only computes: it draws nothing and keeps nothing."""
    context = chromium.new_context()
    yield Workbench(context.new_page())
    context.close()
