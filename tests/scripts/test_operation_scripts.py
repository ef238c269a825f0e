"""Both scripts of an operation along any axes are run as they are shown, and give what cnnviz computes."""

import numpy as np
import pytest

from cnnviz import images, operators
from cnnviz.errors import CnnvizError
from cnnviz.operators.padding import BORDER_MODES
from cnnviz.scripts import INPUT_FILE, operation_script
from cnnviz.scripts.literals import WRITTEN
from cnnviz.scripts.operations import OPERATORS

CONVOLUTIONS = {"conv1d": 1, "conv2d": 2, "conv3d": 3, "conv_transpose1d": 1, "conv_transpose2d": 2}


def run(answers_of, name, *arrays, **options):
    """Hold both scripts to what the operator computes; of float64 so that rounding does not matter."""
    given = [array for array in arrays if array is not None]
    expected = getattr(operators, name)(*given, **options)
    script = operation_script(name, *given, **options)
    for answer in answers_of(script, {INPUT_FILE: images.npy(arrays[0])}):
        assert answer.shape == expected.shape
        assert answer.dtype == expected.dtype
        np.testing.assert_allclose(answer, expected, atol=1e-10)
    return script


def per_axis(rng, axes, high, low=1):
    return tuple(int(number) for number in rng.integers(low, high, axes))


def drawn_case(name, seed):
    """Draw an input, a kernel, sometimes a bias, and how it slides."""
    rng, axes = np.random.default_rng(seed), CONVOLUTIONS[name]
    plain = seed % 3 == 0
    stride, dilation, taps = (per_axis(rng, axes, high) for high in (4, 3, 4))
    size = tuple(d * (k - 1) + 1 + int(rng.integers(5)) for d, k in zip(dilation, taps, strict=True))
    groups = 1 if plain else int(rng.integers(1, 3))
    depth, share = (1, 1) if plain else per_axis(rng, 2, 3)
    options = {"stride": stride, "dilation": dilation, "groups": groups}
    if "transpose" in name:
        options["output_padding"] = tuple(max(s, d) - 1 for s, d in zip(stride, dilation, strict=True))
        rows = zip(size, stride, taps, dilation, strict=True)
        options["padding"] = tuple(min(seed % 3, ((n - 1) * s + d * (k - 1)) // 2) for n, s, k, d in rows)
        leading = (groups * depth, share)
    else:
        lopsided = tuple(per_axis(rng, 2, 3, 0) for _ in range(axes))
        options["padding"] = lopsided if seed % 2 else tuple((n, n) for n, _ in lopsided)
        options["mode"] = BORDER_MODES[seed % len(BORDER_MODES)]
        leading = (groups * share, depth)
    values = rng.normal(size=size if plain else (groups * depth, *size))
    weight = rng.normal(size=taps if plain else (*leading, *taps))
    bias = rng.normal(size=groups * share) if seed % 4 < 2 else None
    return values, weight, bias, options


@pytest.mark.parametrize("name", OPERATORS)
def test_what_has_a_script_has_a_loop_twin(name):
    assert name in operators.__all__
    assert name in operators.loops.__all__


@pytest.mark.parametrize("seed", range(24))
@pytest.mark.parametrize("name", CONVOLUTIONS)
def test_a_convolution_drawn_at_random_comes_out_the_same(answers_of, name, seed):
    *arrays, options = drawn_case(name, seed)
    run(answers_of, name, *arrays, **options)


def test_the_cases_drawn_meet_every_option():
    cases = [drawn_case(name, seed) for name in CONVOLUTIONS for seed in range(24)]
    assert {case[3].get("mode", "constant") for case in cases} == set(BORDER_MODES)
    for met in (
        lambda case: case[0].size > WRITTEN,
        lambda case: case[2] is None,
        lambda case: case[3]["groups"] > 1,
        lambda case: case[1].ndim < 3,
        lambda case: set(case[3]["stride"]) == {1},
        lambda case: set(case[3]["dilation"]) == {1},
        lambda case: any(case[3].get("output_padding", ())),
    ):
        assert {met(case) for case in cases} == {True, False}


@pytest.mark.parametrize("padding", ["same", "causal", "full", "valid", (2, 1), 2])
def test_a_padding_by_its_name_comes_out_the_same(answers_of, padding):
    run(answers_of, "conv1d", np.arange(9.0), np.array([1.0, -2, 4]), padding=padding)


def test_C8_a_depthwise_and_a_pointwise_convolution_come_out_the_same(answers_of):
    rng = np.random.default_rng(0)
    maps, deep, point = (
        rng.normal(size=(3, 5, 4)),
        rng.normal(size=(3, 1, 3, 3)),
        rng.normal(size=(2, 3, 1, 1)),
    )
    script = run(answers_of, "conv2d", maps, deep, groups=3, padding="same")
    assert "groups=3" in script.torch
    run(answers_of, "conv2d", operators.conv2d(maps, deep, groups=3), point)


@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 4), (20, 30)])
@pytest.mark.parametrize(
    "options",
    [
        {"scale_factor": 2},
        {"scale_factor": (1.5, 3)},
        {"size": (7, 2), "mode": "nearest"},
        {"scale_factor": 2, "mode": "bilinear"},
        {"scale_factor": (2.5, 0.5), "mode": "bilinear", "align_corners": False},
        {"size": (1, 9), "mode": "bilinear", "align_corners": True},
        {"size": 3, "mode": "bilinear"},
    ],
)
def test_resized_maps_come_out_the_same(answers_of, shape, options):
    run(answers_of, "interpolate", np.random.default_rng(0).normal(size=shape), **options)


@pytest.mark.parametrize("factor", [1, 2, 3])
def test_shuffled_pixels_come_out_the_same(answers_of, factor):
    maps = np.arange(2.0 * factor**2 * 6).reshape(-1, 2, 3)
    run(answers_of, "pixel_shuffle", maps, upscale_factor=factor)


def test_single_precision_stays(answers_of):
    series, kernel = np.arange(5, dtype=np.float32), np.ones(3, np.float32)
    run(answers_of, "conv1d", series, kernel)
    run(answers_of, "conv_transpose1d", series, kernel)
    run(answers_of, "interpolate", series[None], scale_factor=2, mode="bilinear")


def test_a_transposed_convolution_is_a_loop_that_adds_kernels():
    script = operation_script("conv_transpose1d", np.ones(3), np.ones(3), stride=2)
    assert "for x in range(3):" in script.numpy
    assert "output[:, 2 * x : 2 * x + 3] += stamp" in script.numpy


def test_options_that_do_nothing_are_left_out():
    for name, axes in CONVOLUTIONS.items():
        script = operation_script(name, np.ones((4,) * axes), np.ones((2,) * axes))
        for word in ("pad", "stride=", "dilation", "groups", "::", "bias"):
            assert word not in script.numpy + script.torch


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
        ("conv4d", np.ones(3), "there is no script for 'conv4d'; use one of conv1d, conv2d"),
        ("conv1d", np.ones((2, 1, 3)), "there is no script for a batch; give one series, with channels or"),
    ],
)
def test_what_has_no_script_is_said_in_a_sentence(name, values, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        operation_script(name, values, np.ones(2))
