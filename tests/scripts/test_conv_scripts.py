"""Both scripts of a convolution are run as they are shown, and give what cnnviz computes."""

import numpy as np
import pytest

from cnnviz import images, kernels, operators
from cnnviz.geometry import output_size, resolve_padding
from cnnviz.kernels import CATALOGUE, CombinedSpec
from cnnviz.operators.padding import BORDER_MODES
from cnnviz.scripts import INPUT_FILE, conv_script
from cnnviz.scripts.literals import WRITTEN, array, number

RNG = np.random.default_rng(0)
EPSILON = np.finfo(np.float32).eps
COMBINED = [spec for spec in CATALOGUE.values() if isinstance(spec, CombinedSpec)]


def picture(*shape):
    return RNG.uniform(0, 255, shape).astype(np.float32)


def slid(convolve, image, kernel, bias, cut, **options):
    """Slide a kernel over each colour of a picture by itself, cropped first."""
    rows, columns = image.shape[-2] - cut[0], image.shape[-1] - cut[1]
    planes = image.reshape(-1, *image.shape[-2:])[:, :rows, :columns]
    answers = np.stack([convolve(plane, kernel, [bias], **options) for plane in planes])
    return answers.reshape(*image.shape[:-2], *answers.shape[1:])


def rounding(image, kernel, bias, cut, **options):
    """How far two sums of the same products may lie apart, at each position."""
    added = slid(operators.conv2d, abs(image), abs(kernel), abs(bias), cut, **options)
    return 2 * EPSILON * (kernel.size + 1) * added


def files_of(image):
    return {INPUT_FILE: images.npy(image)}


def drawn_case(seed):
    """Draw a picture, a kernel, and how it slides."""
    rng = np.random.default_rng(seed)
    taps, stride, dilation = (tuple(int(n) for n in rng.integers(1, high, 2)) for high in (6, 4, 3))
    padding = [
        ("valid"),
        "full",
        int(rng.integers(5)),
        tuple(map(tuple, rng.integers(0, 9, (2, 2)).tolist())),
    ]
    sides = resolve_padding(padding[seed % 4], taps, dilation, stride)
    size = tuple(int(n) for n in rng.integers(12, 30, 2))
    how = "crop" if seed % 3 == 0 else "pad" if seed % 3 == 1 else "floor"
    axes = [output_size(size[a], taps[a], stride[a], sides[a], dilation[a], how) for a in (0, 1)]
    grown = tuple((side[0], side[1] + axis.extra) for side, axis in zip(sides, axes, strict=True))
    image = picture(*((3,) if seed % 5 == 0 else ()), *size)
    options = {
        "stride": stride,
        "padding": grown,
        "dilation": dilation,
        "mode": BORDER_MODES[seed % len(BORDER_MODES)],
    }
    bias = float(np.float32(rng.normal())) if seed % 2 else 0.0
    return image, rng.normal(size=taps).astype(np.float32), bias, tuple(axis.cut for axis in axes), options


@pytest.mark.parametrize("seed", range(60))
def test_a_convolution_drawn_at_random_comes_out_the_same(answers_of, seed):
    image, kernel, bias, cut, options = drawn_case(seed)
    script = conv_script(image, kernel[None], **options, cut=cut, bias=bias)
    expected = slid(operators.conv2d, image, kernel, bias, cut, **options)
    allowed = rounding(image, kernel, bias, cut, **options)
    for answer in answers_of(script, files_of(image)):
        assert answer.shape == expected.shape
        assert answer.dtype == np.float32
        assert (abs(answer - expected) <= allowed).all()


def test_the_cases_drawn_meet_every_option():
    cases = [drawn_case(seed) for seed in range(60)]
    assert {case[4]["mode"] for case in cases} == set(BORDER_MODES)
    assert {case[0].ndim for case in cases} == {2, 3}
    for met in (
        lambda case: any(case[3]),
        lambda case: case[2] != 0,
        lambda case: case[4]["dilation"][0] != case[4]["dilation"][1],
        lambda case: case[4]["stride"][0] != case[4]["stride"][1],
        lambda case: case[4]["padding"][0][0] != case[4]["padding"][0][1],
        lambda case: case[4]["padding"] == ((0, 0), (0, 0)),
    ):
        assert {met(case) for case in cases} == {True, False}


@pytest.mark.parametrize("mode", BORDER_MODES)
@pytest.mark.parametrize("shape", [(13, 10), (3, 12, 11)])
def test_tensorflows_same_comes_out_the_same(answers_of, mode, shape):
    image, kernel, stride = picture(*shape), picture(4, 3), (3, 2)
    sides = resolve_padding("same_tensorflow", kernel.shape, 1, stride, image.shape[-2:])
    assert any(before != after for before, after in sides)
    script = conv_script(image, kernel[None], stride, sides, mode=mode)
    assert ("F.pad(" in script.torch) == (mode == "constant")
    options = {"stride": stride, "padding": sides, "mode": mode}
    expected = slid(operators.conv2d, image, kernel, 0.0, (0, 0), **options)
    allowed = rounding(image, kernel, 0.0, (0, 0), **options)
    for answer in answers_of(script, files_of(image)):
        assert (abs(answer - expected) <= allowed).all()


@pytest.mark.parametrize("mode", BORDER_MODES)
@pytest.mark.parametrize("size", [(1, 1), (1, 4), (2, 3)])
def test_a_border_wider_than_the_picture_comes_out_the_same(answers_of, mode, size):
    image, kernel, padding = picture(*size), picture(3, 2), ((7, 4), (5, 9))
    script = conv_script(image, kernel[None], padding=padding, mode=mode)
    expected = operators.conv2d(image, kernel, padding=padding, mode=mode)
    for answer in answers_of(script):
        np.testing.assert_allclose(answer, expected, rtol=2 * EPSILON * kernel.size)


@pytest.mark.parametrize("spec", [s for s in CATALOGUE.values() if s not in COMBINED], ids=lambda s: s.key)
def test_every_kernel_of_the_catalogue_comes_out_the_same(answers_of, spec):
    image, kernel = picture(24, 21), spec.build()
    expected = operators.conv2d(image, kernel, padding="full")
    sides = resolve_padding("full", kernel.shape)
    allowed = rounding(image, kernel, 0.0, (0, 0), padding=sides)
    for answer in answers_of(conv_script(image, kernel[None], padding=sides), files_of(image)):
        assert (abs(answer - expected) <= allowed).all()


@pytest.mark.parametrize("spec", COMBINED, ids=lambda spec: spec.key)
@pytest.mark.parametrize("mode", BORDER_MODES)
def test_kernels_that_are_combined_come_out_the_same(answers_of, spec, mode):
    image = np.rint(picture(23, 26))  # whole numbers, so that nothing is rounded before it is combined
    image[5:12, 8:19] = image[0, 0]  # flat, where all answers tie
    stack, options = spec.build(), {"stride": (2, 1), "padding": ((1, 2), (0, 3)), "mode": mode}
    expected = spec.combine([operators.conv2d(image, kernel, **options) for kernel in stack])
    script = conv_script(image, stack, **options, combination=spec)
    for answer in answers_of(script, files_of(image)):
        np.testing.assert_allclose(answer, expected, rtol=8 * EPSILON)


MATRICES = {sample.name: images.load_sample(sample.name) for sample in images.catalogue("matrix")}


@pytest.mark.parametrize("name", [name for name, matrix in MATRICES.items() if matrix.size <= WRITTEN])
def test_small_matrices_need_no_file(answers_of, name):
    image, kernel = MATRICES[name], kernels.sobel("vertical")
    script = conv_script(image, kernel[None])
    assert script.files == ()
    for answer in answers_of(script):
        np.testing.assert_array_equal(answer, operators.conv2d(image, kernel))


@pytest.mark.parametrize("seed", range(30))
def test_where_no_sum_is_rounded_the_numbers_are_the_same_to_the_bit(answers_of, seed):
    image, kernel, bias, cut, options = drawn_case(seed)
    image, kernel = images.to_whole(image), operators.on_grid(kernel)
    expected = slid(operators.conv2d, image.astype(float), kernel.astype(float), bias, cut, **options)
    script = conv_script(image, kernel[None], **options, cut=cut, bias=bias, float64=True)
    for answer in answers_of(script, files_of(image)):
        assert answer.dtype == np.float64
        np.testing.assert_array_equal(answer, expected)


def test_numbers_are_written_as_float32_reads_them():
    bits = RNG.integers(0, 2**32, 20_000, np.uint32).view(np.float32)
    values = bits[np.isfinite(bits)]
    np.testing.assert_array_equal(np.array([float(number(value)) for value in values], np.float32), values)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("shape", [(1, 1), (15, 15), (3, 2, 5), (2, 1, 1, 40)])
def test_arrays_are_written_as_they_are_and_fit_a_line(kind, shape):
    values = (RNG.normal(size=shape) * 10.0 ** RNG.integers(-12, 12, shape)).astype(kind)
    code = array(values)
    read = eval(code, {"np": np})
    np.testing.assert_array_equal(read, values)
    assert (read.dtype, read.shape) == (kind, shape)
    assert max(len(line) for line in code.splitlines()) <= 88


def test_a_picture_with_a_number_that_is_not_finite_is_read_from_its_file(answers_of):
    image = np.array([[1, np.inf], [2, 3]], np.float32)
    script = conv_script(image, np.ones((1, 1, 1), np.float32))
    for answer in answers_of(script, files_of(image)):
        np.testing.assert_array_equal(answer, image)


def test_options_that_do_nothing_are_left_out():
    script = conv_script(picture(4, 4), picture(1, 3, 3))
    for word in ("pad", "stride=", "dilation", "::", "bias"):
        assert word not in script.numpy + script.torch


@pytest.mark.parametrize(("before", "after"), [(1, 1), (2, 2), (0, 1), (2, 1)])
def test_zeros_around_the_picture_are_left_to_pytorch_if_both_sides_agree(before, after):
    script = conv_script(picture(6, 6), picture(1, 3, 3), padding=((before, after), (1, 1)))
    assert ("F.pad" in script.torch) == (before != after)
    assert "np.pad" not in script.torch
