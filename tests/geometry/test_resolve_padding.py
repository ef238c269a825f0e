"""Every way of writing a padding comes to pixels per side, or to a sentence."""

import numpy as np
import pytest

from cnnviz.errors import ShapeError
from cnnviz.geometry import resolve_padding


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
        ("some", "there is no padding called 'some'; use valid, same, full or a number"),
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
    with pytest.raises(ShapeError, match="padding 'same' needs stride 1"):
        resolve_padding("same", 3, stride=(1, 2))
