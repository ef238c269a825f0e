"""The course in a browser: Next alone leads on, goals are noticed, and what was done is remembered."""

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz.exercises import exercises, pose
from cnnviz.images import png
from cnnviz.lessons import lessons
from tests.browser.answering import answer, fill
from tests.browser.waits import DRAWN, still, until, until_page

LESSONS = lessons()
FIRST = next(iter(LESSONS.values()))
#: One that has all that a step can have.
WHOLE = "slide-multiply-add"


def at(page):
    """The step that the guide shows."""
    return page.locator(".guide").evaluate("guide => new URLSearchParams(location.search).get('lesson')")


def go_on(visitor):
    """Press the way on by the keyboard, and wait until another step is told."""
    page = visitor.page
    words = page.locator(".guide .words")
    before = (page.locator(".guide .where").inner_text(), words.inner_text())
    page.locator(".guide .next").focus()
    page.keyboard.press("Enter")
    until(page, lambda: words.inner_text() not in ("", before[1]))
    visitor.settle()
    expect(page.locator(".guide .next")).to_be_focused()


def walk(visitor, taught):
    """Go through a lesson: every goal is reached as it shows, every question answered wrong and right."""
    page = visitor.page
    for number, step in enumerate(taught.lesson.steps):
        until(page, lambda step=step: at(page) == f"{taught.lesson.id}~{step.id}")
        expect(page.locator(".guide .words")).not_to_be_empty()
        if step.question is not None:
            answer(visitor, pose(exercises()[step.question.item], step.question.level, step.question.seed))
            expect(page.locator(".guide.reached")).to_be_visible()
        if step.goal is not None:
            page.locator(".guide .show").focus()
            page.keyboard.press("Enter")
            expect(page.locator(".guide.reached .reveal")).not_to_be_empty()
        if number + 1 < len(taught.lesson.steps):
            go_on(visitor)


@pytest.mark.parametrize(
    "name", [name if name == WHOLE else pytest.param(name, marks=pytest.mark.thorough) for name in LESSONS]
)
def test_a_lesson_is_gone_through_by_the_keyboard_and_remembered(visitor, name):
    taught = LESSONS[name]
    page = visitor.go("course").page
    expect(page.locator(".course .on")).to_have_text("Start the course")
    page.get_by_role("link", name=taught.words.title, exact=True).press("Enter")
    walk(visitor, taught)
    page.goto(f"{visitor.address}/course")
    done = page.get_by_role("listitem").filter(has_text=taught.words.title)
    expect(done).to_contain_text("done")
    expect(page.locator(".course .told")).to_contain_text(f"1 of {len(LESSONS)} lessons done")


def test_home_leads_to_the_course_and_an_exercise_is_judged(visitor):
    page = visitor.go("").page
    page.get_by_role("link", name="Start the course").click()
    until(page, lambda: at(page) == f"{FIRST.lesson.id}~{FIRST.lesson.steps[0].id}")
    visitor.settle().follow("practise", item="output-size", level="2", seed="10")
    problem = pose(exercises()["output-size"], 2, 10)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".exercise .verdict.refused")).to_have_text("Fill in every number first.")
    wrong = problem.exercise.item.wrong_answers(problem.posed)["no-first"]
    fill(page, problem.posed.form, wrong)
    page.keyboard.press("Enter")
    expect(page.locator(".exercise .verdict.wrong")).to_contain_text(problem.judge(wrong).sentence)
    page.get_by_role("button", name="Hint").click()
    expect(page.locator(".exercise .hints li")).to_have_count(1)
    page.get_by_role("button", name="Show me").click()
    expect(page.locator(".exercise .solved")).to_contain_text("Worked")
    before = page.url
    page.get_by_role("button", name="Another like this").click()
    until(page, lambda: page.url != before)
    expect(page.locator(".exercise .verdict")).to_be_empty()


def test_beside_a_lesson_the_pictures_controls_end_before_the_kernels_and_products_fit_their_cells(visitor):
    page, fits = visitor.page, "all => all.every((one) => one.scrollWidth <= one.clientWidth)"
    visitor.go("kernels", img="coffee", kernel="box", stride="4", lesson="bigger-steps~your-own")
    own = page.get_by_role("button", name="Own picture")
    kernel = page.get_by_role("combobox", name="Kernel", exact=True)
    products = page.locator(".detail-grid td[data-made]:visible")
    for width in (1280, 1366, 1920):
        page.set_viewport_size({"width": width, "height": 768})
        until_page(page, f"innerWidth === {width} && ({DRAWN})().then(() => true)")
        expect(products).to_have_count(9)
        box = still(page, own.bounding_box)
        assert box["x"] + box["width"] <= still(page, kernel.bounding_box)["x"], width
        until(page, lambda: products.evaluate_all(fits))


def test_an_own_picture_is_there_again_when_a_page_is_loaded_anew_and_in_lessons(visitor):
    page = visitor.go("kernels").page
    page.get_by_role("button", name="Own picture").click()
    own = {"name": "own.png", "mimeType": "image/png", "buffer": png(np.eye(20, 30, dtype=np.uint8))}
    page.locator("input[type=file]").set_input_files(own)
    expect(visitor.fact("Output")).to_contain_text("18 × 28")
    page.wait_for_url("**img=upload**")
    visitor.settle()
    for _ in range(2):
        page.reload()
        expect(visitor.fact("Output")).to_contain_text("18 × 28")
        visitor.settle()
    visitor.go("kernels", img="upload", stride="4", lesson="bigger-steps~your-own")
    expect(page.locator(".guide .words")).to_contain_text("its map has 5 rows")


def test_on_a_phone_the_controls_leave_the_screen_to_what_a_step_says(on_a_phone):
    page = on_a_phone.page
    on_a_phone.go("pooling", img="text", window="4", step="4", lesson="pooling~letters-vanish")
    expect(page.locator("html[data-reach=low]")).to_be_attached()
    expect(page.locator(".guide .next")).to_be_in_viewport()
    page.get_by_role("tab", name="Pooling").tap()
    expect(page.locator("html[data-reach=half]")).to_be_attached()
    page.get_by_role("combobox", name="Pooling", exact=True).select_option(label="Minimum")
    expect(page.locator(".guide .reveal")).not_to_be_empty()
    expect(page.locator("html[data-reach=low]")).to_be_attached()
    expect(page.locator(".guide .reveal")).to_be_in_viewport(ratio=1)
    page.locator(".equation, .detail").last.scroll_into_view_if_needed()
    page.locator(".guide .next").tap()
    expect(page.locator(".guide .reveal")).to_be_empty()
