"""A kernel whose weights are rounded so far that one sees it says so."""

import re

import numpy as np
import pytest

from cnnviz.filtering import built
from cnnviz.kernels import CATALOGUE


def told(text):
    return built(CATALOGUE["custom"], {"text": text}).rounding


@pytest.mark.parametrize(
    ("text", "row", "column", "typed", "used"),
    [
        ("0.001 1000000", 0, 0, "0.001", "0"),
        ("1000000 0; 0 0.1", 1, 1, "0.1", "0.125"),
        ("1 1e-9", 0, 1, "1e−9", "0"),
    ],
)
def test_a_weight_lost_beside_a_larger_one_is_told_with_its_place(text, row, column, typed, used):
    assert f"in row {row}, column {column}, {typed} is used as {used}." in told(text)


def test_of_several_the_farthest_is_named_and_the_others_counted():
    assert told("0.03 0.001 1000000").endswith("0.03 is used as 0. 1 other weight changes, too.")
    assert told("0.03 0.001 0.002 1000000").endswith("0.03 is used as 0. 2 other weights change, too.")


@pytest.mark.parametrize(
    "text", ["1 2; 3 4", "1/9 1/3", "0.1 100", "0", "1e-6 2e-6", "1.2 9000", "1.1 30000"]
)
def test_what_prints_the_same_is_not_mentioned(text):
    assert told(text) == ""


@pytest.mark.parametrize("text", ["1.2 9000", "1.1 0.03 1000000", "1.2 1.0003 5000"])
def test_a_weight_that_is_told_prints_otherwise_than_it_was_typed(text):
    for typed, used in re.findall(r"column \d+, (\S+) is used as (\S+?)\.(?= |$)", told(text)):
        assert typed != used


@pytest.mark.parametrize("orientation", range(0, 185, 5))
def test_what_is_0_in_a_gabor_is_not_told_as_a_weight_that_was_lost(orientation):
    for phase in range(-180, 195, 15):
        choice = built(CATALOGUE["gabor"], {"orientation": orientation, "phase": phase, "size": 9})
        assert "is used as 0." not in choice.rounding, phase


@pytest.mark.parametrize("name", CATALOGUE)
def test_no_kernel_of_the_catalogue_loses_a_weight_at_its_defaults(name):
    assert built(CATALOGUE[name], {}).rounding == ""


def test_the_step_that_is_told_is_the_one_that_weights_are_multiples_of():
    choice = built(CATALOGUE["custom"], {"text": "0.001 1000000"})
    assert f"multiples of {np.spacing(np.float32(1e6)):g}:" in choice.rounding
