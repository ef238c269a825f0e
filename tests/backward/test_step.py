"""One training step is PyTorch's: forward, loss, gradients, new weights; row N7 of the curriculum."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz.backward import EXAMPLES, LARGEST, TITLES, numbers, sentence
from cnnviz.errors import ShapeError
from cnnviz.numbers import format_number
from tests.backward.steps import LESSON, drawn


class Torch:
    """The same step by autograd."""

    def __init__(self, step):
        self.x, self.w = (torch.tensor(one)[None, None].requires_grad_() for one in (step.input, step.weight))
        self.maps = {"conv": F.conv2d(self.x, self.w, stride=step.stride, padding=step.padding)}
        left = self.maps["conv"]
        if step.relu:
            left = self.maps["relu"] = F.relu(left)
        if step.pool > 1:
            left = self.maps["pool"] = F.max_pool2d(left, step.pool)
        for one in self.maps.values():
            one.retain_grad()
        if step.reduce == "max":
            self.prediction = F.max_pool2d(left, left.shape[2:]).squeeze()
        else:
            self.prediction = getattr(left, step.reduce)()
        self.loss = (self.prediction - step.target) ** 2 / 2
        self.loss.backward()


@pytest.mark.parametrize("seed", range(60))
def test_N7_all_gradients_are_those_of_autograd(seed):
    step = drawn(seed)
    theirs = Torch(step)
    assert step.prediction == pytest.approx(theirs.prediction.item())
    assert step.loss == pytest.approx(theirs.loss.item())
    assert list(step.maps) == list(theirs.maps)
    for name, given in theirs.maps.items():
        np.testing.assert_allclose(step.maps[name], given.detach()[0, 0], atol=1e-12)
        np.testing.assert_allclose(step.gradients[name], given.grad[0, 0], atol=1e-12)
    np.testing.assert_allclose(step.by_weight, theirs.w.grad[0, 0], atol=1e-12)
    np.testing.assert_allclose(step.by_input, theirs.x.grad[0, 0], atol=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_N7_a_step_is_that_of_pytorchs_sgd(seed):
    step = drawn(seed)
    theirs = Torch(step)
    torch.optim.SGD([theirs.w], lr=step.rate).step()
    np.testing.assert_allclose(step.after.weight, theirs.w.detach()[0, 0], atol=1e-12)
    assert step.after.loss == pytest.approx(Torch(step.after).loss.item())


def test_N7_the_lessons_numbers():
    assert LESSON.maps["conv"].tolist() == [[1, 6], [4, 1]]
    assert (LESSON.prediction, LESSON.loss, LESSON.by_prediction) == (6, 2, 2)
    assert LESSON.by_weight.tolist() == [[4, 0], [2, 4]]
    assert LESSON.by_input.tolist() == [[0, 2, -2], [0, 0, 4], [0, 0, 0]]  # 2·w in the winner's window
    np.testing.assert_allclose(LESSON.new_weight, [[0.8, -1], [-0.1, 1.8]])
    assert (LESSON.after.prediction, LESSON.after.loss) == pytest.approx((5.1, 0.605))
    assert LESSON.slope((0, 0), 0.01) == pytest.approx(4.02)


@pytest.mark.parametrize("seed", range(60))
def test_N7_the_analytic_gradient_is_the_numeric_one_where_the_loss_has_no_kink(seed):
    step = drawn(seed)
    rng = np.random.default_rng(seed)
    # Numbers of no grid: no two of them tie.
    step = replace(step, **{name: rng.normal(size=getattr(step, name).shape) for name in ("input", "weight")})
    for at in np.ndindex(step.weight.shape):
        both = (step.slope(at, 1e-6) + step.slope(at, -1e-6)) / 2
        assert both == pytest.approx(step.by_weight[at], rel=1e-4, abs=1e-6)


def test_of_equal_maxima_the_first_takes_the_gradient_as_in_pytorchs_max_pooling():
    (tie,) = (one for one in EXAMPLES if one.title == "Two equally large")
    step = tie.first
    largest = step.left == step.left.max()
    assert largest.sum() == 2
    assert (step.gradients["conv"] != 0).ravel().tolist().index(True) == largest.ravel().tolist().index(True)
    assert (step.gradients["conv"] != 0).sum() == 1
    np.testing.assert_allclose(step.gradients["conv"], Torch(step).maps["conv"].grad[0, 0])


def test_a_rate_that_is_too_large_overshoots_at_every_step():
    (large,) = (one for one in EXAMPLES if one.title == "Rate too large")
    errors = [one.by_prediction for one in large.first.run(large.steps)]
    assert all(before * after < 0 for before, after in pairwise(errors))


def test_where_relu_stops_all_nothing_is_learned():
    (stopped,) = (one for one in EXAMPLES if one.title == "ReLU stops all")
    step = stopped.first
    assert step.loss > 0
    assert not step.by_weight.any()
    assert step.after.weight.tolist() == step.weight.tolist()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.title)
def test_every_example_fits_and_its_loss_falls_or_stays(example):
    step = example.first
    assert step.after.loss <= step.loss


def test_a_run_that_diverges_ends_before_a_weight_is_no_number_any_more():
    run = replace(LESSON, rate=9.0).run(50)
    assert 2 < len(run) < 50
    assert all(np.abs(one.weight).max() <= LARGEST for one in run)
    assert np.abs(run[-1].new_weight).max() > LARGEST


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"weight": np.ones((4, 1))}, "a kernel of 4 × 1 does not fit an input of 3 × 3 with padding 0"),
        ({"pool": 3}, "a pool of 3 × 3 does not fit a map of 2 × 2"),
    ],
)
def test_what_does_not_fit_is_said(changed, reason):
    with pytest.raises(ShapeError, match=reason):
        _ = replace(LESSON, **changed).loss


@pytest.mark.parametrize("seed", range(40))
def test_every_sentence_ends_with_its_number_or_with_who_passes_nothing(seed):
    step = drawn(seed)
    for name in TITLES:
        of = numbers(step, name)
        for at in np.ndindex(of.shape):
            said = sentence(step, name, at)
            assert said.startswith(TITLES[name])
            if name != "a":
                assert said.partition(";")[0].endswith(format_number(of[at])), said


def test_what_is_not_there_is_refused():
    with pytest.raises(ShapeError, match="New weight has no number at row 2, column 0"):
        sentence(LESSON, "nw", (2, 0))
