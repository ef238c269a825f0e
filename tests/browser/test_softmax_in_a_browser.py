"""Logits that are dragged or typed, and the probabilities that follow; rows F2 and F5 of the curriculum."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz.models.garments import LABELS, load_classifier, load_gallery
from cnnviz.numbers import format_number
from cnnviz.operators import cross_entropy, sigmoid, softmax
from pages.ui.softmax.logits import COLDEST, HOTTEST
from tests.browser.waits import until, until_page

LESSON = [2.5, 1.8, 0.2]  # curriculum, F2
#: What is shown has three decimals.
SHOWN = 5e-4


def number(text):
    return float(text.replace("−", "-").replace(",", "").removeprefix("> "))


class Bars:
    """The view, read off the page."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page
        self.root = self.page.locator(".softmax")
        until_page(self.page, "root => Number(root.dataset.paints) > 0", arg=self.root.element_handle())

    def texts(self, cell):
        return self.root.locator(f".rows .{cell}").all_inner_texts()

    @property
    def logits(self):
        return [number(field.input_value()) for field in self.root.locator(".rows .number").all()]

    @property
    def powers(self):
        return [number(text) for text in self.texts("power")]

    @property
    def shares(self):
        return [number(text) for text in self.texts("share")]

    @property
    def steps(self):
        return self.root.locator(".steps li").all_text_contents()  # a power as it is typed

    @property
    def loss(self):
        return number(re.search(r"= (\S+) nats", self.steps[-1])[1])

    def press(self, name):
        self.root.get_by_role("button", name=name, exact=True).click()

    def choose(self, way):
        self.root.get_by_role("radio", name=way, exact=True).click()

    def type(self, row, text):
        field = self.root.locator(".rows .number").nth(row)
        field.fill(text)
        field.press("Enter")
        return field

    def shows(self, function, temperature=1.0):
        """The probabilities that stand there are those of the logits that stand there."""
        np.testing.assert_allclose(self.shares, function(np.array(self.logits) / temperature), atol=SHOWN)


@pytest.fixture
def bars(visitor):
    return Bars(visitor.go("softmax"))


def drag(bars, row, logit):
    """Drag the bar of a row to a logit, and give what stands there before the server can have heard of it."""
    track = bars.root.locator(".rows .track").nth(row)
    box = track.bounding_box()
    limit = float(track.get_attribute("aria-valuemax"))
    y = box["y"] + box["height"] / 2
    bars.page.mouse.move(box["x"] + box["width"] / 2, y)
    bars.page.mouse.down()
    bars.page.mouse.move(box["x"] + box["width"] * (logit / limit + 1) / 2, y, steps=4)


def test_F2_the_numbers_of_each_step_stand_on_the_page_and_unfold_in_stages(bars):
    assert bars.logits == LESSON
    assert bars.shares == [0.626, 0.311, 0.063]
    np.testing.assert_allclose(bars.powers, np.exp(LESSON), rtol=1e-3)
    total = bars.root.locator(".foot .power").inner_text()
    assert total == format_number(float(np.exp(LESSON).sum()))
    assert bars.steps[1] == f"e^2.5 = {format_number(float(np.exp(2.5)))}"
    assert bars.steps[2].endswith(f"= {total}")
    assert bars.loss == pytest.approx(float(cross_entropy(LESSON, 0)), abs=SHOWN)
    bars.press("Fold up")
    expect(bars.root.locator(".rows .power").first).to_be_hidden()
    assert bars.steps == ["cat: logit 2.5"]
    for shown, cell in enumerate([".rows .power", ".foot .power", ".rows .share", ".rows .right"], start=1):
        expect(bars.root.locator(cell).first).to_be_hidden()
        bars.press("Next step")
        expect(bars.root.locator(cell).first).to_be_visible()
        assert len(bars.steps) == shown + 1
    bars.press("Back")
    expect(bars.root.locator(".rows .right").first).to_be_hidden()


def in_address(page):
    """The logits that the address has."""
    query = parse_qs(urlsplit(page.url).query)
    return [float(text) for text in query.get("logits", [""])[0].split("~") if text]


def test_F2_a_logit_is_dragged_or_moved_by_keys_and_all_follows_in_the_very_call_that_tells_of_it(bars):
    slider = bars.root.get_by_role("slider", name="Logit of dog")
    slider.press("ArrowRight")
    slider.press("PageUp")
    assert bars.logits[1] == pytest.approx(LESSON[1] + 1.1)
    bars.shows(softmax)
    share = bars.texts("share")[1]
    expect(slider).to_have_attribute("aria-valuetext", f"2.9, probability {share}")
    expect(bars.root.get_by_role("row").nth(2)).to_contain_text(share)
    bars.press("Start over")
    drag(bars, 2, -3.2)
    assert bars.logits[2] == pytest.approx(-3.2, abs=0.11)
    bars.shows(softmax)
    bars.page.mouse.up()
    left = bars.logits
    until(bars.page, lambda: in_address(bars.page) == left)
    bars.visitor.settle()
    drag(bars, 0, 1)
    before, after = bars.root.evaluate(
        """(root) => {
          const share = () => root.querySelector(".rows .share").textContent;
          const { left, width } = root.querySelector(".rows .track").getBoundingClientRect();
          const before = share();
          const move = new PointerEvent("pointermove", { clientX: left + 0.9 * width });
          root.querySelector(".table").onpointermove(move);
          return [before, share()];
        }"""
    )
    assert before != after
    bars.shows(softmax)
    bars.page.mouse.up()


def test_F2_typed_numbers_a_temperature_and_the_right_class_change_the_result_and_no_logit_is_told(bars):
    before = bars.shares
    field = bars.type(1, "two")
    expect(bars.root.get_by_role("alert")).to_contain_text("“two” can't be used")
    assert field.input_value() == "two"
    assert bars.shares == before
    bars.type(1, "1000")
    expect(bars.root.get_by_role("alert")).to_contain_text("stay between −100 and 100")
    bars.type(1, "1.8")
    expect(bars.root.get_by_role("alert")).to_be_hidden()
    assert bars.logits == LESSON
    bars.type(0, "1/2")
    bars.type(1, "−0,75")
    assert bars.logits[:2] == [0.5, -0.75]
    bars.shows(softmax)
    bars.root.get_by_role("radio", name="dog is right").check()
    assert bars.loss == pytest.approx(float(cross_entropy(bars.logits, 1)), abs=SHOWN)
    slider = bars.root.get_by_role("slider", name="Temperature")
    for key, temperature in ("End", HOTTEST), ("Home", COLDEST):
        slider.press(key)
        bars.shows(softmax, temperature)
        bars.page.wait_for_url(f"**softmax_t={temperature:g}*")
        bars.visitor.is_answered()
        bars.shows(softmax, temperature)
        assert f"/{format_number(temperature)}" in bars.steps[1]


def test_what_the_page_offers_to_try_is_explained_and_classes_are_named_added_and_removed(bars):
    before = bars.shares
    bars.press("Add 1 to all")
    assert bars.logits == pytest.approx([z + 1 for z in LESSON])
    assert bars.shares == before
    expect(bars.root.locator(".remark")).to_contain_text("no probability changes")
    bars.press("Start over")
    bars.press("Double")
    assert bars.logits == pytest.approx([2 * z for z in LESSON])
    np.testing.assert_allclose(bars.shares, softmax(LESSON, temperature=0.5), atol=SHOWN)
    expect(bars.root.locator(".remark")).to_contain_text("from 0.626 to 0.796")
    expect(bars.root.locator(".remark")).to_contain_text("weights and biases")
    bars.press("Start over")
    bars.press("Try all negative")
    assert max(bars.logits) < 0
    bars.shows(softmax)
    assert max(bars.shares) == 0.976
    expect(bars.root.locator(".remark")).to_contain_text("elephant wins with a logit below 0")
    bars.press("Start over")
    bars.press("Add a class")
    bars.root.locator(".rows .class").nth(3).fill("fox ~ 1")
    bars.root.locator(".rows .class").nth(3).press("Enter")
    assert len(bars.logits) == 4
    bars.root.get_by_role("button", name="Remove dog").click()
    assert bars.logits == [2.5, 0.2, 0]
    bars.shows(softmax)
    bars.page.wait_for_url(re.compile("names="))
    until(bars.page, lambda: parse_qs(urlsplit(bars.page.url).query)["names"] == ["cat~elephant~fox 1"])


def test_the_networks_own_logits_are_loaded(visitor):
    bars = Bars(visitor.go("softmax", test="92"))
    prediction = load_classifier().predict(load_gallery().images[92])
    bars.press("Load the network’s logits")
    assert [one.input_value() for one in bars.root.locator(".rows .class").all()] == list(LABELS)
    np.testing.assert_allclose(bars.logits, prediction.logits, rtol=1e-6)
    np.testing.assert_allclose(bars.shares, prediction.probabilities, atol=SHOWN)
    expect(bars.root.get_by_role("radio", name="Ankle boot is right")).to_be_checked()


def test_F5_one_sigmoid_is_a_softmax_with_0_and_several_need_not_add_up_to_1(bars):
    bars.choose("One sigmoid")
    assert bars.logits == [LESSON[0], 0]
    bars.shows(softmax)
    assert bars.shares[0] == pytest.approx(float(sigmoid(LESSON[0])), abs=SHOWN)
    assert "sigmoid: 1 / (1 + e^(−2.5))" in bars.steps[3]
    bars.type(0, "1")
    assert bars.shares == [0.731, 0.269]
    bars.choose("Softmax")
    assert bars.logits == [1, *LESSON[1:]]
    bars.press("Start over")
    bars.choose("Sigmoids")
    bars.shows(sigmoid)
    assert bars.shares == [0.924, 0.858, 0.55]
    before = bars.shares
    bars.type(0, "-2")
    bars.shows(sigmoid)
    assert bars.shares[1:] == before[1:]  # no class takes from another
    expect(bars.root.locator(".remark")).to_contain_text("need not add up to 1")


def test_F2_a_probability_is_predicted_and_all_that_gives_it_away_is_hidden_until_then(visitor):
    bars = Bars(visitor.go("softmax", predict="true"))
    hidden = [".rows .power", ".rows .share", ".foot .power", ".rows .meter"]
    for at in hidden:
        expect(bars.root.locator(at).first).to_be_hidden()
    assert "probability" not in bars.root.get_by_role("slider").first.get_attribute("aria-valuetext")
    expect(bars.root.locator(".remark")).to_have_text("")
    step = bars.root.locator("[data-stage=next]:is(button)")
    expect(step).to_have_attribute("title", re.compile("Show me"))  # why it does nothing now
    field = bars.root.get_by_label("What is the probability of cat?")
    field.fill("12.18")
    field.press("Enter")
    expect(bars.root.locator(".predict-verdict:visible")).to_contain_text("You stopped before dividing")
    expect(bars.root.locator(".rows .share").first).to_be_hidden()
    field.fill("0.63")
    field.press("Enter")
    expect(bars.root.locator(".rows .share").first).to_be_visible()
    expect(step).to_have_attribute("title", "")
    assert bars.shares == [0.626, 0.311, 0.063]
    bars.type(1, "2.5")
    expect(bars.root.locator(".rows .share").first).to_be_hidden()
    bars.press("Show me")
    expect(bars.root.locator(".rows .share").first).to_be_visible()
    bars.shows(softmax)
