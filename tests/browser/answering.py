"""Answering an exercise in the form that it is shown with, by keys alone."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page, expect

from cnnviz.exercises.problem import Problem
from tests.browser.visitor import Visitor
from tests.exercises.tried import named_wrong


def answer(visitor: Visitor, problem: Problem) -> None:
    """Answer wrong, so that the slip is named, then right."""
    page = visitor.page
    verdict = page.locator(".exercise .verdict")
    given = named_wrong(problem)
    _check(page, problem, given)
    expect(verdict.and_(page.locator(".wrong"))).to_be_visible()
    judged = problem.judge(given)
    assert judged.slip
    assert verdict.inner_text().split("\n")[-1] == judged.sentence.replace("**", "")
    _check(page, problem, problem.right_answer)
    expect(verdict.and_(page.locator(".right"))).to_be_visible()


def _check(page: Page, problem: Problem, given: Any) -> None:
    fill(page, problem.posed.form, given)
    page.get_by_role("button", name="Check").press("Enter")


def fill(page: Page, form: Mapping[str, Any], given: Any) -> None:
    """Give an answer in the form that is shown, by keys alone."""
    stage = page.locator(".exercise .stage")
    stage.locator("input, select, button").first.wait_for()
    if form["type"] == "choice":
        for box in stage.locator("input").all():
            if box.is_checked() != (box.get_attribute("value") in given) and (
                form["several"] or not box.is_checked()
            ):
                box.press("Space")
    elif form["type"] == "match":
        for select, key in zip(stage.locator("select").all(), given, strict=True):
            select.press("Home")
            for _ in range(1 + form["keys"].index(key)):
                select.press("ArrowDown")
    elif form["type"] == "pixels":
        for button in stage.locator(".pixels button").all():
            row, column = map(int, (button.get_attribute("data-at") or "").split(","))
            if (button.get_attribute("aria-pressed") == "true") != ([row, column] in given):
                button.press("Space")
    elif form["type"] == "order":
        for place, key in enumerate(given):
            item = stage.locator(f'[data-key="{key}"]')
            while item.evaluate("one => [...one.parentElement.children].indexOf(one)") > place:
                item.locator('[data-by="-1"]').press("Enter")
    else:
        for field, text in zip(stage.locator("input").all(), given, strict=True):
            field.press("ControlOrMeta+a")
            page.keyboard.type(text)
