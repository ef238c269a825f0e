"""A predicted number of a convolution is judged by its trace, and the named slip gives that number."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cnnviz.kernels import gabor
from cnnviz.numbers import format_number
from cnnviz.operators import conv2d, conv2d_trace
from cnnviz.predict import check_value, neighbours_of
from cnnviz.predict.convolution_slips import ORDER
from cnnviz.predict.reading import read_number

BINARY = [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]]
CROSS = [[1, 0, 1], [0, 1, 0], [1, 0, 1]]
SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]


class Case:
    """A padded convolution of one or more channels, and one position of it."""

    def __init__(self, image, kernel, bias, at):
        self.image, self.kernel, self.bias, self.at = image, kernel, bias, at
        self.output = self.result()
        self.trace = conv2d_trace(image, kernel[None], [bias], padding=1, at=(0, *at), output=self.output)
        self.neighbours = neighbours_of(self.output[0], at)

    def result(self, image=None, kernel=None, bias=None, mode="constant"):
        image, kernel = (
            old if new is None else new for old, new in ((self.image, image), (self.kernel, kernel))
        )
        return conv2d(image, kernel[None], [self.bias if bias is None else bias], padding=1, mode=mode)

    def there(self, **changed):
        return float(self.result(**changed)[(0, *self.at)])

    def check(self, typed, **options):
        return check_value(format_number(typed), self.trace, neighbours=self.neighbours, **options)


@st.composite
def cases(draw, whole):
    random = np.random.default_rng(draw(st.integers(0, 9999)))
    depth, size = draw(st.integers(1, 2)), draw(st.integers(3, 6))
    image = random.integers(0, 10, (depth, size, size)) * draw(st.sampled_from([1.0, 28.0]))
    kernel = random.integers(-3, 4, (depth, 3, 3)).astype(np.float64)
    bias = float(draw(st.integers(-3, 3)))
    if not whole:
        image, kernel, bias = image * 0.5, kernel + random.integers(1, 4, kernel.shape) / 4, bias * 1.5
    at = draw(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)))
    return Case(image, kernel, bias, at)


def without_one(case):
    """All results with one weight of the kernel at 0."""
    for position in np.ndindex(case.kernel.shape):
        kernel = case.kernel.copy()
        kernel[position] = 0
        yield case.there(kernel=kernel)


def one_channel(case):
    for channel in range(len(case.image)):
        yield case.there(image=case.image[channel][None], kernel=case.kernel[channel][None])


def centre(case):
    kernel = np.zeros_like(case.kernel)
    kernel[:, 1, 1] = case.kernel[:, 1, 1]
    return case.there(kernel=kernel)


#: All numbers that each slip can give, found with other arguments of the very convolution.
WRONG = {
    "relu": lambda case: [0.0] if case.trace.total < 0 else [],
    "clipped": lambda case: [255.0] if case.trace.total > 255 else [],
    "no_bias": lambda case: [case.there(bias=0)],
    "flipped": lambda case: [case.there(kernel=case.kernel[:, ::-1, ::-1])],
    "sign": lambda case: [-case.trace.total],
    "transposed": lambda case: [case.there(kernel=case.kernel.swapaxes(1, 2))],
    "border_nearest": lambda case: [case.there(mode="nearest")],
    "border_mirror": lambda case: [case.there(mode="mirror")],
    "border_reflect": lambda case: [case.there(mode="reflect")],
    "no_minus": lambda case: [case.there(kernel=np.abs(case.kernel))],
    "window_sum": lambda case: [case.there(kernel=np.ones_like(case.kernel))],
    "minus_bias": lambda case: [case.there(bias=-case.bias)],
    "divided": lambda case: [case.there(kernel=case.kernel / case.kernel.size)],
    "neighbour": lambda case: case.neighbours.values(),
    "bias_each": lambda case: (
        [case.trace.total + (len(case.image) - 1) * case.bias] if len(case.image) > 1 else []
    ),
    "one_channel": lambda case: one_channel(case) if len(case.image) > 1 else [],
    "centre": lambda case: [centre(case)],
    "one_sign": lambda case: [2 * value - case.trace.total for value in without_one(case)],
    "one_left_out": without_one,
}
SINGLE = {"one_sign", "one_left_out"}


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("key", WRONG)
@settings(max_examples=15, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_each_slip_is_named_or_a_simpler_one_that_gives_the_same(key, whole, data):
    case = data.draw(cases(whole))
    numbers = list(WRONG[key](case))
    assume(numbers and not (key in SINGLE and len(case.image) > 1))
    typed = data.draw(st.sampled_from(numbers))
    verdict = case.check(typed)
    off, rounding = abs(typed - case.trace.total), 1e-3 * abs(typed) + case.trace.rounding
    if verdict.right or verdict.slip in ("cut_off", "too_coarse"):
        half = read_number(format_number(typed))[0].half
        within = 2 * half if verdict.slip == "cut_off" else half
        assert off <= within + rounding
    else:
        assert ORDER.index(verdict.slip) <= ORDER.index(key)
        nearest = min(abs(number - typed) for number in WRONG[verdict.slip](case))
        assert nearest <= rounding


@settings(max_examples=30)
@given(st.booleans().flatmap(cases))
def test_the_number_of_the_map_is_right_however_it_is_written(case):
    total = case.trace.total
    for typed in (format_number(total), f"{total:.7g}", f"{total:.3f}", f"{total:.2f}".replace(".", ",")):
        if float(typed.replace("−", "-").replace(",", ".")) or not total:
            assert check_value(typed, case.trace).right, typed


@settings(max_examples=50)
@given(cases(True), st.integers(-99, 99))
def test_what_is_named_gives_what_was_typed(case, typed):
    verdict = case.check(typed)
    assert verdict.right == (typed == case.trace.total)
    if verdict.slip and "+" not in verdict.slip:
        nearest = min(abs(number - typed) for number in WRONG[verdict.slip](case))
        assert nearest <= 0.5  # a whole number may be a rounded one


def test_reckoning_with_the_printed_weights_is_right():
    image, kernel = np.full((3, 3), 200.0), np.full((3, 3), 1 / 9)
    trace = conv2d_trace(image, kernel, at=(0, 0))
    assert check_value(str(9 * 200 * 0.1111), trace).right
    assert not check_value("199.7", trace).right


def test_what_is_nought_but_for_rounding_is_right_as_nought():
    flat, kernel = np.full((24, 24), 200, np.float32), gabor(phase=90)
    output = np.full_like(conv2d(flat, kernel), conv2d_trace(flat, kernel, at=(3, 3)).rounding / 2)
    trace = conv2d_trace(flat, kernel, at=(3, 3), output=output)
    assert trace.total != 0
    assert check_value("0", trace).right
    assert check_value(format_number(trace.total), trace).right


def test_the_introductions_example_is_right_in_every_position():
    output = conv2d(BINARY, CROSS)
    for at in np.ndindex(output.shape):
        trace = conv2d_trace(BINARY, CROSS, at=at)
        assert check_value(str(int(output[at])), trace).sentence == f"Right: {int(output[at])}."


def test_a_position_beside_the_right_one_is_named():
    output = conv2d(BINARY, CROSS)
    trace, neighbours = conv2d_trace(BINARY, CROSS, at=(1, 1)), neighbours_of(output, (1, 1))
    verdict = check_value(format_number(output[1, 0]), trace, neighbours=neighbours)
    assert verdict.slip == "neighbour"
    assert verdict.sentence.startswith("You took the output one column to the left: that gives 2.")


def test_a_flipped_sobel_is_called_flipped_though_only_the_sign_differs():
    trace = conv2d_trace(np.arange(9.0).reshape(3, 3), SOBEL, at=(0, 0))
    assert check_value(format_number(-trace.total), trace).sentence.startswith(
        "You turned the kernel by half a turn: that gives −8."
    )


def test_nought_for_a_negative_number_is_relu_and_not_an_accident():
    trace = conv2d_trace([[1, 1, 0]], [[-1, 0, 0]], bias=[-1], at=(0, 0))
    assert check_value("0", trace).slip == "relu"


def test_the_missing_product_is_named_by_row_and_column():
    trace = conv2d_trace([[10, 200], [3, 41]], [[1, 2], [3, 4]], at=(0, 0))
    verdict = check_value(format_number(trace.total - 4 * 41), trace)
    assert verdict.slip == "one_left_out"
    assert "a product of 164, such as the one at row 1, column 1 of the kernel" in verdict.sentence


def test_a_mean_of_the_pixels_inside_only_is_noticed():
    trace = conv2d_trace(np.arange(16.0).reshape(4, 4), np.full((3, 3), 1 / 9), padding=1, at=(0, 0))
    assert check_value(format_number(np.mean([0, 1, 4, 5])), trace).slip == "inside_only"


@pytest.mark.parametrize("mode", ["nearest", "mirror", "reflect"])
@pytest.mark.parametrize("at", [(0, 0), (3, 2), (5, 5)])
def test_zeros_at_a_border_that_goes_on_are_noticed(mode, at):
    random = np.random.default_rng(3)
    image, kernel = random.integers(1, 99, (6, 6)), random.normal(size=(3, 3))
    trace = conv2d_trace(image, kernel, padding=1, mode=mode, at=at)
    wrong = conv2d(image, kernel, padding=1)[at]
    verdict = check_value(format_number(wrong), trace)
    same = abs(wrong - trace.total) <= trace.rounding
    assert verdict.right if same else verdict.slip == "border_zero"


def test_a_slip_and_a_left_out_bias_are_told_together():
    image, kernel = np.array([[7.0, 90.0]]), np.array([[0.5, 3.0]])
    flipped = float((image * kernel[:, ::-1]).sum())
    verdict = check_value(format_number(flipped), conv2d_trace(image, kernel, bias=[1000], at=(0, 0)))
    assert verdict.slip == "flipped+no_bias"
    assert "turned the kernel by half a turn and left out the bias" in verdict.sentence


def test_large_kernels_are_not_explained_by_single_products():
    random = np.random.default_rng(0)
    trace = conv2d_trace(random.normal(size=(9, 9)), random.normal(size=(9, 9)), at=(0, 0))
    assert check_value(format_number(trace.total - float(trace.products[0, 2, 3])), trace).slip is None


def test_what_no_slip_gives_gets_a_hint_and_only_on_demand_the_answer():
    trace = conv2d_trace(BINARY, CROSS, [-9], padding=1, at=(0, 0))
    verdict = check_value("123", trace)
    assert verdict.sentence == (
        "123 is too large, on the wrong side of 0. Multiply each of the 9 values under the kernel by the "
        "weight over it and add up the products, then add the bias, −9; positions outside the image count "
        "as 0."
    )
    assert verdict.working == trace.sentence()
    assert trace.sentence() in check_value("123", trace, reveal=True).sentence


def test_a_kernel_of_one_weight_has_one_value_under_it():
    trace = conv2d_trace(np.full((3, 3), 5.0), [[7.0]], at=(1, 1))
    assert "Multiply the value under the kernel by its weight." in check_value("1000", trace).sentence
