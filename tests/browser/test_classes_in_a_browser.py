"""A class from nothing to nothing: a teacher and three students, each with a browser of their own."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_axe_in_a_browser import complaints
from tests.browser.waits import left_over, until
from tests.components.test_gradebooks_js import BRIGHTSPACE, CANVAS, MOODLE
from tests.takehome import readers

#: The ready-made set, and its task whose answer follows from four numbers in its words.
SET, TITLE, TASK = "9 · Bigger steps", "Bigger steps", "Size of an output"
#: What is said of a right answer alone: the key as a formula.
KEY = b"With its padding the picture has"


class Student:
    """Somebody with a device, and all that the server has sent to it."""

    def __init__(self, visitor, code):
        self.page, self.heard = visitor.page, []
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._hear))
        self.page.on("response", self._note)
        visitor.go("classes", code=code)
        self.page.get_by_role("button", name="Join", exact=True).click()
        self.page.locator(".classwork[data-paints]").wait_for()
        self.nickname = self.page.locator(".nickname").inner_text()
        self.page.locator(".tasks").get_by_text(TASK).click()
        expect(self.page.locator(".tasks [aria-current]")).to_contain_text(TASK)
        self.field.wait_for()
        self.asked = self.words()

    def _hear(self, frame):
        self.heard.append(frame if isinstance(frame, bytes) else frame.encode())

    def _note(self, response):
        if "/classes/" in response.url and response.ok:
            self.heard.append(response.url.encode())

    @property
    def field(self):
        """Where the answer is typed."""
        return self.page.locator(".exercise .stage input")

    @property
    def verdict(self):
        """What is said of it."""
        return self.page.locator(".exercise .verdict")

    def words(self):
        """What is asked."""
        return self.page.locator(".exercise .prompt").inner_text()

    def size(self):
        """The size that comes out, by the numbers in the words: rows, kernel, padding, stride."""
        rows, _, kernel, _, padding, stride = map(int, re.findall(r"\d+", self.words()))
        return (rows + 2 * padding - kernel) // stride + 1

    def answer(self, number, button="Check"):
        """Type a number and send it."""
        self.field.fill(str(number))
        self.page.get_by_role("button", name=button, exact=True).click()


def make(visitor):
    """Make a class of a ready-made set; give its code."""
    page = visitor.go("classes").page
    page.locator(".classes [name=set]").select_option(label=SET)
    page.get_by_text("Tasks:").click()
    expect(page.locator(".groups .task", has_text=TASK).first).to_be_in_viewport()
    page.get_by_role("button", name="Make class").click()
    page.locator(".made .code").wait_for()
    code = page.locator(".made .code").inner_text().replace(" ", "")
    link = page.get_by_label("Teacher’s link").input_value()
    expect(page.locator(".made .qr svg")).to_have_accessible_name(re.compile(f"code={code}$"))
    return code, link


def filled(board, name, text, nicknames):
    """A gradebook's file with the marks of all, as the browser gives it back."""
    addresses = ["anna@x.org", "can@x.org", "bo@x.org"]
    board.locator(".gradebook [name=file]").set_input_files(
        {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    expect(board.locator(".gradebook .said")).to_contain_text(f"{name}: ")
    if not board.locator(".gradebook [name=list]").is_visible():
        board.get_by_text("Match by a list or by receipts").click()
    keys = [address.split("@")[0] for address in addresses] if name == "Brightspace" else addresses
    pairs = [f"{key}, {nickname}" for key, nickname in zip(keys, nicknames, strict=True)]
    board.locator(".gradebook [name=list]").fill("\n".join(pairs))
    with board.expect_download() as saved:
        board.get_by_role("button", name="Save the file, filled in").click()
    return Path(saved.value.path()).read_bytes()


def cells(board, nickname):
    """A student's row on the board."""
    row = board.locator("tbody tr").filter(has=board.get_by_role("rowheader", name=nickname))
    return row.locator(".cell").all_inner_texts()


def give_more_time_and_take_it_back(board, nickname):
    """One student's time ends later, and then with that of the class again."""
    row = board.locator("tbody tr").filter(has=board.get_by_role("rowheader", name=nickname))
    row.locator(".cell").nth(2).click()
    told, back = board.locator(".one .how"), board.get_by_role("button", name="Take back the extra time")
    board.locator(".one h3").get_by_text(TASK).wait_for()
    expect(back).to_be_hidden()
    board.get_by_label("Until").fill("2030-01-01T12:00")
    board.get_by_role("button", name="Give time").click()
    expect(told).to_contain_text("has time until")
    back.click()
    expect(told).not_to_contain_text("has time until")
    expect(board.locator(".board .said")).to_have_text("The date of the class applies again")
    expect(back).to_be_hidden()
    board.get_by_role("button", name="All students").click()


@pytest.mark.long
def test_a_class_is_made_answered_followed_asked_together_and_deleted(new_visitor):
    teacher = new_visitor()
    code, link = make(teacher)
    board = teacher.page
    board.get_by_role("link", name="Open the class").click()
    board.locator(".board[data-paints]").wait_for()
    expect(board.locator(".way .qr svg")).to_have_accessible_name(re.compile(f"code={code}$"))
    students = [Student(new_visitor(**kind), code) for kind in (PHONE, {}, {})]
    expect(board.locator(".way")).to_be_hidden()  # the table is there
    board.get_by_role("button", name="Show the code").click()
    expect(board.locator(".way .big")).to_have_text(f"{code[:3]} {code[3:]}")
    assert len({one.nickname for one in students}) == 3
    assert len({one.asked for one in students}) > 1  # each has their own numbers

    first, second, third = students
    first.answer(first.size() - 1)
    expect(first.verdict).to_contain_text("Not yet")
    expect(first.verdict).to_be_in_viewport(ratio=1)
    assert not any(KEY in frame for one in students for frame in one.heard)
    first.answer(first.size(), "Check again")
    expect(first.verdict).to_contain_text("Right")
    until(first.page, lambda: any(KEY in frame for frame in first.heard))

    second.page.context.set_offline(True)
    second.answer(second.size() - 1)
    expect(second.verdict).to_contain_text("Not saved yet")
    expect(second.verdict).to_have_class("verdict waiting")  # nothing is wrong with it
    second.page.context.set_offline(False)
    expect(second.verdict).to_contain_text("Not yet")

    until(board, lambda: cells(board, first.nickname)[2:3] == ["✓ 2"])
    until(board, lambda: cells(board, second.nickname)[2:3] == ["× 1"])
    board.get_by_role("button", name=TASK, exact=True).click()
    board.get_by_role("button", name="see one").click()
    expect(board.locator(".st-key-seen .exercise .stage input")).to_have_value(str(second.size() - 1))
    assert left_over(board, lambda: complaints(board)) == []
    give_more_time_and_take_it_back(board, first.nickname)

    board.get_by_role("button", name="Ask this to all").click()
    for number, one in enumerate(students, 1):
        one.page.get_by_role("button", name="Send answer", exact=True).wait_for()
        expect(one.page.locator(".exercise .asks h2")).to_have_text(f"Your teacher asks: {TASK}")
        expect(one.page.locator(".tasks [aria-current]")).to_have_count(0)
        one.answer(one.size() - number // 3, "Send answer")
        expect(board.locator(".together .count b")).to_have_text(f"{number} of 3")
    expect(board.locator(".together .bars li .n")).to_have_text(["1", "2"])
    assert board.locator(".together .bars .right").count() == 0
    assert not any(one.nickname in board.locator(".together").inner_text() for one in students)
    board.keyboard.press("r")
    expect(board.locator(".together .bars .right .answer")).to_have_text(str(first.size()))
    expect(third.verdict).to_contain_text("Not yet")
    view = board.locator(".together .view")
    expect(view).to_have_attribute("href", re.compile("^(?!.*present=1).+"))
    board.get_by_role("button", name="Present", exact=True).click()
    expect(board).to_have_url(re.compile("present=1"))
    with board.expect_popup() as shown:
        view.click()
    expect(shown.value).to_have_url(re.compile("&present=1$"))  # the projector goes on as it was
    shown.value.close()
    third.page.reload()
    expect(third.page.locator(".tasks [aria-current]")).to_contain_text(TASK)  # not the first one

    board.context.clear_cookies()
    board.goto(link)  # the teacher's way back, from anywhere
    board.locator(".board[data-paints]").wait_for()
    expect(board).not_to_have_url(re.compile("key="))

    board.get_by_text("Take marks home", exact=True).click()
    nicknames = [one.nickname for one in students]
    moodle = readers.moodle(
        filled(board, "Moodle", MOODLE, nicknames),
        "Email address",
        TITLE,
        {f"{name}@x.org" for name in ("anna", "can", "bo", "di")},
        None,
    )
    assert moodle["anna@x.org"] > 0
    assert [moodle[f"{name}@x.org"] for name in ("can", "bo", "di")] == [0, None, None]
    grades, most = readers.canvas(filled(board, "Canvas", CANVAS, nicknames), TITLE)
    assert [grades[one] for one in ("101", "102", "104")] == [moodle["anna@x.org"], 0, None]
    assert grades["101"] < most
    points = readers.brightspace(filled(board, "Brightspace", BRIGHTSPACE, nicknames), TITLE)
    assert [points[f"#{number}"] for number in (101, 102, 103)] == list(moodle.values())[:3]
    with board.expect_download() as saved:
        board.get_by_role("button", name="Questions (.xml)").click()
    bank = readers.questions(Path(saved.value.path()).read_bytes())
    assert any(TASK in one.category for one in bank)

    board.get_by_text("This class", exact=True).click()
    board.locator(".board [name=sure]").fill(code)
    board.get_by_role("button", name="Delete class").click()
    board.locator(".classes[data-paints]").wait_for()
    expect(board.locator(".classes .before")).to_have_text(f"“{TITLE}” is deleted, with all its answers.")
    board.reload()
    board.locator(".classes[data-paints]").wait_for()
    expect(board.locator(".classes .before")).to_be_empty()
    expect(first.page.get_by_text("You are not in this class on this device")).to_be_visible()
