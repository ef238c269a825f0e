"""Every tests/components/*.test.js is a test, run in Chromium; the harness cannot pass by doing nothing."""

from pathlib import Path

import pytest

from tests.components.conftest import Workbench

HERE = Path(__file__).parent
FILES = sorted(path.name for path in HERE.glob("*.test.js"))
TRIAL = "/tests/components/trial.test.js"
HARNESS = 'import { test, equal } from "./harness.js";\n'


def test_there_are_tests_of_the_javascript():
    assert FILES


@pytest.mark.parametrize("file", FILES)
def test_javascript(workbench, file):
    workbench.run(f"/tests/components/{file}")


@pytest.mark.parametrize(
    ("zone", "moment", "shown"),
    [
        # hours before the clocks change
        ("Australia/Sydney", "2026-04-04T12:59:00.000Z", "2026-04-04T23:59"),
        ("Europe/Berlin", "2026-10-25T00:30:00.000Z", "2026-10-25T02:30"),
        ("Europe/Berlin", "2026-03-29T01:00:00.000Z", "2026-03-29T03:00"),
        ("America/New_York", "2026-07-01T21:59:00.000Z", "2026-07-01T17:59"),
    ],
)
def test_a_moment_is_shown_by_the_clock_of_the_device_and_read_back(chromium, zone, moment, shown):
    both = """async (moment) => {
        const { localOf, momentOf } = await import("/assets/components/rules.js");
        return [localOf(moment), momentOf(localOf(moment))];
    }"""
    with chromium.new_context(timezone_id=zone) as context:
        assert Workbench(context.new_page()).evaluate(both, moment) == [shown, moment]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HARNESS, "has no test"),
        (HARNESS + 'test("one", () => equal(1, 2));', r"✗ one\n.*1 is not 2(.|\n)*trial\.test\.js:2"),
        (HARNESS + 'test("later", async () => { await null; throw new Error("oh") });', "✗ later\n.*oh"),
        (
            HARNESS + 'test("lost", () => { Promise.reject(new Error("unheard")); });',
            r"no test waited for\)\n.*unheard",
        ),
        (HARNESS + 'import "./nowhere.js";', "not found: /tests/components/nowhere.js"),
        (HARNESS + 'import { nothing } from "/assets/components/payload.js";', "named 'nothing'"),
        ("test(", "SyntaxError"),
    ],
)
def test_a_file_that_fails_breaks_or_tests_nothing_is_reported(workbench, text, reason):
    workbench.files[TRIAL] = text
    with pytest.raises(pytest.fail.Exception, match=reason):
        workbench.run(TRIAL)
