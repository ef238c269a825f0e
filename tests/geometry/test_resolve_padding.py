"""Every way of writing a padding comes to pixels per side, or to a sentence."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.geometry import ceil_output_size, output_size, resolve_padding


@pytest.mark.parametrize(
    ("padding", "kernel", "dilation", "expected"),
    [
        (2, 3, 1, ((2, 2), (2, 2))),
        ((1, 0), 3, 1, ((1, 1), (0, 0))),
        (((1, 2), (3, 4)), 3, 1, ((1, 2), (3, 4))),
        ([[1, 2], [3, 4]], 3, 1, ((1, 2), (3, 4))),
        ("valid", 5, 2, ((0, 0), (0, 0))),
        ("same", (3, 5), 1, ((1, 1), (2, 2))),
        ("same", (2, 4), 1, ((0, 1), (1, 2))),
        ("same", 3, (2, 3), ((2, 2), (3, 3))),
        ("full", (3, 4), (1, 2), ((2, 2), (6, 6))),
    ],
)
def test_every_way_to_write_a_padding_is_read(padding, kernel, dilation, expected):
    assert resolve_padding(padding, kernel, dilation) == expected


@pytest.mark.parametrize(
    ("padding", "words"),
    [
        ("some", "there is no padding called 'some'; use valid, same, same_tensorflow, full or a number"),
        (-1, "the padding is -1; give a whole number of at least 0"),
        (1.5, r"the padding is 1\.5; give a whole number"),
        ((1, 2, 3), r"the padding is \(1, 2, 3\)"),
        (((1, 2), 3), r"per side it reads \(\(top, bottom\), \(left, right\)\)"),
        (((1, 2), (3, -4)), r"the padding of left and right is \(3, -4\).* pair of them \(left, right\)"),
        (np.array([1, 1]), r"the padding is array\(\[1, 1\]\); give a whole number"),
    ],
)
def test_a_padding_that_cannot_be_read_is_said_so(padding, words):
    with pytest.raises(ShapeError, match=words):
        resolve_padding(padding, 3)


def test_same_with_a_stride_is_refused_as_in_pytorch():
    with pytest.raises(ShapeError, match=r"padding 'same' needs stride 1.*TensorFlow's 'same'"):
        resolve_padding("same", 3, stride=(1, 2))


NUMBERS = st.integers(1, 5)


@given(st.integers(1, 20), NUMBERS, NUMBERS, NUMBERS)
def test_tensorflows_same_gives_the_size_divided_by_the_stride_rounded_up(size, kernel, stride, dilation):
    (before, after), _ = resolve_padding("same_tensorflow", kernel, dilation, stride, (size, size))
    assert after - before in (0, 1)
    found = ceil_output_size(size, kernel, stride, dilation)
    assert found == replace(output_size(size, kernel, stride, (before, after), dilation), rule=found.rule)
    assert found.size == math.ceil(size / stride)
    assert found.fits
    smaller = before + after - 1
    if smaller >= 0:  # not a pixel more than is needed
        less = size + smaller - dilation * (kernel - 1) - 1
        assert less // stride + 1 < found.size


def test_tensorflows_same_with_stride_1_is_pytorchs():
    for kernel, dilation in itertools.product(range(1, 6), range(1, 4)):
        ours = resolve_padding("same_tensorflow", kernel, dilation, 1, (9, 12))
        assert ours == resolve_padding("same", kernel, dilation)


def test_tensorflows_same_asks_for_a_size():
    with pytest.raises(ShapeError, match="depends on the image"):
        resolve_padding("same_tensorflow", 3)
