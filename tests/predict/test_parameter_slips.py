"""What a layer learns, predicted: the right number is PyTorch's, and each slip is named by what it gives."""

import pytest
from torch import nn

from cnnviz.counting import Layer, count
from cnnviz.predict import check_parameters

MAPS = (6, 14, 14)
LARGE = (64, 224, 224)
CONV = Layer("conv", 16, (3, 5), (2, 1), 1, groups=2)


def row(layer, shape=MAPS):
    (counted,) = count([layer], shape)
    return counted


def learnt(module):
    return sum(p.numel() for p in module.parameters())


@pytest.mark.parametrize(
    ("layer", "module", "shape"),
    [
        (CONV, nn.Conv2d(6, 16, (3, 5), (2, 1), 1, groups=2), MAPS),
        (Layer("conv", 8, (3, 3), bias=False), nn.Conv2d(6, 8, 3, bias=False), MAPS),
        (Layer("dense", 120), nn.Linear(6 * 14 * 14, 120), MAPS),
        (Layer("dense", 10), nn.Linear(64 * 224 * 224, 10, device="meta"), LARGE),
        (Layer("max", 0, (2, 2), (2, 2)), nn.MaxPool2d(2), MAPS),
        (Layer("avg", 0, (3, 3)), nn.AvgPool2d(3), MAPS),
    ],
)
def test_the_right_number_is_pytorchs_and_its_neighbours_are_wrong(layer, module, shape):
    number = learnt(module)
    assert check_parameters(f"{number:,}", row(layer, shape)).right
    for wrong in (number + 1, number - 1):
        assert not check_parameters(str(wrong), row(layer, shape)).right


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("16 * 3 * 3 * 5", "no_bias"),
        ("16 * 3 * 3 * 5 + 1", "one_bias"),
        ("16 * 3 * (3 * 5 + 1)", "bias_each"),
        ("16 * (3 * 5 + 1)", "no_channels"),
        ("16 * 3 * 5", "no_channels"),
        ("16 * (3 * 3 + 1)", "side"),
        ("16 * (3 * 5 * 1 * 3 + 1) * 7 * 12", "own_weights"),
        ("16 * (6 * 3 * 5 + 1)", "no_groups"),
        ("3 * 3 * 5 + 1", "one"),
        ("6 * (16 * 3 * 5 + 1)", "bias_in"),
        ("16 * (3 * (3 + 5) + 1)", "added"),
        ("16", "biases"),
        ("16 * 7 * 12", "outputs"),
        ("16 * 7 * 12 * 3 * 3 * 5", "multiplications"),
    ],
)
def test_each_slip_of_a_convolution_is_named(typed, slip):
    assert row(CONV).shape == (16, 7, 12)
    verdict = check_parameters(typed, row(CONV))
    assert (verdict.right, verdict.slip) == (False, slip)


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("120 * 6 * 14 * 14", "no_bias"),
        ("120 * 6 * 14 * 14 + 1", "one_bias"),
        ("6 * 14 * 14 + 1", "one"),
        ("6 * 14 * 14 + 120", "added"),
        ("120 * (14 * 14 + 1)", "no_channels"),
        ("120 * (6 + 1)", "no_pixels"),
        ("120 * (6 * 14 + 1)", "side"),
        ("120", "biases"),
    ],
)
def test_each_slip_of_a_dense_layer_is_named(typed, slip):
    assert check_parameters(typed, row(Layer("dense", 120))).slip == slip


def test_forgotten_biases_are_named_however_few_they_are_beside_the_weights():
    verdict = check_parameters("32112640", row(Layer("dense", 10), LARGE))
    assert (verdict.right, verdict.slip) == (False, "no_bias")


def test_without_biases_nobody_counted_them_alone():
    verdict = check_parameters("0", row(Layer("conv", 8, (3, 3), bias=False)))
    assert (verdict.right, verdict.slip) == (False, None)


@pytest.mark.parametrize(
    ("typed", "slip"), [("4", "weights"), ("6 * 2 * 2", "weights"), ("6 * 7 * 7", "outputs")]
)
def test_a_pool_has_nothing_to_learn(typed, slip):
    assert check_parameters(typed, row(Layer("max", 0, (2, 2), (2, 2)))).slip == slip


@pytest.mark.parametrize("layer", [CONV, Layer("dense", 120), Layer("max", 0, (2, 2), (2, 2))])
def test_what_no_slip_gives_gets_a_hint_without_the_answer(layer):
    counted = row(layer)
    verdict = check_parameters("1234567", counted)
    assert verdict.slip is None
    assert "too large" in verdict.sentence
    assert counted.parameters.result not in verdict.sentence.removeprefix("1,234,567").split()
