"""How long the course keeps a learner waiting: a lesson's first view, the next step, and an answer judged.

A step is ready once its words stand beside the view, the view has drawn, and the server has nothing
more to say. Steps that stay on a page, and steps that lead to another one, are told apart.

    python benchmarks/course.py        # every lesson
    python benchmarks/course.py 5      # every fifth
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.browser import served  # noqa: E402
from cnnviz.exercises import Level, exercises, pose  # noqa: E402
from cnnviz.lessons import lessons  # noqa: E402
from cnnviz.lessons.lesson import Lesson, Step  # noqa: E402
from run import BROWSER_ARGUMENTS, find_browser  # noqa: E402

#: Milliseconds until a step or a verdict is there, from the page's beginning or a click on what is found.
TIMED = """async ([at, step, count]) => {
  const inside = (one) => (one.shadowRoot ? within(one.shadowRoot) : []);
  const within = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...inside(one)]);
  const find = (wanted) => within(document).find((one) => one.matches(wanted));
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const isReady = () => {
    if (new URLSearchParams(location.search).get("lesson") !== step) return false;
    if (!find(".guide .words")?.textContent.startsWith(count)) return false;
    if (!document.querySelector("[data-test-script-state=notRunning]")) return false;
    const isBeside = (one) => one.matches(".guide, .glossary");
    const drawn = (one) => one.matches(".neuron, .curves path") || (one.dataset.paints && !isBeside(one));
    return within(document).some(drawn);
  };
  const isJudged = () => Boolean(find(".exercise .verdict:not(:empty)")?.checkVisibility());
  const begin = at ? performance.now() : 0;
  if (at) find(at).click();
  while (!(count ? isReady() : isJudged())) await frame();
  return performance.now() - begin;
}"""


def told(what: str, times: list[float], goal: int) -> None:
    """Print the median, the slowest tenth and the slowest."""
    if times:
        ordered = sorted(times)
        tenth = ordered[-max(1, len(ordered) // 10)]
        print(
            f"{what:34} median {median(ordered):6.0f} ms, slowest tenth {tenth:6.0f} ms, slowest "
            f"{ordered[-1]:6.0f} ms of {len(ordered)}; goal {goal} ms"
        )


def judged(page: Page, address: str, item: str, level: Level, seed: int) -> float:
    """Fill in a right answer of one field or more, and time the verdict."""
    page.goto(f"{address}/practise?item={item}&level={level}&seed={seed}")
    fields = page.locator(".exercise .stage input")
    fields.first.wait_for()
    problem = pose(exercises()[item], level, seed)
    for field, text in zip(fields.all(), problem.right_answer, strict=True):
        field.fill(str(text))
    return float(page.evaluate(TIMED, [".exercise [data-act=check]", "", ""]))


def named(lesson: Lesson, number: int) -> tuple[str, str]:
    """Name a step: in the address, and as its words begin for a screen reader."""
    return f"{lesson.id}~{lesson.steps[number].id}", f"Step {number + 1} of {len(lesson.steps)}"


def page_of(step: Step) -> str:
    """Name the page that a step is on."""
    return step.view.page if step.view else "practise"


def main() -> None:
    """Print all three."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    first: list[float] = []
    same: list[float] = []
    other: list[float] = []
    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        page.goto(f"{address}/course")  # what Streamlit is made of is in the cache
        page.get_by_role("link", name="Start the course").wait_for()
        for taught in list(lessons().values())[::every]:
            steps = taught.lesson.steps
            page.goto(f"{address}/course")
            link = page.get_by_role("link", name=taught.words.title, exact=True)
            href = link.evaluate("link => link.href")
            page = context.new_page()
            page.goto(href)
            first.append(page.evaluate(TIMED, ["", *named(taught.lesson, 0)]))
            for number in range(1, len(steps)):
                took = page.evaluate(TIMED, [".guide .next", *named(taught.lesson, number)])
                (same if page_of(steps[number - 1]) == page_of(steps[number]) else other).append(took)
            page.close()
            page = context.pages[0]
        answers = [judged(page, address, "output-size", 2, seed) for seed in range(20)]
        browser.close()
    told("first view of a lesson", first, 2000)
    told("next step, same page", same, 150)
    told("next step, another page", other, 150)
    told("an answer judged", answers, 100)


if __name__ == "__main__":
    main()
