"""Shapes of voxels under kernels; row C15 of the curriculum."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz.errors import CnnvizError
from cnnviz.volumes import (
    KERNELS,
    LARGEST,
    SHAPES,
    SMALLEST,
    Convolved,
    kept_shape,
    read_kernel,
    read_shape,
    shape,
)


def kernel(key):
    return read_kernel(KERNELS[key].text)


def test_C15_a_volume_of_4_under_a_kernel_of_3_gives_2_along_each_axis():
    assert Convolved(np.ones((4, 4, 4)), kernel("average")).output.shape == (2, 2, 2)


@pytest.mark.parametrize("padding", [0, 1, 2])
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_outputs_are_pytorchs(padding, stride):
    rng = np.random.default_rng(padding)
    made = Convolved(rng.normal(size=(7, 7, 7)), rng.normal(size=(3, 3, 3)), padding, stride)
    volume, weights = (torch.tensor(one)[None, None] for one in (made.values, made.kernel))
    meant = F.conv3d(volume, weights, stride=stride, padding=padding)[0, 0].numpy()
    np.testing.assert_allclose(made.output, meant, atol=1e-12)
    for at in np.ndindex(made.output.shape):
        trace = made.as_channels(at)
        assert trace.total == pytest.approx(made.trace(at).total, abs=1e-12)
        assert trace.products.ravel() == pytest.approx(made.trace(at).products.ravel())


@pytest.mark.parametrize("key", SHAPES)
def test_a_shape_of_any_size_has_voxels_within_and_none_at_its_corners(key):
    for size in range(SMALLEST, LARGEST + 1):
        values = shape(key, size)
        assert values.shape == (size, size, size)
        assert set(np.unique(values)) == {0, 1}
        assert values[0, 0, 0] == values[-1, -1, -1] == 0


def test_a_ball_looks_the_same_from_all_sides_and_a_hollow_one_is_hollow():
    for size in (9, 10):
        ball = shape("ball", size)
        for turned in (ball.swapaxes(0, 1), ball.swapaxes(1, 2), ball[::-1]):
            np.testing.assert_array_equal(turned, ball)
        assert ball[size // 2, size // 2, size // 2] == 1
        assert shape("shell", size)[size // 2, size // 2, size // 2] == 0


def test_an_edge_kernel_answers_at_edges_across_its_own_axis_only():
    cube = shape("cube", 10)
    for axis, key in enumerate(("slices", "rows", "columns")):
        output = Convolved(cube, kernel(key)).output
        assert output.max() == -output.min() == 9
        middle = [slice(4, 5)] * 3
        middle[axis] = slice(None)
        across = output[tuple(middle)].ravel()
        np.testing.assert_array_equal(across, -across[::-1])
        assert across.argmax() < across.argmin()


def test_the_laplacian_is_0_where_nothing_changes_and_an_average_keeps_the_level():
    level = np.full((5, 5, 5), 7.0)
    assert not Convolved(level, kernel("laplacian")).output.any()
    np.testing.assert_allclose(Convolved(level, kernel("average")).output, 7, rtol=1e-6)


def test_a_single_voxel_comes_out_as_the_kernel_mirrored():
    weights = np.arange(27.0).reshape(3, 3, 3)
    output = Convolved(shape("single", 5), weights).output
    np.testing.assert_array_equal(output, weights[::-1, ::-1, ::-1])


@pytest.mark.parametrize("taps", [(1, 1, 1), (1, 3, 3), (3, 1, 1), (2, 3, 1), (2, 2, 2)])
def test_C15_a_kernel_may_have_one_to_three_slices_rows_and_columns(taps):
    rng = np.random.default_rng(0)
    weights, values = rng.integers(-4, 5, taps).astype(float), rng.normal(size=(4, 5, 6))
    lines = ["; ".join(" ".join(map(str, row)) for row in rows) for rows in weights]
    kernel = read_kernel("\n".join(lines))
    np.testing.assert_array_equal(kernel, weights)
    made = Convolved(values, kernel, 1, 2)
    volume, weights = (torch.tensor(one)[None, None] for one in (values, weights))
    meant = F.conv3d(volume, weights, stride=2, padding=1)[0, 0].numpy()
    np.testing.assert_allclose(made.output, meant, atol=1e-12)
    for at in np.ndindex(made.output.shape):
        assert made.as_channels(at).total == pytest.approx(made.trace(at).total, abs=1e-12)


def test_three_lines_of_nine_are_still_27_weights_in_any_way_of_writing_them():
    for text in ("\n".join(["1 2 3 4 5 6 7 8 9"] * 3), ";".join(["1 2 3 4 5 6 7 8 9"] * 3)):
        assert read_kernel(text)[2].tolist() == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]


def test_an_own_shape_has_any_numbers_and_as_many_slices_rows_and_columns_as_were_typed():
    values = read_shape("1 2 3 4; 0 -1 0.5 0; 1 1 1 1\n" * 5)
    assert values.shape == (5, 3, 4)
    assert values[4, 1].tolist() == [0, -1, 0.5, 0]


CUBE = "\n".join(["1 2 3; 4 5 6; 7 8 9"] * 3)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no number here yet"),
        ("1 2; 3 4", "this has 1 slice, 2 rows, 2 columns; at least 3"),
        (CUBE.replace("4 5 6", "4 5", 1), "slice 0: row 1, column 2 is missing"),
        (f"{CUBE}\n1 2 3; 4 5 6", "different sizes"),
        (CUBE.replace("5", "egg", 1), "slice 0: row 1, column 1 reads 'egg'"),
        ("\n".join([CUBE] * 3), "9 slices are too many"),
        ("1 2 3 4 5 6 7 8 9", "at most 8"),
        ("1.000000000000000 " * 300, "at most 4000 are read"),
        ("\n".join(["; ".join([",".join(["1/3"] * 8)] * 8)] * 8), "written out, these voxels have"),
    ],
)
def test_what_is_no_shape_is_said_in_a_sentence(text, says):
    with pytest.raises(CnnvizError, match=says):
        kept_shape(text)


@pytest.mark.parametrize("text", ["", "1 2 3 4", "1\n" * 27, " ".join(["1"] * 27), "a " * 9, "1 " * 900])
def test_what_is_no_kernel_is_said_in_a_sentence(text):
    with pytest.raises(CnnvizError):
        read_kernel(text)
