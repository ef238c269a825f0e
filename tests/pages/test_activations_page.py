"""The Activations page without a browser: the numbers that it sends are PyTorch's."""

import json

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz import images
from cnnviz.activated import GLU
from cnnviz.kernels import CATALOGUE
from cnnviz.numbers import format_number
from cnnviz.operators import ACTIVATIONS
from cnnviz.scripts import activation_script
from tests.pages.everything import everything
from tests.pages.restored.opened import Opened

MATRIX = "-3 0 1/2\n2 -1/4 0\n5 -6 7"
#: What hides the files to save.
HIDDEN = "<style>.st-key-saves { display: none; }</style>"
TYPED = {"img": "matrix", "matrix": MATRIX, "act_of": "picture"}


def activation(page):
    """What the component of curve and maps was given."""
    return page.sent("activated")


def text(page):
    """All prose and HTML on the page."""
    return "\n".join(element.proto.body for element in page.app.get("html"))


def theirs(key, values):
    """PyTorch's outputs and slopes; of the linear unit, which it lacks, what it passes on."""
    asked = torch.tensor(values, dtype=torch.float64, requires_grad=True)
    output = asked * 1 if key == "linear" else getattr(F, key)(asked)
    output.sum().backward()
    return output.detach().numpy(), asked.grad.numpy()


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_A1_map_curve_and_slope_of_each_activation_are_pytorchs(visit, key):
    sent = activation(visit("activations", activation=key, img="camera"))
    x, y, slopes = sent.blocks["curve"]
    for values, outputs, steep in [
        (x, y, slopes),
        (sent.blocks["inputs"], sent.blocks["outputs"], sent.blocks["slopes"]),
    ]:
        expected, gradients = theirs(key, values)
        np.testing.assert_allclose(outputs, expected, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(steep, gradients, rtol=1e-5, atol=1e-6)
    assert x.min() <= sent.blocks["inputs"].min() <= sent.blocks["inputs"].max() <= x.max()


def test_A1_the_middle_of_the_curve_is_0_whatever_the_range_of_the_map(visit):
    for largest in ("7", "1/3", "12345.678"):
        x = activation(visit("activations", img="matrix", matrix=f"0 {largest}", act_of="picture")).blocks[
            "curve"
        ][0]
        assert x[len(x) // 2] == 0
        np.testing.assert_array_equal(x, -x[::-1])


def test_A1_a_value_of_glu_passes_as_far_as_its_gate_is_open(visit):
    sent = activation(visit("activations", activation=GLU, img="camera"))
    halves = torch.tensor(np.stack([sent.blocks["passed"], sent.blocks["inputs"]]))
    np.testing.assert_allclose(sent.blocks["outputs"], F.glu(halves, dim=0)[0].numpy(), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(sent.blocks["curve"][1], theirs("sigmoid", sent.blocks["curve"][0])[0])


def test_A1_the_result_follows_typed_numbers_and_the_bias(visit):
    numbers = images.parse_matrix(MATRIX)
    sent = activation(visit("activations", **TYPED))
    np.testing.assert_array_equal(sent.blocks["inputs"], numbers)
    np.testing.assert_array_equal(sent.blocks["outputs"], np.maximum(numbers, 0))
    shifted = activation(visit("activations", **TYPED, act_bias="-1"))
    np.testing.assert_array_equal(shifted.blocks["outputs"], np.maximum(numbers - 1, 0))


def test_A1_dead_numbers_are_those_whose_slope_is_0(visit):
    numbers = images.parse_matrix(MATRIX)
    dead = int((numbers <= 0).sum())
    assert f"{dead} of {numbers.size} numbers pass no gradient on" in text(visit("activations", **TYPED))
    assert f"0 of {numbers.size} numbers" in text(visit("activations", **TYPED, activation="leaky_relu"))


def test_A1_filters_whose_whole_map_is_0_are_counted_and_named(visit):
    names = CATALOGUE["kirsch_maximum"].names
    page = visit("activations", img="camera", kernel="kirsch_maximum", act_bias="6")
    assert f"0 of {len(names)}" in text(page)
    flat = {"img": "matrix", "matrix": "1 1 1\n1 1 1\n1 1 1", "kernel": "kirsch_maximum", "act_bias": "-1"}
    said = text(visit("activations", **flat))
    assert f"{len(names)} of {len(names)}" in said
    assert ", ".join(names) in said


@pytest.mark.parametrize("key", [*ACTIVATIONS, GLU])
def test_the_code_on_the_page_gives_the_map_that_is_shown(visit, answers_of, key):
    sent = activation(visit("activations", **TYPED, activation=key, code="true"))
    given = sent.blocks["inputs"]
    if key == GLU:
        given = np.stack([sent.blocks["passed"], given])
    script = activation_script(given, key)
    files = {name: images.npy(given) for name in script.files}
    for answer in answers_of(script, files):
        np.testing.assert_allclose(answer, sent.blocks["outputs"], rtol=1e-5, atol=1e-6)


def asked(**query):
    return Opened("activations", {**TYPED, "predict": "true", "act_at": "0.1.1", **query})


def guess(page, typed):
    page.report("activations_questions", "guess", {"kind": "value", "typed": typed, "at": [0, 0, 0]})
    return json.loads(page.component("activations_questions").json)["questions"]["value"]["verdict"]


@pytest.mark.parametrize("key", ["silu", "elu", "softplus", "sigmoid", GLU])
def test_A1_nothing_gives_the_number_away_before_it_is_predicted(key):
    page, free = asked(activation=key, code="true"), asked(activation=key, predict="false")
    seen = free.sent("activated").blocks
    answer = format_number(seen["outputs"][1, 1])
    sent = page.sent("activated")
    assert {name.split()[0] for name in sent.blocks} <= {"index", "palette", "inputs", "passed"}
    assert answer not in everything(page).replace(format_number(seen["inputs"][1, 1]), "")
    assert page.saved("cnnviz-activated", ".npy") is None is not free.saved("cnnviz-activated", ".npy")
    assert HIDDEN in text(page)
    assert "After" not in page.facts
    assert [figure["label"] for figure in sent.header["figures"]][-1] in ("Before", "Gate b")
    assert guess(page, answer)["right"]
    np.testing.assert_array_equal(page.sent("activated").blocks["outputs"], seen["outputs"])
    assert HIDDEN not in text(page)
    assert "After" in page.facts


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("relu", "-0.25", "You passed the value on unchanged"),
        ("sigmoid", "0.246", "You gave the slope instead of the output"),
        (GLU, "-0.25", "You passed the value on without the gate"),
    ],
)
def test_A1_a_wrong_answer_names_its_slip_and_stays_and_nothing_is_shown(key, typed, said):
    page = asked(activation=key)
    verdict = guess(page, typed)
    assert not verdict["right"]
    assert said in verdict["sentence"]
    assert "outputs" not in page.run().sent("activated").blocks
    kept = json.loads(page.component("activations_questions").json)["questions"]["value"]["verdict"]
    assert kept == verdict


def test_how_the_hidden_code_is_written_stays_in_the_address_and_is_shown_with_it():
    page = asked(code="true", code_as="torch")
    assert page.address["code_as"] == "torch"
    page.report("activations_questions", "reveal_value", page.header("activations_questions")["task"])
    assert page.tabs == ["PyTorch"]
    assert page.address["code_as"] == "torch"
    assert "code_as" not in asked(code="true").address  # as loops, as at first


def test_A1_show_me_shows_the_map_and_another_number_is_asked_anew():
    page = asked()
    told = json.loads(page.component("activations_questions").json)
    assert told["questions"]["value"]["text"] == "What does ReLU make of −0.25?"
    page.report("activations_questions", "reveal_value", told["task"])
    assert "outputs" in page.sent("activated").blocks
    page.report("activated", "pin", [0, 2])
    assert "outputs" not in page.sent("activated").blocks
    page.report("activated", "pin", [1, 1])
    assert "outputs" in page.sent("activated").blocks
    assert not Opened("activations", TYPED).has("activations_questions")
