"""A transposed convolution, resize-then-convolve, and there and back: row C14 of the curriculum."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz.errors import CnnvizError
from cnnviz.scripts import transposing_script
from cnnviz.transposing import Transposing

MODES = ["nearest", "bilinear"]


def drawn(seed):
    """Any that fits, along one axis or two."""
    rng = np.random.default_rng(seed)
    is_row = bool(rng.integers(2))
    while True:
        size, taps = rng.integers(1, 7, 2), rng.integers(1, 5, 2)
        if is_row:
            size[0] = taps[0] = 1
        made = Transposing(
            rng.integers(-9, 10, size).astype(float),
            rng.integers(-3, 4, taps).astype(float),
            *(int(number) for number in rng.integers((1, 0, 0, 1), (5, 3, 3, 4))),
        )
        try:
            return made, made.sizes
        except CnnvizError:
            continue


def row(values, kernel, **options):
    return Transposing(np.array([values], float), np.array([kernel], float), **options)


def in_torch(made, function, values, **options):
    found = function(torch.tensor(values)[None, None], torch.tensor(made.given[1])[None, None], **options)
    return np.atleast_2d(found[0, 0].numpy())


@pytest.mark.parametrize(
    ("values", "kernel", "output"),
    [
        ([1, 1, 1], [1, 1, 1], [1, 1, 2, 1, 2, 1, 1]),
        ([1, 1, 1], [1, 1], [1, 1, 1, 1, 1, 1]),
        ([1, 2], [1, 1, 1], [1, 1, 3, 2, 2]),
        ([2, 1, 3], [1, 2, 1], [2, 4, 3, 2, 4, 6, 3]),
    ],
)
def test_C14_the_lessons_rows_come_out(values, kernel, output):
    assert row(values, kernel, stride=2).output.tolist() == [output]


def test_C14_there_and_back_restores_the_shape_and_not_the_values():
    back = row([3, 1, 4, 1, 5], [1, 1, 1], stride=2).back()
    assert back.convolved.tolist() == [[8, 10]]
    assert back.restored.tolist() == [[8, 8, 18, 10, 10]]


@pytest.mark.parametrize("seed", range(20))
def test_outputs_and_the_way_there_and_back_are_pytorchs(seed):
    made, sizes = drawn(seed)
    values = made.given[0]
    assert made.output.shape[-len(sizes) :] == tuple(size.size for size in sizes)
    up = F.conv_transpose1d if made.is_row else F.conv_transpose2d
    np.testing.assert_allclose(made.output, in_torch(made, up, values, **made.options), atol=1e-9)
    down = F.conv1d if made.is_row else F.conv2d
    options = {name: value for name, value in made.options.items() if name != "output_padding"}
    try:
        back = made.back()
    except CnnvizError:
        with pytest.raises(RuntimeError):
            in_torch(made, down, values, **options)
        return
    np.testing.assert_allclose(back.convolved, in_torch(made, down, values, **options), atol=1e-9)
    assert back.restored.shape == made.values.shape


@pytest.mark.parametrize("seed", range(20))
def test_coverage_is_what_ones_give(seed):
    made, _ = drawn(seed)
    ones = Transposing(np.ones_like(made.values), np.ones_like(made.kernel), **made.options)
    assert made.coverage.tolist() == ones.output.tolist()
    assert made.coverage.sum() <= made.values.size * made.kernel.size


@pytest.mark.parametrize("seed", range(20))
def test_far_from_the_ends_outputs_are_what_falls_between_two_stamps(seed):
    made, _ = drawn(seed)
    counts, sums = made.phases
    many = (1 if made.is_row else 15, 15)
    wide = Transposing(np.ones(many), made.kernel, made.stride, dilation=made.dilation)
    middle = [side // 2 // made.stride * made.stride for side in wide.output.shape]
    span = tuple(slice(at, at + length) for at, length in zip(middle, sums.shape, strict=True))
    assert wide.coverage[span].tolist() == counts.tolist()
    assert wide.output[span].tolist() == sums.tolist()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("seed", range(10))
def test_after_resizing_equal_inputs_come_out_equal(seed, mode):
    made, _ = drawn(seed)
    assert np.unique(made.smooth_coverage(mode)).tolist() == [made.kernel.size]
    equal = Transposing(np.full_like(made.values, 2), made.kernel, made.stride, dilation=made.dilation)
    np.testing.assert_allclose(equal.smooth(mode), 2 * made.kernel.sum())
    assert equal.smooth(mode).shape == made.resized(mode).shape


@pytest.mark.parametrize("seed", range(8))
def test_traces_are_those_of_the_position(seed):
    made, _ = drawn(seed)
    at = tuple(int(side) - 1 for side in made.output.shape)
    assert made.gather(*at).total == made.output[at]
    last = tuple(int(side) - 1 for side in made.values.shape)
    assert made.scatter(*last).value == made.values[last]


@pytest.mark.parametrize("way", ["transposed", "resized", "back"])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("seed", range(6))
def test_the_scripts_give_the_same_numbers(seed, mode, way):
    made, _ = drawn(seed)
    try:
        meant = {"transposed": made.output, "resized": made.smooth(mode)} | (
            {"back": made.back().restored} if way == "back" else {}
        )
    except CnnvizError:
        return  # nothing is left to go back from
    script = transposing_script(made, way, mode)
    for code in (script.numpy, script.torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        np.testing.assert_allclose(np.atleast_2d(names["output"]), meant[way], atol=1e-9)
