"""Both scripts of a pooling are run as they are shown, and give what cnnviz computes."""

from inspect import signature

import numpy as np
import pytest

from cnnviz import images, operators
from cnnviz.errors import ShapeError
from cnnviz.operators import POOLINGS, ways
from cnnviz.scripts import INPUT_FILE, pool_script

EPSILON = np.finfo(np.float32).eps
SLIDING = [kind for kind, row in POOLINGS.items() if row.way is ways.SLIDING]


def drawn_padding(window, rng):
    """Draw a number, TensorFlow's "same", or one for each side."""
    sides = tuple(tuple(rng.integers(0, k // 2 + 1, 2).tolist()) for k in window)
    ways = [int(rng.integers(0, window.min() // 2 + 1)), "same_tensorflow", sides]
    return ways[rng.integers(3)]


def drawn_options(row, rng):
    """Draw the options of a pooling that its function takes, as the page has them."""
    known, window = signature(row.function).parameters, rng.integers(1, 6, 2)
    options = {
        **row.reduction.own,
        "padding": drawn_padding(window, rng),
        "ceil_mode": bool(rng.integers(2)),
        "kernel_size": int(rng.integers(1, 4)) if "samples" in known else tuple(window.tolist()),
        "stride": tuple(rng.integers(1, 5, 2).tolist()),
        "dilation": int(rng.integers(1, 3)),
        "count_include_pad": bool(rng.integers(2)),
        "output_size": tuple(rng.integers(1, 8, 2).tolist()),
        "samples": rng.random(2),
    }
    return {name: options[name] for name in known if name in options}


def drawn_case(kind, seed):
    rng = np.random.default_rng(seed)
    image = rng.uniform(-99, 255, rng.integers(10, 25, 2)).astype(np.float32)
    options = drawn_options(POOLINGS[kind], rng)
    return image, options, POOLINGS[kind].function(image, **options)


@pytest.mark.parametrize("kind", POOLINGS)
@pytest.mark.parametrize("seed", range(25))
def test_a_pooling_drawn_at_random_comes_out_the_same(answers_of, kind, seed):
    image, options, expected = drawn_case(kind, seed)
    script = pool_script(image, kind, options)
    # a sum of n values may be rounded n times, each time by half an epsilon of what is added up
    row = POOLINGS[kind]
    terms = 25 if row.way is ways.SLIDING else image.size
    for answer in answers_of(script, {INPUT_FILE: images.npy(image)}):
        assert answer.shape == expected.shape
        if row.reduction.work == "compares":
            np.testing.assert_array_equal(answer, expected)
        else:
            added = abs(image).max() * (1 if row.reduction.keeps_range else terms)
            np.testing.assert_allclose(answer, expected, rtol=0, atol=EPSILON * terms * added)


@pytest.mark.parametrize("kind", SLIDING)
def test_the_cases_drawn_meet_every_option(kind):
    cases = [drawn_case(kind, seed) for seed in range(25)]
    for name in {name for case in cases for name in case[1]} - {*POOLINGS[kind].reduction.own}:
        assert len({case[1][name] for case in cases}) > 1, name
    floors = [
        POOLINGS[kind].function(image, **(options | {"ceil_mode": False})) for image, options, _ in cases
    ]
    assert any(case[2].shape != floor.shape for case, floor in zip(cases, floors, strict=True))


def test_a_small_matrix_needs_no_file(answers_of):
    image = images.load_sample("pooling")
    script = pool_script(image, "max", {"kernel_size": (2, 2), "stride": (2, 2), "padding": 0})
    assert script.files == ()
    for answer in answers_of(script):
        np.testing.assert_array_equal(answer, operators.max_pool2d(image, 2))


def test_the_steps_of_fractional_pooling_are_the_pages_at_every_size(answers_of):
    image = np.arange(40 * 41, dtype=np.float32).reshape(40, 41)
    for draw in range(20):
        options = {
            "kernel_size": 1 + draw % 3,
            "output_size": (1 + draw, 38 - draw),
            "samples": np.random.default_rng(draw).random(2),
        }
        expected = operators.fractional_max_pool2d(image, **options)
        for answer in answers_of(
            pool_script(image, "fractional_max", options), {INPUT_FILE: images.npy(image)}
        ):
            np.testing.assert_array_equal(answer, expected)


def test_a_window_that_does_not_fit_is_refused_as_by_the_operator():
    with pytest.raises(ShapeError, match="does not fit"):
        pool_script(np.ones((3, 3)), "max", {"kernel_size": (4, 4), "stride": (1, 1), "padding": 0})
