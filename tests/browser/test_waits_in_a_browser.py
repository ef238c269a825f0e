"""What moves is read once it stands, and what was wrong for a moment is not held against a page."""

import pytest

from tests.browser import waits
from tests.browser.waits import left_over, still

END = 40  # frames that something moves for, by a pixel each
MOVE = """(end) => {
  const moving = document.body.appendChild(document.createElement("p"));
  Object.assign(moving, { id: "moving", style: "position: absolute; width: 9px; height: 9px" });
  window.wrong = ["pale"];
  const step = (at) => requestAnimationFrame(() => {
    moving.style.left = `${at}px`;
    if (at < end) step(at + 1);
    else window.wrong = [];
  });
  step(1);
}"""


@pytest.fixture
def page(visitor):
    """A page of the server without the app, on which something moves."""
    visitor.page.goto(f"{visitor.address}/_stcore/health")
    visitor.page.evaluate(MOVE, END)
    return visitor.page


def test_a_box_is_read_once_it_moves_no_more(page):
    assert still(page, page.locator("#moving").bounding_box)["x"] == END


def test_the_first_two_reads_have_a_frame_between_them():
    class Page:
        evaluate = staticmethod(lambda what: done.append(what))

    done = []
    assert still(Page(), lambda: done.append("read") or "box") == "box"
    assert done == ["read", waits.DRAWN, "read"]


def test_what_is_wrong_is_given_unless_it_is_gone_in_the_end(page, monkeypatch):
    assert left_over(page, lambda: page.evaluate("window.wrong")) == []
    monkeypatch.setattr(waits, "REST", 0)
    assert left_over(page, lambda: ["lost"]) == ["lost"]
