"""The page on transposed convolutions: what it keeps, judges, offers for saving and writes as code."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz.numbers import format_number
from pages.ui.transposed.examples import examples
from pages.ui.transposed.setting import MOST_INPUTS, MOST_TAPS
from tests.pages.restored.opened import Opened

HUB = "transposed"
ROW, KERNEL = "3 1 4 1 5", "1 2 -1"
SQUARE, TAPS = "1 2 0\n3 1 2\n0 1 1", "1 -1\n0 2"


def opened(**query):
    return Opened("transposed", {key: [text] for key, text in query.items()})


def output(page):
    return page.saved("cnnviz-transposed", ".npy")


def read(text):
    return torch.tensor([[float(cell) for cell in row.split()] for row in text.split("\n")]).double()


def in_torch(text, kernel, **options):
    values, weight = read(text), read(kernel)
    if len(values) == len(weight) == 1:
        return F.conv_transpose1d(values[None], weight[None], **options)[0].numpy()
    return F.conv_transpose2d(values[None, None], weight[None, None], **options)[0, 0].numpy()


def test_C14_the_page_begins_with_equal_inputs_that_come_out_as_a_checkerboard():
    page = opened()
    assert page.view(HUB)["fields"]["input"] == page.view(HUB)["fields"]["kernel"] == "1 1 1"
    assert output(page).tolist() == [[1, 1, 2, 1, 2, 1, 1]]


@pytest.mark.parametrize(("text", "kernel"), [(ROW, KERNEL), (SQUARE, TAPS), (SQUARE, "1 2 3")])
def test_C14_other_inputs_and_options_give_pytorchs_output(text, kernel):
    page = opened()
    page.react(HUB, "input", text)
    page.react(HUB, "kernel", kernel)
    options = {"stride": 3, "padding": 1, "output_padding": 2, "dilation": 2}
    for name, value in options.items():
        page.react(HUB, name, value)
    again = opened(**page.address)
    np.testing.assert_allclose(output(again), in_torch(text, kernel, **options))
    assert again.view(HUB)["fields"]["input"] == text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("input", "1 2\n3"),
        ("input", "one"),
        ("input", " ".join(["1"] * (MOST_INPUTS + 1))),
        ("input", 3),
        ("kernel", " ".join(["1"] * (MOST_TAPS + 1))),
        ("kernel", ""),
        ("stride", 0),
        ("stride", "2"),
        ("padding", -1),
        ("output_padding", 9),
        ("dilation", 4),
        ("by", "both"),
        ("fill", 1),
        ("resize", "cubic"),
        ("below", "up"),
        ("at", [1]),
        ("at", [-1, 0]),
        ("at", [0, 1000]),
        ("at", "0.1"),
    ],
)
def test_what_no_view_sends_changes_nothing(field, value):
    page = opened()
    before = page.view(HUB)["fields"]
    page.react(HUB, field, value)
    assert page.view(HUB)["fields"] == before
    assert page.address == {}


def test_what_is_looked_at_stands_in_the_address_until_none_is():
    page = opened()
    page.react(HUB, "by", "scatter")
    page.react(HUB, "at", [0, 1])
    assert page.address == {"tr_by": "scatter", "tr_at": "0.1"}
    page.react(HUB, "at", None)
    assert page.address == {"tr_by": "scatter"}


def guess(page, kind, typed, at=None):
    page.react(HUB, "guess", {"kind": kind, "typed": typed, "at": at})
    return page.view(HUB)["verdicts"][kind]


def test_a_size_and_a_number_are_judged_and_the_slip_is_named():
    page = opened(predict="true", tr_input=ROW, tr_kernel=KERNEL, tr_padding="1")
    made = in_torch(ROW, KERNEL, stride=2, padding=1)
    assert page.view(HUB)["asking"]
    assert "left out the padding" in guess(page, "size", str(made.size + 2))["sentence"]
    assert guess(page, "size", str(made.size))["right"]
    number = made[0, 1]
    assert guess(page, "value", format_number(number), [0, 0, 1])["right"]
    missed = guess(page, "value", format_number(-number), [0, 0, 1])
    assert not missed["right"]
    assert missed["sentence"].startswith("You ")
    assert "can't be used" in guess(page, "value", "many", [0, 0, 1])["sentence"]


def test_what_is_to_be_predicted_is_neither_saved_nor_listed():
    page = opened(predict="true", tr_tables="true")
    assert output(page) is None
    assert "Output" not in page.html
    assert "Output" in opened(tr_tables="true").html


@pytest.mark.parametrize("way", ["transposed", "resized", "back"])
@pytest.mark.parametrize(("text", "kernel"), [(ROW, KERNEL), (SQUARE, TAPS)])
def test_the_code_gives_what_the_page_shows(way, text, kernel):
    page = opened(code="true", tr_code=way, tr_input=text, tr_kernel=kernel, tr_resize="bilinear")
    *_, in_numpy, by_torch = (element.value for element in page.app.code)
    found = []
    for code in (in_numpy, by_torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        found.append(np.atleast_2d(names["output"]))
    np.testing.assert_allclose(*found, atol=1e-9)
    if way == "transposed":
        np.testing.assert_allclose(found[0], output(page))
    if way == "back":
        assert found[0].shape == read(text).shape


def test_what_cannot_be_is_told_and_nothing_is_offered():
    page = opened(tr_stride="1", tr_more="1", code="true", tr_tables="true")
    assert output(page) is None
    assert [error for error in page.errors if "not below the stride" in error]
    assert page.address["tr_more"] == "1"


def test_every_example_has_an_output():
    for example in examples():
        page = opened(tr_input=example.input, tr_kernel=example.kernel, tr_stride=str(example.stride))
        assert output(page).size
        assert page.view(HUB)["fields"]["input"] == example.input
