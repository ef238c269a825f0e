"""The folder that needs no server, on a plain file server below a path, in one window."""

from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from cnnviz.exercises import exercises, pose
from cnnviz.lessons import lessons
from tests.app_pages import TITLES
from tests.browser.file_server import served
from tests.browser.linked_page import Linked
from tests.browser.test_course_in_a_browser import fill, go_on
from tests.browser.test_train_in_a_browser import QUICK, SEEN
from tests.browser.visitor import Visitor
from tests.browser.waits import until_page
from web import pack
from web.build import build, write_service_worker

#: Where the folder lies on its web space.
UNDER = "school/cnn"
#: Width and height of a picture of one's own.
OWN = (10, 4)
#: Height and width of the output of a kernel of 3 × 3 with stride 3 on the first picture.
STRIDDEN = ((512 - 3) // 3 + 1,) * 2
#: What tells a newer build.
MARK, MARKED = '<meta name="newer" content="">', "meta[name=newer]"
#: Whether a newer build waits until the older one is used no more, and whether it has taken over.
WAITS = "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"
TAKEN_OVER = """async (scope) => {
  const { active, waiting, installing } = await navigator.serviceWorker.getRegistration(scope);
  return active?.state === "activated" && !waiting && !installing;
}"""
#: Whether all is kept for the next start.
KEPT = "() => document.documentElement.dataset.kept === ''"
#: Whether Python started from a memory that was kept.
WOKEN = "() => performance.getEntriesByName('boot:wake').length === 1"
#: The caches that have files, one for each version.
VERSIONS = "async () => (await caches.keys()).filter((name) => !name.startsWith('cnnviz memory'))"
#: The pages that classes have; each says that it needs a server.
CLASSES = ("classes", "classroom", "together")
#: ms in which Python has started in the browser, also beside another test on a busy machine.
STARTED = 240_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The web space, with the app in it, packed in a hurry."""
    monkeypatch.setattr(pack, "LEVEL", 1)
    build(tmp_path / UNDER)
    return tmp_path


@pytest.mark.long
@pytest.mark.timeout(900)  # the folder is built, and Python started in the browser four times
def test_the_folder_is_used_whole_goes_on_without_its_server_and_takes_an_update(folder, new_context):
    with served(folder) as (address, server):
        context = new_context()
        visitor = Visitor(context.new_page(), f"{address}/{UNDER}")
        practising(visitor)
        edits(visitor)
        own_picture(visitor)
        every_page(visitor)
        learning(visitor)
        until_page(visitor.page, KEPT)  # all of this build, before there is another
        newer(folder / UNDER)
        training(visitor)  # which opens a page: that finds the newer build
        until_page(visitor.page, KEPT)
        until_page(visitor.page, WAITS)
        server.is_gone.set()
        visitor.page.reload()
        arrive(visitor, "Train")
        assert visitor.page.evaluate(WOKEN)  # it did not import all that again
        server.is_gone.clear()
        update(visitor, f"{address}/")
        assert [one for one in server.refused if not one.startswith("404 GET")] == []
        context.close()


def arrive(visitor: Visitor, title: str) -> None:
    """Wait until Python has started, and has drawn the page of this title."""
    expect(visitor.page.get_by_role("heading", name=title, exact=True)).to_be_visible(timeout=STARTED)
    visitor.settle()


def start(visitor: Visitor, name: str, **query: str) -> None:
    """Open a page; Python starts anew for it."""
    visitor.page.goto(f"{visitor.address}/{name}/?{urlencode(query)}")
    arrive(visitor, TITLES[name])


def edits(visitor: Visitor) -> None:
    """Another stride is in the address, also after Back, and in a file that is saved."""
    page = visitor.page
    visitor.menu("Kernels").click()
    visitor.arrive("Kernels")
    visitor.type_number("Stride", 3)
    page.wait_for_url("**stride=3**")
    visitor.menu("Pooling").click()
    visitor.arrive("Pooling")
    page.go_back()
    visitor.arrive("Kernels")
    page.wait_for_url("**/kernels?*stride=3**")
    Linked(page).shows(STRIDDEN)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save .npy").click()
    assert np.load(saved.value.path()).shape == STRIDDEN


def own_picture(visitor: Visitor) -> None:
    """A picture of one's own is read in the browser."""
    page, file = visitor.page, BytesIO()
    Image.new("L", OWN, 128).save(file, "PNG")
    page.get_by_role("button", name="Own picture").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "own.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    Linked(page).shows((1, 3))


def every_page(visitor: Visitor) -> None:
    """Each page of the menu opens."""
    for name, title in TITLES.items():
        visitor.menu(title).click()
        visitor.arrive(title)
        if name in CLASSES:
            expect(visitor.page.locator(".stMain")).to_contain_text("server")


def learning(visitor: Visitor) -> None:
    """A lesson leads on."""
    page = visitor.page
    first = next(iter(lessons().values()))
    visitor.menu("Course").click()
    page.get_by_role("link", name=first.words.title, exact=True).click()
    expect(page.locator(".guide .words")).not_to_be_empty()
    go_on(visitor)


def practising(visitor: Visitor) -> None:
    """An exercise is judged."""
    page = visitor.page
    problem = pose(exercises()["output-size"], 2, 10)
    start(visitor, "practise", item="output-size", level="2", seed="10")
    fill(page, problem.posed.form, problem.right_answer)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".exercise .verdict.right")).to_be_visible()


def training(visitor: Visitor) -> None:
    """A network is trained, batch by batch."""
    page = visitor.page
    start(visitor, "train", **QUICK)
    page.get_by_role("button", name="▶ Start", exact=True).click()
    until_page(page, SEEN, arg=500)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="▶ Start", exact=True)).to_be_visible()


def newer(app: Path) -> None:
    """Make another build of it."""
    (app / "sw.js").unlink()
    for index in app.rglob("index.html"):
        index.write_text(index.read_text("utf-8").replace("<title>", f"{MARK}<title>"), "utf-8")
    write_service_worker(app)


def update(visitor: Visitor, beside: str) -> None:
    """The newer build, which waits, is not shown before nobody uses the older one; and then it is, whole."""
    assert visitor.page.locator(MARKED).count() == 0
    context = visitor.page.context
    watching = context.new_page()
    watching.goto(beside)
    visitor.page.close()
    until_page(watching, TAKEN_OVER, arg=f"/{UNDER}/")
    visitor = Visitor(context.new_page(), visitor.address)
    start(visitor, "pooling")
    assert visitor.page.locator(MARKED).count() == 1
    assert len(visitor.page.evaluate(VERSIONS)) == 1
