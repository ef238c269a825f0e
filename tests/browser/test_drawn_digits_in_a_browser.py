"""A hundred digits drawn on the page's pad with pen, finger and mouse, and what the page says of each."""

from base64 import b64decode
from collections import Counter

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz.models.table import load
from cnnviz.network.prepare import Preparation
from cnnviz.training.drawn import final, practice
from cnnviz.training.drawn.pad import PAPER, SIDE, drawings
from tests.browser.conftest import PHONE
from tests.browser.handwritings import HANDS
from tests.browser.waits import until

ABOUT = load("digits").about
#: What each kind of pointer is used on.
DEVICES = {
    "mouse": {},
    "finger": PHONE,
    "pen": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
}
#: Which of them the browser says it was.
KINDS = {"mouse": "mouse", "finger": "touch", "pen": "pen"}
#: What is on the paper, scaled down as it is handed over: grey bytes.
GREYS = """(canvas, side) => {
  const pen = Object.assign(document.createElement("canvas"), { width: side, height: side }).getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(canvas, 0, 0, side, side);
  const grey = pen.getImageData(0, 0, side, side).data.filter((_, i) => i % 4 === 0);
  return btoa(String.fromCharCode(...grey));
}"""
NOTE_POINTERS = """(canvas) => {
  window.pointers = new Set();
  canvas.addEventListener("pointerdown", (event) => window.pointers.add(event.pointerType));
}"""


class Pad:
    """The pad of the page Network, with one kind of pointer."""

    def __init__(self, visitor, pointer):
        self.visitor, self.page, self.pointer = (
            visitor.go("network", model="digits", src="own"),
            visitor.page,
            pointer,
        )
        self.page.get_by_role("button", name="Own picture").click()
        self.page.get_by_role("radio", name="Draw").click()
        self.paper = self.page.locator(".pad:not([inert]) canvas")
        self.paper.wait_for()
        self.paper.evaluate(NOTE_POINTERS)
        self.tools = self.page.context.new_cdp_session(self.page)

    def draw(self, drawing):
        """Draw on a clear paper; give what the page says then."""
        self.page.get_by_label("Width of the pen").fill(str(drawing.way.width))
        clear = self.page.get_by_role("button", name="Clear")
        if clear.is_enabled():
            clear.click()
        self.paper.scroll_into_view_if_needed()
        for path in drawing.paths:
            box = self.paper.bounding_box()  # what is said of the picture may move it
            at = path * box["width"] / PAPER + [box["x"], box["y"]]
            getattr(self, self.pointer)(at.tolist())
        return self.said()

    def said(self):
        """What the page says of what is on the paper, once it speaks of that."""
        greys = np.frombuffer(b64decode(self.paper.evaluate(GREYS, SIDE)), np.uint8).reshape(SIDE, SIDE)
        shown = np.rint(255 * ABOUT.prepare(greys, Preparation()).input)
        self.visitor.paints("input", lambda pixels: np.abs(pixels[..., 0] - shown).max() <= 1)
        self.visitor.settle()
        expect(self.page.locator(".verdict")).to_have_count(1)
        named = self.page.locator(".verdict").inner_text()
        warned = self.page.locator(".warning", has_text="Do not trust this prediction").count() > 0
        return named, warned

    def mouse(self, at):
        """A stroke with the mouse."""
        mouse = self.page.mouse
        mouse.move(*at[0])
        mouse.down()
        for place in at[1:]:
            mouse.move(*place)
        mouse.up()

    def finger(self, at):
        """A stroke with a finger."""
        for number, (x, y) in enumerate(at):
            points = [{"x": x, "y": y, "radiusX": 6, "radiusY": 6}]
            kind = "touchMove" if number else "touchStart"
            self.tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        self.tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def pen(self, at):
        """A stroke with a pen."""
        kinds = ["mousePressed", *["mouseMoved"] * (len(at) - 1), "mouseReleased"]
        for kind, (x, y) in zip(kinds, [*at, at[-1]], strict=True):
            held = {"button": "left", "buttons": int(kind != "mouseReleased"), "clickCount": 1}
            self.tools.send(
                "Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "pointerType": "pen", **held}
            )

    def pointers(self):
        """The kinds of pointers that have come down on the paper."""
        return until(self.page, lambda: self.page.evaluate("() => [...window.pointers]"))


def test_the_hands_are_none_that_were_there_before():
    known = {
        glyph for one in (practice, final) for _, glyphs in one.HANDS.values() for glyph in glyphs.values()
    }
    assert not known & {glyph for _, glyphs in HANDS.values() for glyph in glyphs.values()}
    assert [len(glyphs) for _, glyphs in HANDS.values()] == [10] * 5


@pytest.mark.thorough
@pytest.mark.timeout(3600)
def test_of_100_digits_drawn_on_the_pad_at_least_90_are_read_right_or_warned_of(new_visitor, record_property):
    found, missed = Counter(), []
    for pointer, device in DEVICES.items():
        pad = Pad(new_visitor(**device), pointer)
        for one in drawings(HANDS):
            if one.way.pointer != pointer:
                continue
            named, warned = pad.draw(one)
            is_right = named.startswith(ABOUT.labels[one.digit])
            found["right" if is_right else "warned" if warned else "wrong"] += 1
            found["false alarms"] += is_right and warned
            if not is_right:
                missed.append((one.hand, one.way, one.digit, named, warned))
        assert pad.pointers() == [KINDS[pointer]]
    record_property("found", (dict(found), missed))
    assert found["right"] + found["warned"] + found["wrong"] == 100
    assert found["right"] + found["warned"] >= 90, missed
