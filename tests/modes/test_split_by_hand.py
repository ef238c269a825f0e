"""Scaling before and after the data is split."""

import numpy as np
import pytest
import torch

from cnnviz.errors import CnnvizError
from cnnviz.modes import scaled

VALUES, TEST = (2.0, 4.0, 6.0, 12.0), (False, False, False, True)


def test_M18_the_test_value_looks_ordinary_once_it_was_counted_in():
    both = scaled(VALUES, TEST)
    assert both.split_first.scores.round(2).tolist() == [-1.22, 0, 1.22, 4.9]
    assert both.normalised_first.scores.round(2).tolist() == [-1.07, -0.53, 0, 1.6]
    assert both.moved == 3
    assert both.farthest == 3


def test_scores_are_those_of_pytorch():
    values = np.random.default_rng(2).normal(3, 20, 8)
    is_test = values > np.median(values)
    both = scaled(values.tolist(), is_test.tolist())
    given = torch.tensor(values)
    for way, of in ((both.split_first, given[torch.tensor(~is_test)]), (both.normalised_first, given)):
        expected = (given - of.mean()) / of.std(correction=0)
        np.testing.assert_allclose(way.scores, expected.numpy(), rtol=1e-12)


def test_another_test_number_moves_no_training_input_if_split_first():
    one, other = (scaled((*VALUES[:3], value), TEST) for value in (12.0, 100.0))
    assert one.split_first.scores[:3].tolist() == other.split_first.scores[:3].tolist()
    assert (one.normalised_first.scores[:3] != other.normalised_first.scores[:3]).all()


def test_without_a_test_both_orders_are_one():
    both = scaled(VALUES, [False] * 4)
    assert both.moved == 0
    assert both.farthest is None
    np.testing.assert_array_equal(both.split_first.scores, both.normalised_first.scores)


@pytest.mark.parametrize("is_test", [(True, True, True, True), (False, True, True, True)])
def test_a_training_without_two_different_numbers_is_told(is_test):
    with pytest.raises(CnnvizError, match="two different numbers"):
        scaled(VALUES, is_test)


def test_words_have_the_numbers():
    way = scaled((-2, 4), (False, False)).split_first
    assert way.mean_words() == "((−2) + 4) / 2 = 1"
    assert way.deviation_words() == "√((((−2) − 1)² + (4 − 1)²) / 2) = 3"
    assert way.words(0) == "((−2) − 1) / 3 = −1"
