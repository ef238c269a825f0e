"""How alike kernels are."""

import math

import numpy as np
import pytest

from cnnviz.errors import KernelError
from cnnviz.kernels import CATALOGUE, kirsch, laplacian, scharr, sobel
from cnnviz.kernels.similarity import cosine, hand_made, nearest


def test_size_does_not_matter_and_sign_turns_the_cosine_round():
    kernel = np.random.default_rng(0).normal(size=(3, 3))
    assert cosine(kernel, 7 * kernel) == pytest.approx(1)
    assert cosine(kernel, -0.1 * kernel) == pytest.approx(-1)


def test_the_cosine_is_that_of_the_angle_between_two_vectors():
    assert cosine([[1, 0]], [[math.cos(0.7), math.sin(0.7)]]) == pytest.approx(math.cos(0.7))
    assert cosine(sobel("vertical"), sobel("horizontal")) == 0
    assert math.isnan(cosine(np.zeros((3, 3)), sobel()))


def test_every_hand_made_kernel_is_its_own_nearest():
    for hand in hand_made():
        (near,) = nearest(-3 * hand.weights, 1)
        assert near.kernel.name == hand.name
        assert near.cosine == pytest.approx(-1)


def test_no_two_hand_made_kernels_are_one_pattern():
    patterns = [hand.weights for hand in hand_made()]
    alike = [abs(cosine(a, b)) for i, a in enumerate(patterns) for b in patterns[:i]]
    assert max(alike) < 0.999


def test_every_3_by_3_kernel_of_the_catalogue_is_among_them():
    there = [hand.weights for hand in hand_made()]
    asked = [sobel("horizontal"), scharr(), *map(kirsch, ("N", "SE")), laplacian(8)]
    asked += [CATALOGUE[key].build() for key in ("prewitt", "sharpen", "emboss", "box", "identity")]
    for kernel in asked:
        assert max(abs(cosine(kernel, other)) for other in there) == pytest.approx(1)
    assert all(hand.weights.shape == (3, 3) for hand in hand_made())


def test_the_nearest_come_first():
    kernel = np.random.default_rng(1).normal(size=(3, 3))
    found = [abs(near.cosine) for near in nearest(kernel, 99)]
    assert found == sorted(found, reverse=True)
    assert len(found) == len(hand_made())
    assert nearest(np.zeros((3, 3))) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda: cosine(np.ones((3, 3)), np.ones((5, 5))), "shapes"),
        (lambda: cosine([], []), "shapes"),
        (lambda: cosine([math.inf], [1]), "not finite"),
        (lambda: nearest(np.ones((2, 2))), "shapes"),
    ],
)
def test_what_makes_no_sense_is_refused(change, sentence):
    with pytest.raises(KernelError, match=sentence):
        change()
