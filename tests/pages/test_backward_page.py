"""The page on one training step: what it keeps, judges, offers for saving and writes as code; row N7."""

import re

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz.backward import EXAMPLES, TITLES
from cnnviz.numbers import format_number
from cnnviz.predict.backward_slips import ASKED
from pages.ui.backward.setting import MOST_INPUTS, MOST_TAPS
from tests.pages.restored.opened import Opened

HUB = "backward"


def opened(**query):
    return Opened("backward", {key: [text] for key, text in query.items()})


def gradient(page):
    return page.saved("cnnviz-backward", ".npy")


def read(text):
    return torch.tensor([[float(cell) for cell in row.split()] for row in text.split("\n")]).double()[
        None, None
    ]


def by_torch(text, weight, target, rate, steps=0, pool=1, relu=False, **options):
    """The gradient of the weights after some steps of PyTorch's SGD."""
    image, weights = read(text), read(weight).requires_grad_()
    optimizer = torch.optim.SGD([weights], lr=rate)
    for last in range(steps + 1):
        optimizer.zero_grad()
        left = F.conv2d(image, weights, **options)
        left = F.max_pool2d(F.relu(left) if relu else left, pool)
        loss = (F.max_pool2d(left, left.shape[2:]).squeeze() - target) ** 2 / 2
        loss.backward()
        if last < steps:
            optimizer.step()
    return weights.grad[0, 0].numpy()


def numbers_of(page, title):
    """The numbers of one of the page's tables, as they are written."""
    (table,) = re.findall(rf"(?s)<table[^>]*>(?:(?!</table>).)*{title}, .*?</table>", page.html)
    rows = re.findall(r"(?s)<tr>(.*?)</tr>", table)
    return [cells for row in rows if (cells := re.findall(r"<td[^>]*>(.*?)</td>", row))]


def test_N7_the_page_begins_with_the_lessons_step():
    page = opened(bw_tables="true")
    assert gradient(page).tolist() == [[4, 0], [2, 4]]
    assert numbers_of(page, "New weight") == [["0.8", "−1"], ["−0.1", "1.8"]]
    assert numbers_of(page, "∂L/∂output") == [["0", "2"], ["0", "0"]]
    assert numbers_of(page, "∂L/∂input") == [["0", "2", "−2"], ["0", "0", "4"], ["0", "0", "0"]]
    assert numbers_of(page, "Loss") == [["2"]]


def test_N7_other_numbers_and_further_steps_give_pytorchs_gradient():
    page = opened()
    text, weight = "1 -2 3 0\n0.5 3 1 2\n2 2 0 1\n1 0 2 1", "1 0.5 0\n0 -1 2"
    sets = {"input": text, "weight": weight, "target": 2, "rate": 0.02, "stride": 1, "padding": 1}
    for name, value in (sets | {"relu": True, "pool": 2, "steps": 3}).items():
        page.react(HUB, name, value)
    again = opened(**page.address)
    expected = by_torch(text, weight, 2, 0.02, 3, 2, True, stride=1, padding=1)
    np.testing.assert_allclose(gradient(again), expected, rtol=1e-6, atol=1e-9)
    assert again.view(HUB)["fields"]["steps"] == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("input", "1 2\n3"),
        ("input", " ".join(["1"] * (MOST_INPUTS + 1))),
        ("input", 3),
        ("weight", " ".join(["1"] * (MOST_TAPS + 1))),
        ("weight", "a"),
        ("target", "4"),
        ("target", True),
        ("target", 1e7),
        ("rate", 0),
        ("rate", float("nan")),
        ("rate", 11),
        ("nudge", 0),
        ("nudge", 2),
        ("stride", 0),
        ("padding", 3),
        ("pool", 0),
        ("relu", 1),
        ("reduce", "min"),
        ("steps", -1),
        ("steps", 51),
        ("at", ["dq", 0, 0]),
        ("at", ["dw", -1, 0]),
        ("at", ["dw", 0]),
        ("weight_at", [0, 100]),
        ("weight_at", "0.0"),
    ],
)
def test_what_no_view_sends_changes_nothing(field, value):
    page = opened()
    before = page.view(HUB)["fields"]
    page.react(HUB, field, value)
    assert page.view(HUB)["fields"] == before
    assert page.address == {}


def test_what_is_looked_at_stands_in_the_address_until_nothing_is():
    page = opened()
    page.react(HUB, "at", ["nw", 1, 0])
    page.react(HUB, "weight_at", [1, 0])
    assert page.address == {"bw_at": "nw.1.0", "bw_by": "1.0"}
    page.react(HUB, "at", None)
    assert page.address == {"bw_by": "1.0"}


def guess(page, name, typed, at):
    page.react(HUB, "guess", {"kind": "value", "typed": typed, "at": [ASKED.index(name), *at]})
    return page.view(HUB)["verdicts"]["value"]


def test_gradients_and_new_weights_are_judged_and_the_slip_is_named():
    page = opened(predict="true")
    found = by_torch("1 2 0\n3 1 2\n0 1 1", "1 -1\n0 2", 4, 0.05)
    assert guess(page, "dw", format_number(found[1, 1]), [1, 1])["right"]
    assert "left out the error" in guess(page, "dw", format_number(found[1, 1] / 2), [1, 1])["sentence"]
    assert "went with the slope" in guess(page, "nw", "1.2", [0, 0])["sentence"]
    assert "no number" in guess(page, "dm", "1", [0, 0])["sentence"]
    assert "can't be used" in guess(page, "dx", "many", [0, 0])["sentence"]


def test_what_is_to_be_predicted_is_neither_saved_nor_listed():
    page = opened(predict="true", bw_tables="true")
    assert gradient(page) is None
    for name, title in TITLES.items():
        assert f"{title}, " not in page.html or name not in ASKED
    assert f"{TITLES['z']}, 2 × 2" in page.html


@pytest.mark.parametrize("query", [{}, {"bw_relu": "true", "bw_pool": "2", "bw_steps": "2"}])
def test_the_code_gives_what_the_page_shows(query):
    page = opened(code="true", **query)
    *_, in_numpy, in_torch = (element.value for element in page.app.code)
    for code in (in_numpy, in_torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        np.testing.assert_allclose(names["output"], gradient(page), atol=1e-12)


def test_what_does_not_fit_is_told_and_nothing_is_offered():
    page = opened(bw_pool="3", code="true", bw_tables="true")
    assert gradient(page) is None
    assert [error for error in page.errors if "A pool of 3 × 3 does not fit a map of 2 × 2" in error]
    assert page.address["bw_pool"] == "3"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.title)
def test_every_example_can_be_opened(example):
    told = example._asdict()
    query = {f"bw_{name}": str(value).lower() for name, value in told.items() if name != "title"}
    page = opened(**query)
    assert gradient(page).shape == read(example.weight)[0, 0].shape
    fields = page.view(HUB)["fields"]
    assert {name: fields[name] for name in told if name != "title"} == {
        name: value for name, value in told.items() if name != "title"
    }


def test_what_is_often_said_of_a_step_is_set_right():
    html = opened(said="true").html
    for slip in ("along-the-slope", "always-smaller", "pool-learns"):
        assert f'id="slip-{slip}"' in html
