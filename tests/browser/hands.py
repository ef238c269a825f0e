"""What a learner's hand does on a page, by the names that stand there; `course_ways.py` is written in it.

Each function returns an act: its name on the page, and what performs it.
"""

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Locator, Page

from tests.browser.linked_page import Linked
from tests.browser.visitor import Visitor
from tests.browser.waits import DRAWN, until

#: What is pressed, in the order in which a name is looked for.
_PRESSED = ("button", "radio", "tab", "link", "option", "checkbox", "switch")
_FIELDS = ("textbox", "spinbutton", "slider")
_SHOWN = "visible=true"
Place = tuple[int, int]


class Act(NamedTuple):
    """An act, and the name on the page that it goes by."""

    name: str
    on: Callable[[Visitor], None]


def press(name: str, times: int = 1, under: str = "") -> Act:
    """Press what has this name, maybe among choices under another one."""

    def on(visitor: Visitor) -> None:
        page = visitor.page
        for _ in range(times):
            found = _pressed(page.get_by_role("radiogroup", name=under, exact=True) if under else page, name)
            if found.get_attribute("role") == "switch":
                found.press("Space")  # what is seen of Streamlit's lies over it
            else:
                found.click()
            visitor.page.evaluate(DRAWN)

    return Act(f"{under} {name}", on)


def fill(label: str, text: str) -> Act:
    """Type into a field, or move a slider of our own to a number."""

    def on(visitor: Visitor) -> None:
        field = _field(visitor.page, label)
        field.fill(text)
        field.press("Enter")

    return Act(label, on)


def keys(label: str, key: str, times: int = 1) -> Act:
    """Press a key on what has this label."""

    def on(visitor: Visitor) -> None:
        field = _field(visitor.page, label)
        for _ in range(times):
            field.press(key)
            visitor.page.evaluate(DRAWN)

    return Act(label, on)


def pull(label: str, value: float) -> Act:
    """Move one of Streamlit's sliders to a number, by keys."""

    def on(visitor: Visitor) -> None:
        slider = _field(visitor.page, label)
        slider.evaluate("slider => slider.scrollIntoView({block: 'center'})")
        steps = round((value - float(slider.input_value())) / float(slider.get_attribute("step") or 1))
        for _ in range(abs(steps)):
            slider.press("ArrowRight" if steps > 0 else "ArrowLeft")
        assert float(slider.input_value()) == value

    return Act(label, on)


def choose(label: str, option: str) -> Act:
    """Choose from a list."""

    def on(visitor: Visitor) -> None:
        lists = visitor.page.locator("select").and_(
            visitor.page.get_by_role("combobox", name=label, exact=True)
        )
        if lists.locator(_SHOWN).count():
            lists.locator(_SHOWN).first.select_option(label=option)
        else:
            visitor.choose(label, option)

    return Act(f"{label}: {option}", on)


def click(figure: str, at: Place = (0, 0), of: Place = (1, 1)) -> Act:
    """Click a place of a figure that has so many rows and columns."""
    return Act("", lambda visitor: visitor.page.mouse.click(*_place(_figure(visitor.page, figure), at, of)))


def drag(figure: str, by: Place, of: Place) -> Act:
    """Drag a figure's content by rows and columns."""

    def on(visitor: Visitor) -> None:
        frame, mouse = _figure(visitor.page, figure), visitor.page.mouse
        middle = (of[0] // 2, of[1] // 2)
        mouse.move(*_place(frame, middle, of))
        mouse.down()
        mouse.move(*_place(frame, (middle[0] + by[0], middle[1] + by[1]), of), steps=4)
        mouse.up()

    return Act("", on)


def output(at: Place, of: Place) -> Act:
    """Click a number of the map in a linked view."""
    return Act("", lambda visitor: Linked(visitor.page).shows(of).results(of).click(*at))


def walk(key: str, times: int = 1) -> Act:
    """Go to another number of the map in a linked view, by keys."""

    def on(visitor: Visitor) -> None:
        linked = Linked(visitor.page)
        for _ in range(times):
            linked.result.press(key)

    return Act("", on)


def number(at: Place, of: Place, text: str) -> Act:
    """Type over a number of the picture in a linked view."""

    def on(visitor: Visitor) -> None:
        linked = Linked(visitor.page)
        visitor.page.mouse.dblclick(*linked.sources(of).point(*at))
        visitor.page.locator(".cell-input").fill(text)
        visitor.page.keyboard.press("Enter")
        linked.at_rest()

    return Act("", on)


def weights(*rows: str) -> Act:
    """Type a kernel's weights, a row a text, into its cells in a linked view."""

    def on(visitor: Visitor) -> None:
        linked = Linked(visitor.page)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts.split()):
                cell = linked.weight(row, column)
                if cell.input_value().replace("−", "-") != text:
                    cell.fill(text)
                    cell.press("Enter")
        linked.at_rest()

    return Act("", on)


def guess(text: str) -> Act:
    """Predict the number that is looked at, in a linked view."""

    def on(visitor: Visitor) -> None:
        form = Linked(visitor.page).root.locator(".predict-form").last
        form.get_by_role("textbox").fill(text)
        form.get_by_role("button", name="Check").click()

    return Act("", on)


def _pressed(place: Page | Locator, name: str) -> Locator:
    def found() -> Locator | None:
        named = (place.get_by_role(role, name=name, exact=True).locator(_SHOWN) for role in _PRESSED)
        return next((one.first for one in named if one.count()), None)

    return until(place if isinstance(place, Page) else place.page, found)


def _field(page: Page, label: str) -> Locator:
    def found() -> Locator | None:
        inside = page.locator(f'input[aria-label="{label}"]')  # a slider of Streamlit's has its name twice
        named = [page.get_by_role(role, name=label, exact=True) for role in _FIELDS]
        shown = (one.locator(_SHOWN) for one in (inside, *named))
        return next((one.first for one in shown if one.count()), None)

    return until(page, found)


def _figure(page: Page, figure: str) -> Locator:
    frame = page.locator(figure).locator(_SHOWN).first
    frame.scroll_into_view_if_needed()
    return frame


def _place(frame: Locator, at: Place, of: Place) -> tuple[float, float]:
    box = frame.bounding_box()
    assert box
    x, y = ((where + 0.5) / side for where, side in zip(at[::-1], of[::-1], strict=True))
    return box["x"] + x * box["width"], box["y"] + y * box["height"]
