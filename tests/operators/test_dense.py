"""The dense layer and softmax: PyTorch's results, shares that add up, temperatures, extremes."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.operators import cross_entropy, linear, log_softmax, sigmoid, softmax

MAPS = arrays.array_shapes(min_dims=1, max_dims=4, max_side=4)
LESSON = np.array([2.5, 1.8, 0.2])  # curriculum, F2


def scores(width, low, high):
    kind = np.float32 if width == 32 else np.float64
    return arrays.arrays(kind, st.integers(1, 8), elements=st.floats(low, high, width=width))


@given(st.data())
@settings(max_examples=40)
def test_linear_is_pytorchs(data):
    leading = data.draw(st.sampled_from([(), (3,), (2, 3)]))
    inputs, outputs = data.draw(st.tuples(st.integers(1, 9), st.integers(1, 5)))
    rng = np.random.default_rng(data.draw(st.integers(0, 999)))
    x, w, b = (
        rng.standard_normal(shape).astype("f")
        for shape in ((*leading, inputs), (outputs, inputs), (outputs,))
    )
    bias = b if data.draw(st.booleans()) else None
    expected = F.linear(torch.tensor(x), torch.tensor(w), None if bias is None else torch.tensor(bias))
    found = linear(x, w, bias)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected.numpy(), rtol=1e-4, atol=1e-5)


def test_one_row_of_weights_gives_one_output_without_an_axis():
    assert linear([1, 2], [3, 4], bias=5).shape == ()
    assert linear([1, 2], [3, 4], bias=5) == 16


@pytest.mark.parametrize(
    ("x", "w", "b", "sentence"),
    [
        ((5,), (2, 4), None, "the weights are for 4 inputs, but there are 5; make the two the same"),
        ((4,), (2, 4), (3,), "a bias of shape (3,) does not match (2,) outputs; give one per output"),
        ((), (2, 4), None, "weights of shape (2, 4) can't meet an input of shape (); use weights"),
        ((4,), (2, 2, 4), None, "weights of shape (2, 2, 4) can't meet an input of shape (4,); use weights"),
    ],
)
def test_linear_says_which_sizes_differ(x, w, b, sentence):
    with pytest.raises(ShapeError) as caught:
        linear(np.zeros(x), np.zeros(w), None if b is None else np.zeros(b))
    assert str(caught.value).startswith(sentence)


@given(st.data())
@settings(max_examples=40)
def test_softmax_is_pytorchs_along_any_axis(data):
    values = data.draw(arrays.arrays(np.float32, MAPS, elements=st.floats(-100, 100, width=32)))
    dim = data.draw(st.integers(-values.ndim, values.ndim - 1))
    found = softmax(values, dim)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, F.softmax(torch.tensor(values), dim).numpy(), rtol=1e-4, atol=1e-7)


@given(
    st.one_of(scores(32, -(2.0**127), 2.0**127), scores(64, -1.7e308, 1.7e308)),
    st.floats(5e-324, 1.7e308),
)
@settings(max_examples=60)
def test_shares_of_any_finite_scores_at_any_temperature_add_up_to_one(values, temperature):
    shares = softmax(values, temperature=temperature)
    assert ((shares >= 0) & (shares <= 1)).all()
    assert shares.sum() == pytest.approx(1, abs=1e-6)


@given(scores(64, -50, 50), st.floats(-1000, 1000))
@settings(max_examples=40)
def test_adding_the_same_to_all_scores_changes_no_share(values, shift):
    np.testing.assert_allclose(softmax(values + shift), softmax(values), rtol=1e-9, atol=1e-12)


def test_F2_the_scores_become_the_shares():
    assert softmax(LESSON).round(3).tolist() == [0.626, 0.311, 0.063]
    assert softmax(LESSON.astype(np.float32)).round(3).tolist() == pytest.approx([0.626, 0.311, 0.063])


@given(scores(64, -5, 5))
@settings(max_examples=40)
def test_a_cold_softmax_gives_all_to_the_largest_score(values):
    ordered = np.sort(values)
    assume(len(values) == 1 or ordered[-1] - ordered[-2] > 1e-3)
    np.testing.assert_allclose(softmax(values, temperature=1e-6), values == values.max(), atol=1e-12)


@given(scores(64, -5, 5))
@settings(max_examples=40)
def test_a_hot_softmax_gives_all_the_same(values):
    np.testing.assert_allclose(softmax(values, temperature=1e9), 1 / len(values), atol=1e-8)


@given(scores(64, -50, 50), st.floats(0.1, 10))
@settings(max_examples=40)
def test_a_temperature_divides_the_scores(values, temperature):
    np.testing.assert_allclose(
        softmax(values, temperature=temperature), softmax(values / temperature), rtol=1e-9, atol=1e-12
    )


def test_equal_largest_scores_share_equally_however_cold():
    assert softmax([3.4e38, 3.4e38, -3.4e38], temperature=1e-300).tolist() == [0.5, 0.5, 0]


@pytest.mark.parametrize("temperature", [0, -1, np.inf, np.nan])
def test_a_temperature_must_be_above_zero_and_finite(temperature):
    with pytest.raises(CnnvizError, match="has no meaning; use a number above 0, such as 1"):
        softmax(LESSON, temperature=temperature)


@pytest.mark.parametrize("scores", [[np.inf, 1], [np.nan, 1], [-np.inf, -np.inf]])
def test_a_largest_score_that_is_not_finite_is_refused(scores):
    with pytest.raises(CnnvizError, match="the largest logit is not a finite number"):
        softmax(scores)


def test_minus_infinity_is_no_score():
    assert softmax([-np.inf, 3, 3]).tolist() == [0, 0.5, 0.5]


@pytest.mark.parametrize(("shape", "dim"), [((3,), 1), ((3,), -2), ((), 0), ((0,), 0)])
def test_softmax_needs_an_axis_with_values(shape, dim):
    with pytest.raises(ShapeError, match=r"there is no axis|is empty"):
        softmax(np.zeros(shape), dim)


@given(st.data())
@settings(max_examples=40)
def test_log_softmax_is_pytorchs_along_any_axis(data):
    values = data.draw(arrays.arrays(np.float32, MAPS, elements=st.floats(-1000, 1000, width=32)))
    dim = data.draw(st.integers(-values.ndim, values.ndim - 1))
    found = log_softmax(values, dim)
    assert found.dtype == np.float32
    expected = F.log_softmax(torch.tensor(values), dim).numpy()
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@given(st.data())
@settings(max_examples=40)
def test_cross_entropy_is_pytorchs(reduction, data):
    examples, classes = data.draw(st.tuples(st.none() | st.integers(1, 5), st.integers(1, 10)))
    shape = (classes,) if examples is None else (examples, classes)
    rng = np.random.default_rng(data.draw(st.integers(0, 999)))
    logits = rng.normal(0, data.draw(st.sampled_from([0.1, 3, 300])), shape)
    target = rng.integers(0, classes, shape[:-1])
    options = {"reduction": reduction, "label_smoothing": data.draw(st.sampled_from([0.0, 0.1, 1.0]))}
    found = cross_entropy(logits, target, **options)
    expected = F.cross_entropy(torch.tensor(logits), torch.tensor(target), **options).numpy()
    assert found.shape == expected.shape
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


def test_F2_the_loss_of_the_right_class_is_minus_the_logarithm_of_its_share():
    for right, share in enumerate(softmax(LESSON)):
        assert cross_entropy(LESSON, right) == pytest.approx(-np.log(share))


@given(st.floats(-50, 50), st.floats(-50, 50))
@settings(max_examples=40)
def test_F5_a_sigmoid_is_the_softmax_of_its_logit_and_0(z, other):
    assert sigmoid(z) == pytest.approx(softmax([z, 0.0])[0], rel=1e-5)
    assert sigmoid(z - other) == pytest.approx(softmax(np.array([z, other]))[0], rel=1e-5, abs=1e-9)


@pytest.mark.parametrize(
    ("shape", "target"),
    [((3,), 3), ((3,), -1), ((3,), [0]), ((2, 3), [0]), ((3,), 0.5), ((0, 3), []), ((), 0)],
)
def test_cross_entropy_needs_a_right_class_for_each_example(shape, target):
    with pytest.raises(ShapeError, match=r"can't be compared|use a right class from 0 to 2"):
        cross_entropy(np.zeros(shape), target)
