"""What a class needs while it works: drafts that a phone keeps, tasks that are changed, a look ahead."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_axe_in_a_browser import complaints
from tests.browser.test_classes_in_a_browser import TASK, Student, make
from tests.browser.waits import left_over, until_page

#: What the tab keeps of what was typed: in a class until it is answered, else until it is right or shown.
KEPT = "() => sessionStorage.getItem('cnnviz drafts')"


def opened(visitor):
    """Make a class and open its board; give its code."""
    code, _ = make(visitor)
    visitor.page.get_by_role("link", name="Open the class").click()
    visitor.page.locator(".board[data-paints]").wait_for()
    return code


@pytest.mark.long
def test_what_was_typed_is_there_again_after_a_reload_until_it_is_answered_or_the_class_is_left(new_visitor):
    student = Student(new_visitor(**PHONE), opened(new_visitor()))
    page = student.page
    student.field.fill("17")
    page.reload()
    expect(student.field).to_have_value("17")
    expect(page.locator(".tasks [aria-current]")).to_be_in_viewport(ratio=1)  # in the strip, too
    expect(student.verdict).to_be_empty()  # it was not sent
    student.answer(student.size() - 1)
    expect(student.verdict).to_contain_text("Not yet")
    until_page(page, f"({KEPT})() === null")
    student.field.fill("19")
    page.reload()
    expect(student.field).to_have_value("19")  # of the second attempt
    until_page(page, f"({KEPT})() !== null")
    page.evaluate("sessionStorage.setItem('cnnviz predicted', '[]')")  # as a page keeps what was predicted
    page.get_by_text("Come back on another device, or leave").click()
    page.get_by_role("button", name="Leave on this device").click()
    page.locator(".classes[data-paints]").wait_for()
    until_page(page, f"({KEPT})() === null")
    assert page.evaluate("sessionStorage.getItem('cnnviz predicted')") is None  # went before the page did


@pytest.mark.long
def test_tasks_and_rules_of_a_class_are_changed_where_they_stand_and_answers_stay(new_visitor):
    teacher = new_visitor()
    student = Student(new_visitor(), opened(teacher))
    student.answer(student.size())
    expect(student.verdict).to_contain_text("Right")
    board = teacher.page
    heads = board.locator("thead button")
    before = heads.all_inner_texts()
    board.get_by_text("This class", exact=True).click()
    fold = board.locator(".board details.tasks")
    fold.locator("summary").click()
    expect(fold.locator(".count")).to_have_text(f"{len(before)} tasks")
    mine = fold.locator("fieldset").first
    expect(mine.locator(".task label:first-child")).to_have_text(before)
    mine.get_by_role("checkbox", name=before[-1], exact=True).uncheck()
    mine.get_by_label(f"Points of {TASK}").fill("5")
    assert left_over(board, lambda: complaints(board)) == []
    text = board.locator(".board [name=yaml]")
    before_that = text.input_value()
    fold.get_by_role("button", name="Change tasks").click()
    expect(board.locator(".board > aside > .said")).to_have_text("Changed")
    expect(heads).to_have_text(before[:-1])
    expect(board.locator("tbody .cell.right")).to_have_count(1)  # what was answered stays
    expect(student.page.locator(".tasks button")).to_have_count(len(before))
    student.page.reload()
    expect(student.page.locator(".tasks button")).to_have_count(len(before) - 1)
    expect(student.page.locator(".tasks .right small")).to_have_text("5/5")
    expect(text).not_to_have_value(before_that)  # what it has of the class is drawn anew
    rules = board.locator(".board details.rules")
    rules.locator("summary").click()
    expect(rules.get_by_label("Attempts a task")).to_have_value("")
    rules.get_by_label("Title").fill("Week two")
    rules.get_by_label("Attempts a task").fill("3")
    rules.get_by_label("Solutions show").select_option("when due")
    rules.get_by_role("textbox", name="Due").fill("2199-03-01T12:30")
    rules.get_by_role("button", name="Change rules").click()
    expect(board.locator(".board h2")).to_have_text("Week two")
    expect(heads).to_have_text(before[:-1])
    expect(text).to_have_value(re.compile(r"attempts: 3$", re.MULTILINE))
    expect(text).to_have_value(re.compile(r"solutions: due$", re.MULTILINE))
    moment = board.evaluate("new Date('2199-03-01T12:30').toISOString().slice(0, 16)")
    expect(text).to_have_value(re.compile(f"due: '?{moment.replace('T', '.')}"))
    board.reload()
    board.get_by_text("This class", exact=True).click()
    rules.locator("summary").click()
    expect(rules.get_by_role("textbox", name="Due")).to_have_value("2199-03-01T12:30")
    student.page.reload()
    expect(student.page.get_by_text("Week two")).to_be_visible()


@pytest.mark.long
def test_a_question_is_looked_at_before_it_is_asked_and_its_view_stands_beside_the_bars(new_visitor):
    teacher = new_visitor()
    code = opened(teacher)
    student = Student(new_visitor(**PHONE), code)
    projector = teacher.go("together", code=code).page
    projector.locator(".together[data-paints]").wait_for()
    projector.locator(".together [name=item]").select_option(label=TASK)
    projector.get_by_role("button", name="Preview").click()
    seen = projector.locator(".exercise .prompt")
    seen.wait_for()
    words = seen.inner_text()
    shown = projector.locator(".exercise .stage input")
    expect(shown).to_have_value("")
    projector.get_by_role("button", name="Show me").click()
    expect(shown).not_to_have_value("")
    right = shown.input_value()
    assert left_over(projector, lambda: complaints(projector)) == []
    assert student.words() == student.asked  # nothing was asked yet
    projector.get_by_role("button", name="Ask all").click()
    student.page.get_by_role("button", name="Send answer", exact=True).wait_for()
    expect(student.page.locator(".exercise .prompt")).to_have_text(words, use_inner_text=True)
    assert str(student.size()) == right
    expect(projector.locator(".exercise")).to_have_count(0)
    student.answer(right, "Send answer")
    expect(projector.locator(".together .count b")).to_have_text("1 of 1")
    expect(projector.locator(".together .beside")).to_be_hidden()
    projector.get_by_role("button", name="Reveal").click()
    table = projector.locator(".together .beside table")
    expect(table.locator("td").last).to_have_text(f"{right} × {right} × 1")
    expect(projector.locator(".together .beside figcaption")).to_have_text("Rows × columns × channels")
