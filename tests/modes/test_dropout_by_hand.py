"""Dropout on typed numbers, against PyTorch's layer and against what a mean of all draws has to be."""

import numpy as np
import pytest
import torch

from cnnviz.modes import Draw, drawn
from cnnviz.network.layers import Dropout

VALUES = (2.0, 4.0, 6.0, 8.0)


def draw_of(values, p, seed, count=1):
    many = drawn(len(values), p, seed, count)
    return Draw(values, p, many[0].tolist(), many)


def test_the_courses_draw_keeps_two_and_doubles_them():
    draw = Draw(VALUES, 0.5, (True, False, True, False), drawn(4, 0.5, 1))
    assert draw.training.tolist() == [4, 0, 12, 0]
    assert draw.test.tolist() == draw.mean_of_all.tolist() == list(VALUES)
    assert len(draw.all_draws) == 16


@pytest.mark.parametrize("p", [0.0, 0.2, 0.5, 0.9])
def test_what_is_kept_is_as_pytorchs_layer_scales_it(p):
    given = torch.tensor([1.0, -2.0, 3.5, 100.0] * 2, dtype=torch.float64)
    torch.manual_seed(3)
    theirs = torch.nn.Dropout(p)(given)
    draw = Draw(given.tolist(), p, (theirs != 0).tolist(), drawn(8, p, 1))
    np.testing.assert_allclose(draw.training, theirs.numpy(), rtol=1e-15)
    np.testing.assert_array_equal(draw.test, torch.nn.Dropout(p).eval()(given).numpy())


@pytest.mark.parametrize("p", [0.0, 0.3, 0.5, 0.85])
def test_the_mean_of_all_draws_is_the_number_itself(p):
    values = (1.0, -7.0, 0.5, 1e5, 3.0)
    draw = draw_of(values, p, 5)
    np.testing.assert_allclose(draw.mean_of_all, values, rtol=1e-12)
    assert len(np.unique(draw.all_draws, axis=0)) == 2**5


def test_many_draws_are_those_of_the_layer_and_their_mean_nears_the_number():
    draw = draw_of(VALUES, 0.5, 10, 500)
    layer = Dropout(0.5, np.random.default_rng(10))
    outputs = layer.forward(np.tile(VALUES, (500, 1)), training=True)[0]
    np.testing.assert_array_equal(draw.mean_of_many, outputs.mean(axis=0))
    spread = np.array(VALUES) * np.sqrt(1 / 500)  # of a mean of draws that are 0 or twice the number
    assert (np.abs(draw.mean_of_many - VALUES) < 4 * spread).all()


def test_the_first_of_many_draws_is_the_one_draw():
    np.testing.assert_array_equal(drawn(6, 0.4, 7)[0], drawn(6, 0.4, 7, 50)[0])


def test_words_have_the_numbers():
    draw = Draw((-2.0, 4.0), 0.2, (True, False), np.array([[True, False], [True, True]]))
    assert draw.training_words(0) == "Kept, and divided by 1 − p: (−2) / (1 − 0.2) = −2.5."
    assert draw.training_words(1) == "Silenced: 4 becomes 0."
    assert draw.many_words(1) == "Kept in 1 of 2: 1 · 5 / 2 = 2.5."
    assert draw.all_words(1).endswith("(1 − 0.2) · 5 + 0.2 · 0 = 4.")
