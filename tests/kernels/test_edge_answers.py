"""What kernels answer to edges of every direction."""

import numpy as np
import pytest

from cnnviz.filtering import built
from cnnviz.kernels import CATALOGUE, CombinedSpec
from cnnviz.kernels.edge_answers import EDGE, edge_answers, towards
from cnnviz.operators import conv2d

KERNELS = [
    key
    for key, spec in CATALOGUE.items()
    if not isinstance(spec, CombinedSpec) and max(built(spec, {}).size) <= 7
]


def answers(key, **values):
    choice = built(CATALOGUE[key], values)
    spec = choice.spec
    return edge_answers(choice.kernels, spec.combine if isinstance(spec, CombinedSpec) else None)


def edge_picture(degrees, side=61):
    """A picture whose middle an edge of a direction goes through."""
    rows, columns = np.indices((side, side)) - side // 2
    angle = np.radians(degrees)
    return EDGE * np.clip(columns * np.cos(angle) + rows * np.sin(angle) + 0.5, 0, 1)


@pytest.mark.parametrize("key", KERNELS)
@pytest.mark.parametrize("degrees", [0, 20, 45, 115, 250])
def test_C2_no_output_near_such_an_edge_is_stronger_than_the_answer_and_some_are_nearly_as_strong(
    key, degrees
):
    choice = built(CATALOGUE[key], {})
    output = conv2d(edge_picture(degrees), choice.kernels[0].astype(np.float64))
    found = abs(answers(key).at(degrees))
    largest = np.abs(output).max()
    tolerance = 0.13 * np.abs(choice.kernels).sum() * EDGE  # between places that are 0.25 apart
    assert largest <= found + tolerance
    assert found <= largest + (tolerance if degrees % 90 else 0.51 * np.abs(choice.kernels).sum() * EDGE)


@pytest.mark.parametrize(("edges", "best"), [("vertical", 0), ("horizontal", 90)])
def test_sobels_strongest_edge_is_the_one_that_it_is_made_for(edges, best):
    found = answers("sobel", edges=edges)
    kernel = built(CATALOGUE["sobel"], {"edges": edges}).kernels[0]
    assert found.degrees[found.strongest] == best
    assert found.at(best) == EDGE * kernel[kernel > 0].sum() == -found.at(best + 180)
    assert found.at(best + 90) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("key", ["gaussian", "box", "identity"])
def test_smoothing_kernels_do_not_tell_directions_apart(key):
    found = answers(key)
    assert found.is_alike
    assert found.largest == pytest.approx(EDGE, rel=1e-4)


def test_edge_strength_has_an_answer_for_every_direction_and_one_kernel_has_not():
    both, one = answers("sobel_magnitude"), answers("sobel")
    assert both.answers.min() > 0.9 * both.largest
    assert np.abs(one.answers).min() < 0.01 * one.largest


def test_a_kernel_of_zeros_answers_nothing():
    found = edge_answers(np.zeros((1, 3, 3)))
    assert found.largest == 0
    assert found.is_alike


@pytest.mark.parametrize("size", [(1, 1), (1, 2), (2, 3), (15, 15)])
def test_kernels_of_any_size_have_answers(size):
    found = edge_answers(np.random.default_rng(0).normal(size=(1, *size)))
    assert np.isfinite(found.answers).all()


def test_half_a_turn_of_the_kernel_turns_the_answers():
    kernel = np.random.default_rng(0).normal(size=(1, 3, 4))
    there, back = edge_answers(kernel), edge_answers(kernel[:, ::-1, ::-1])
    np.testing.assert_allclose(np.roll(there.answers, len(there.answers) // 2), back.answers, atol=1e-9)


def test_directions_are_named_by_the_nearest_side():
    assert [towards(at) for at in (90, 180, 270, 315, 359)] == [
        "bottom",
        "left",
        "top",
        "upper right",
        "right",
    ]
