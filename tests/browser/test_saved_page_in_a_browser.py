"""A view that is saved as a page opens as a file, without the app, and tells what the app tells."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from cnnviz.kernels import CATALOGUE
from cnnviz.numbers import format_number
from cnnviz.takehome.page import MOST_BYTES
from tests.browser.linked_page import Linked
from tests.browser.visitor import Visitor
from tests.browser.waits import until_page
from tests.pages.restored.opened import Opened as Drawn

NO_SLIDING = {"reduced_motion": "reduce"}
#: Of a map whose cells are large enough to have a pixel of their own, and too small to have a number in it.
WITHOUT_NUMBERS = (256, 256)


class Opened:
    """A saved page that was opened as a file, and all that it asked for or complained of."""

    def __init__(self, context: BrowserContext, path: Path) -> None:
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(path.as_uri())

    @property
    def linked(self) -> Linked:
        """Its linked view."""
        return Linked(self.page)

    def is_quiet(self) -> bool:
        """Whether it asked for nothing but itself, and complained of nothing."""
        return len(self.asked) == 1 and self.said == []


@pytest.fixture
def save(visitor: Visitor, tmp_path: Path) -> Callable[[], Path]:
    """Save what the page shows, and give the file."""

    def press() -> Path:
        with visitor.page.expect_download() as saving:
            visitor.page.get_by_role("button", name="Save as a page").click()
        path = tmp_path / saving.value.suggested_filename
        saving.value.save_as(path)
        assert path.stat().st_size <= MOST_BYTES
        return path

    return press


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    """The file of a page at an address, made as the app makes it, without a browser."""

    def make(name: str, **query: str) -> Path:
        page = Drawn(name, {key: [text] for key, text in query.items()})
        (content,) = [make for file, make in page.files.items() if file.endswith(".html")]
        path = tmp_path / f"{name}.html"
        path.write_bytes(content())
        return path

    return make


@pytest.fixture
def new_device(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A device that was never in the app."""
    devices: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        devices.append(chromium.new_context(**{"viewport": {"width": 1366, "height": 768}, **options}))
        return devices[-1]

    yield make
    for device in devices:
        device.close()


@pytest.fixture
def open_file(new_device: Callable[..., BrowserContext]) -> Callable[..., Opened]:
    """Open a file there."""
    return lambda path, **options: Opened(new_device(**options), path)


def seen_at(linked: Linked, row: int, column: int, size: tuple[int, int]) -> tuple[object, ...]:
    """What a view tells of an output that the mouse is on."""
    linked.results(size).hover(row, column)
    return linked.told(), linked.root.locator(".detail-where").inner_text(), linked.formula()


@pytest.mark.parametrize(
    ("where", "query", "size"),
    [
        ("kernels", {"img": "counting-6", "kernel": "gaussian", "pad": "same"}, (6, 6)),
        ("kernels", {"img": "grass", "pad": "same"}, WITHOUT_NUMBERS),
        ("kernels", {"img": "coffee", "kernel": "sobel_magnitude", "at": "0.100.200"}, (339, 510)),
        ("pooling", {"img": "pooling"}, (2, 2)),
        ("pooling", {"img": "camera", "pool": "average"}, WITHOUT_NUMBERS),
    ],
    ids=str,
)
def test_it_tells_of_each_number_what_the_app_tells_in_the_same_colours_and_asks_for_no_python(
    visitor, save, open_file, where, query, size
):
    visitor.go(where, **query)
    linked = Linked(visitor.page)
    pixels = linked.results(size).colours() if size == WITHOUT_NUMBERS else None
    places = [(0, 0), (size[0] // 2, size[1] // 3), (size[0] - 1, size[1] - 1)]
    in_app = [seen_at(linked, *place, size) for place in places]
    opened = open_file(save())
    if pixels is not None:
        assert len(np.unique(pixels)) > 100
        np.testing.assert_array_equal(opened.linked.results(size).colours(), pixels)
    assert [seen_at(opened.linked, *place, size) for place in places] == in_app
    assert len({told.sentence for told, *_ in in_app}) == len(places)
    asks_for_no_python(opened, where, query)
    assert opened.is_quiet()


def asks_for_no_python(opened, where, query):
    """What needs the app is words, not controls; and the page says where it is from."""
    root = opened.linked.root
    assert root.locator(".kernel select, .kernel input, .formula input, .result-looks select").count() == 0
    expect(root.locator(".formula").get_by_role("button")).to_have_count(0)
    if "kernel" in query:
        expect(root.locator(".kernel")).to_contain_text(CATALOGUE[query["kernel"]].title)
        named = urlencode({key: query[key] for key in ("img", "kernel")})
        expect(opened.page.locator(".from")).to_contain_text(f"/{where}?{named}")
    assert opened.page.locator("a").count() == 0


def test_keys_step_through_it(saved, open_file):
    opened = open_file(saved("kernels", img="counting-6", at="0.1.1"), **NO_SLIDING)
    linked = opened.linked
    linked.at(6, 16)
    linked.result.focus()
    opened.page.keyboard.press("ArrowRight")
    linked.at(7, 16)
    opened.page.keyboard.press("ArrowDown")
    linked.at(11, 16)
    expect(linked.root.locator(".detail-where")).to_have_text("Row 2, column 2")
    linked.button("Last").click()
    linked.at(16, 16)
    linked.button("First").click()
    linked.at(1, 16)
    linked.root.get_by_label("Speed").select_option("16×")
    linked.button("Play").click()
    linked.at(16, 16)
    assert opened.is_quiet()


def ask(linked: Linked, question: int, typed: str):
    form = linked.root.locator(".predict-form").nth(question)
    form.get_by_role("textbox").fill(typed)
    form.get_by_role("button", name="Check").click()
    return form.get_by_role("status")


def test_what_is_predicted_in_it_is_judged_as_in_the_app(visitor, save, open_file):
    visitor.go("kernels", img="counting-6", kernel="custom", custom_text="1 2; 3 5", predict="true")
    in_app = Linked(visitor.page)
    opened = open_file(save())
    assert opened.linked.told().total == opened.linked.told().sentence == ""
    answers = [(0, "6 × 6"), (0, "5 × 5"), (1, "12345"), (1, "22"), (1, "something")]
    right = format_number(0 * 1 + 1 * 2 + 6 * 3 + 7 * 5)
    for question, typed in [*answers, (1, right)]:
        before = in_app.root.locator(".predict-form").nth(question).get_by_role("status").inner_text()
        wanted = ask(in_app, question, typed)
        expect(wanted).not_to_have_text(before)
        told = wanted.inner_text()
        said = ask(opened.linked, question, typed)
        if typed == "something":
            expect(said).to_have_text(re.compile("≠ This can’t be used: .+"))
        else:
            expect(said).to_have_text(told)
    assert opened.linked.told().total == right
    box = opened.page.get_by_role("checkbox", name="Predict first")
    box.uncheck()
    opened.linked.shows((5, 5))
    expect(opened.linked.root.locator(".predict")).to_be_hidden()
    assert opened.linked.told().sentence
    assert opened.is_quiet()


def test_it_works_in_a_frame_that_allows_scripts_alone(saved, new_device):
    path = saved("kernels", img="counting-6", predict="true")
    around = path.with_name("platform.html")
    around.write_text(f'<iframe sandbox="allow-scripts" width=1300 height=900 src="{path.name}"></iframe>')
    page, complaints = new_device().new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(around.as_uri())
    form = page.frame_locator("iframe").locator(".predict-form").first
    form.get_by_role("textbox").fill("4 × 4")
    form.get_by_role("textbox").press("Enter")
    expect(form.get_by_role("status")).to_have_text("✓ Right: 4 × 4.")
    assert complaints == []


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "dark"},
        {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    ],
    ids=["dark", "phone"],
)
def test_it_suits_the_dark_and_a_phone(saved, open_file, options):
    page = open_file(saved("kernels", img="counting-6"), **options).page
    expect(page.locator(".kernel")).to_be_visible()
    paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", paper)[:3])) < 150) == ("color_scheme" in options)
    until_page(page, "() => document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".sheet")).to_be_hidden()


def test_without_scripts_it_says_what_was_computed(saved, new_device):
    page = new_device(java_script_enabled=False).new_page()
    page.goto(saved("pooling", img="pooling").as_uri())
    expect(page.get_by_role("main")).to_contain_text("Size of the output")


def test_a_practice_problem_is_answered_in_its_page(visitor, save, open_file):
    visitor.go("practise", item="conv-grid", seed="3")
    expect(visitor.page.locator(".exercise .grid.open")).to_be_visible()
    prompt = visitor.page.locator(".exercise .prompt").inner_text()
    opened = open_file(save())
    root = opened.page.locator(".exercise")
    expect(root.locator(".prompt")).to_have_text(prompt)
    root.get_by_role("button", name="Check").click()
    expect(root.locator(".verdict")).to_have_text("Fill in every number first.")
    root.get_by_role("button", name="Hint").click()
    expect(root.locator(".hints li")).to_have_count(1)
    for cell in root.locator(".grid.open input").all():
        cell.fill("1000")
    for page in (visitor.page, opened.page):
        exercise = page.locator(".exercise")
        for cell in exercise.locator(".grid.open input").all():
            cell.fill("1000")
        exercise.get_by_role("button", name="Check").click()
    expect(visitor.page.locator(".exercise .verdict")).to_contain_text("numbers are right")
    expect(root.locator(".verdict")).to_have_text(visitor.page.locator(".exercise .verdict").text_content())
    root.get_by_role("button", name="Show me").click()
    root.get_by_role("button", name="Show me").wait_for(state="hidden")
    expect(root.locator(".solved")).to_contain_text("Worked")
    assert opened.page.locator("a").count() == 0
    assert opened.is_quiet()


def test_a_layer_of_the_network_tells_of_its_number_what_the_app_tells(visitor, save, open_file):
    visitor.go("network", layer="conv 2", map="3")
    in_app = Linked(visitor.page).told()
    opened = open_file(save())
    assert opened.linked.told() == in_app
    assert in_app.sentence
    assert opened.is_quiet()
