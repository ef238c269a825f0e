"""A layer over several channels: what it computes, what it costs, and how it stands in an address."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from cnnviz.channels import (
    MOST_FILTERS,
    MOST_TAPS,
    PRESETS,
    ChannelLayer,
    full_cost,
    pointwise_cost,
    read_filters,
    read_mix,
    read_numbers,
    separable_cost,
    write_filters,
    write_mix,
    write_numbers,
)
from cnnviz.channels.layer import fitted
from cnnviz.errors import ShapeError


def layer(way="full", off=(), stride=1, padding=0, seed=0):
    rng = np.random.default_rng(seed)
    filters = rng.integers(-3, 4, (4, 3, 3, 3)).astype(float)
    biases = tuple(rng.integers(-3, 4, 4).astype(float))
    mix = rng.integers(-3, 4, (4, 3)).astype(float)
    return ChannelLayer(filters, biases, mix, stride, padding, frozenset(off), way)


def image(seed=1):
    return np.random.default_rng(seed).integers(0, 9, (3, 6, 7)).astype(float)


def by_torch(maps, weights, biases, stride=1, padding=0):
    tensors = (torch.tensor(one)[None] if one.ndim == 3 else torch.tensor(one) for one in (maps, weights))
    return F.conv2d(*tensors, torch.tensor(biases), stride, padding)[0].numpy()


@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 1), (3, 4)])
def test_a_full_layer_is_pytorchs(stride, padding):
    one = layer(stride=stride, padding=padding)
    expected = by_torch(image(), one.filters, np.array(one.biases), stride, padding)
    np.testing.assert_array_equal(one.output(image()), expected)


@pytest.mark.parametrize("off", [(), ("1", "0.2", "2.b", "3.0")])
def test_two_steps_give_what_the_kernels_times_their_weights_give_in_full(off):
    one = layer("separable", off)
    weights, biases = one.weights()
    np.testing.assert_array_equal(one.output(image()), by_torch(image(), weights, biases))


def test_a_sheet_that_is_off_counts_as_zeros_and_a_filter_that_is_off_leaves_no_map():
    one = layer(off=("1", "0.2", "2.b"))
    weights, biases = layer().filters[[0, 2, 3]], np.array(layer().biases)[[0, 2, 3]]
    weights[0, 2] = 0
    biases[1] = 0
    np.testing.assert_array_equal(one.output(image()), by_torch(image(), weights, biases))


def test_without_filters_there_is_a_sentence():
    with pytest.raises(ShapeError, match="switch one on"):
        layer(off="0123").output(image())


@pytest.mark.parametrize("way", ["full", "separable"])
def test_a_trace_ends_in_the_number_of_the_map(way):
    one = layer(way, off=("0.1", "3.b"), padding=1)
    output = one.output(image())
    for f, y, x in np.ndindex(*output.shape):
        assert one.trace(image(), f, (y, x)).total == output[f, y, x]


def test_C17_a_filter_as_a_matrix_gives_its_map():
    one = layer("matrix", padding=1)
    written = one.matrix((6, 7), 2)
    flat = written.matrix @ image().ravel() + one.bias(2)
    np.testing.assert_array_equal(flat, one.output(image())[2].ravel())


@given(st.integers(1, 8), st.integers(1, 4), st.integers(1, 5))
def test_costs_are_what_pytorch_learns(filters, channels, taps):
    def learned(*modules):
        return sum(one.numel() for module in modules for one in module.parameters())

    full = torch.nn.Conv2d(channels, filters, taps)
    depthwise = torch.nn.Conv2d(channels, channels, taps, groups=channels, bias=False)
    pointwise = torch.nn.Conv2d(channels, filters, 1)
    assert full_cost(filters, channels, taps).parameters == learned(full)
    assert separable_cost(filters, channels, taps).parameters == learned(depthwise, pointwise)
    assert pointwise_cost(channels, filters).parameters == learned(pointwise)


def test_C8_and_C10_have_the_curriculums_numbers():
    eight, mixer = full_cost(8, 3, 3), pointwise_cost(128, 64)
    assert (eight.weights, eight.biases, eight.parameters) == (216, 8, 224)
    assert (mixer.weights, mixer.biases) == (128 * 64, 64)


@given(
    st.tuples(st.integers(1, 8), st.integers(1, 4), st.integers(1, 5)).flatmap(
        lambda shape: arrays.arrays(float, (*shape, shape[2]), elements=st.floats(-1000, 1000, width=16))
    )
)
def test_what_is_written_is_read_again(filters):
    np.testing.assert_allclose(read_filters(write_filters(filters)), filters, rtol=1e-9)
    np.testing.assert_allclose(read_mix(write_mix(filters[:, :, 0, 0])), filters[:, :, 0, 0], rtol=1e-9)
    biases = filters[:, 0, 0, 0].tolist()
    np.testing.assert_allclose(read_numbers(write_numbers(biases)), biases, rtol=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "1,2",
        "1,2;3",
        "1_2~3",
        "1e9",
        "nan",
        "٣",
        "~".join("1" * (MOST_FILTERS + 1)),
        "_".join("1" * 5),
        ";".join([",".join("1" * (MOST_TAPS + 1))] * (MOST_TAPS + 1)),
    ],
)
def test_what_are_no_filters_is_none(text):
    assert read_filters(text) is None


def test_missing_channels_repeat_the_last_and_those_too_many_go():
    given_ones = np.arange(6.0).reshape(2, 3)
    assert fitted(given_ones, 2, 4).tolist() == [[0, 1, 2, 2], [3, 4, 5, 5]]
    assert fitted(given_ones, 2, 1).tolist() == [[0], [3]]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_can_be_read_and_is_as_deep_as_its_channels(name):
    preset = PRESETS[name]
    filters = read_filters(preset.filters)
    assert filters is not None
    assert len(preset.biases) == len(filters)
    assert filters.shape[1] == (3 if preset.sample else len(preset.typed))
    assert not preset.mix or read_mix(preset.mix).shape == filters.shape[:2]
