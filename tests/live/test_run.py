"""A run learns, is the same each time, takes no longer than it may, and stops when it goes wrong."""

from dataclasses import replace

import numpy as np
import pytest

from cnnviz.live import Design, Run, advice, compare
from cnnviz.live.compare import _right
from cnnviz.live.examples import DEEP_RELU, DEEP_SIGMOID
from cnnviz.live.run import MOST_EPOCHS, MOST_SECONDS
from cnnviz.network.layers import ACTIVATION_LAYERS
from cnnviz.network.losses import cross_entropy
from cnnviz.neurons.compare import paired_difference

SMALL = Design(filters=(2, 3), kernel_size=3, batch=20)


def train(design, images, steps):
    run = Run(design, images)
    for _ in range(steps):
        run.step()
    return run


def bits(run):
    arrays = run.network.parameters | run.network.buffers
    return [value.tobytes() for value in arrays.values()], run.history.losses, run.history.marks


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"kernel_size": 5},
        {"pooling": "none"},
        {"pooling": "avg"},
        {"activation": "sigmoid", "batch_norm": True},
        {"activation": "tanh"},
        {"activation": "gelu"},
        {"dropout": 0.2},
        {"batch_norm": True},
        {"optimiser": "sgd", "rate": 0.3},
        {"optimiser": "momentum", "rate": 0.02},
        {"filters": (4,)},
        {"filters": (4, 4, 4)},
        {"batch": 4},
        {"batch": 128},
    ],
    ids=str,
)
def test_every_option_trains(few, change):
    run = train(replace(SMALL, rate=0.01) if "rate" not in change else SMALL, few, 0)
    run = train(replace(run.design, **change), few, 60)
    losses = np.array(run.history.losses)
    assert not run.stopped
    assert losses[-15:].mean() < 0.95 * losses[:3].mean()


@pytest.mark.parametrize("activation", ACTIVATION_LAYERS)
def test_a_small_step_against_the_gradient_lowers_the_loss(few, activation):
    network = replace(SMALL, activation=activation).build()

    def loss():
        logits, backward = network.forward(few.images[:50], training=True, input_gradient=False)
        value, start = cross_entropy(logits, few.labels[:50])
        return value, backward(start())[1]

    before, gradients = loss()
    squared = sum(float(np.square(gradient).sum()) for gradient in gradients.values())
    rate = 0.01 * before / squared
    for name, value in network.parameters.items():
        value -= rate * gradients[name]
    assert before - loss()[0] == pytest.approx(rate * squared, rel=0.5)


@pytest.mark.parametrize("design", [SMALL, replace(SMALL, dropout=0.3, batch_norm=True)], ids=str)
def test_the_seed_fixes_a_run_to_the_last_bit(few, design):
    first, ticks = train(design, few, 40), iter(np.arange(1000.0))
    again = Run(design, few)
    while again.snapshot().steps < 40:  # cut into turns otherwise: a step each by this clock
        again.advance(0.5, clock=lambda: next(ticks))
    assert bits(again) == bits(first)
    first.reset()
    assert first.snapshot().images == 0
    while first.snapshot().steps < 40:
        first.step()
    assert bits(first) == bits(again)
    assert bits(train(replace(design, seed=2), few, 40)) != bits(again)


@pytest.mark.parametrize("seconds", [0.0, 0.35, MOST_SECONDS, 1e9])
def test_time_is_exceeded_by_no_more_than_one_batch(few, seconds):
    run, now, tick = Run(SMALL, few), [0.0], 0.1
    step = run.step

    def slow():
        step()
        now[0] += tick

    run.step = slow
    assert run.advance(seconds, clock=lambda: now[0]) >= 1
    assert now[0] <= min(seconds, MOST_SECONDS) + tick + 1e-9


@pytest.mark.parametrize("batch_norm", [False, True])
def test_a_divergence_keeps_the_last_finite_weights_and_says_why(few, batch_norm):
    run = Run(replace(SMALL, rate=10.0, optimiser="momentum", batch_norm=batch_norm), few)
    first = run.network.parameters["0.weight"]
    first *= np.float32(1e25) if not batch_norm else np.float32(1e38)
    for _ in range(100):
        run.step()
    assert "rate of 10 " in run.stopped
    steps = run.snapshot().steps
    assert f"batch {steps + 1}:" in run.stopped
    assert all(np.isfinite(value).all() for value in run.network.parameters.values())
    assert np.isfinite(run.history.losses).all()
    assert run.advance(1.0) == 0
    run.reset()
    assert not run.stopped


def test_a_rate_far_too_high_diverges_without_help(few):
    run = train(replace(SMALL, rate=10.0, optimiser="sgd", activation="gelu"), few, 300)
    assert run.stopped or advice(run.design, run.snapshot())


def test_a_loss_far_above_guessing_is_told_at_once_and_a_young_run_is_left_alone(few):
    assert "the learning rate of 10 is too high" in advice_of(train(replace(SMALL, rate=10.0), few, 3))
    assert advice_of(train(SMALL, few, 3)) == ""


def advice_of(run):
    return advice(run.design, run.snapshot())


def test_a_judgement_is_of_one_moments_weights(few):
    run = Run(SMALL, few)
    start = run.network(few.held_out)
    while not run.history.marks:
        run.step()
    mark = run.history.marks[0]
    assert mark.images == 0
    assert mark.accuracy == (start.argmax(axis=1) == few.held_out_labels).mean()
    assert mark.loss == pytest.approx(cross_entropy(start, few.held_out_labels)[0], rel=1e-6)


def test_each_pass_shows_each_image_once(few):
    run = Run(replace(SMALL, batch=20), few)
    shown = np.concatenate([run._next_batch() for _ in range(len(few.images) // 20)])
    np.testing.assert_array_equal(np.sort(shown), np.arange(len(few.images)))


def test_a_run_left_alone_ends(few):
    run = train(replace(SMALL, filters=(1,), batch=100), few, 0)
    while not run.stopped:
        run.step()
    assert run.snapshot().epochs == MOST_EPOCHS
    assert "Reset the run" in run.stopped


def test_gradients_vanish_through_sigmoids_and_are_told(few):
    deep = replace(SMALL, filters=(4, 4, 4))
    ratio = {}
    for activation in ("relu", "sigmoid"):
        sizes = [*train(replace(deep, activation=activation), few, 20).snapshot().gradients.values()]
        ratio[activation] = sizes[0] / sizes[-1]
    assert ratio["sigmoid"] < ratio["relu"] / 10
    stuck = train(replace(deep, activation="sigmoid", rate=1e-5), few, 120)
    assert "vanishes" in advice(stuck.design, stuck.snapshot())


def test_the_deep_examples_show_what_they_are_meant_to(few):
    ratio = {}
    for design in (DEEP_SIGMOID, DEEP_RELU):
        sizes = [*train(design, few, 4).snapshot().gradients.values()]
        ratio[design.activation] = sizes[0] / sizes[-1]
    assert ratio["sigmoid"] < 1e-4 < 0.1 < ratio["relu"]


def test_two_runs_are_compared_at_equal_numbers_of_images(few):
    short = train(SMALL, few, 120)
    long = train(replace(SMALL, batch=50, seed=2), few, 120)
    both = compare(short, long)
    assert both.images[-1] == short.history.marks[-1].images
    assert both.accuracies[0, -1] == short.history.marks[-1].accuracy
    assert min(both.accuracies[1]) >= min(mark.accuracy for mark in long.history.marks)
    assert both.accuracies.shape == (2, len(both.images))
    assert "too close to call" in compare(short, short).sentence()
    with pytest.raises(ValueError, match="too little to compare"):
        compare(short, Run(SMALL, few))
    with pytest.raises(ValueError, match="other data"):
        compare(short, Run(replace(SMALL, data="digits"), few))


def test_a_comparison_is_of_the_same_images_and_says_what_it_tells_nothing_of(few):
    good, bad = (train(replace(SMALL, rate=rate), few, 260) for rate in (0.01, 1e-5))
    both = compare(good, bad)
    first, second = (np.frombuffer(run.history.marks[-1].right, bool) for run in (good, bad))
    paired = paired_difference(first, second)
    difference = both.accuracies[0, -1] - both.accuracies[1, -1]
    assert difference == pytest.approx(paired["difference"], abs=1e-4)
    assert [difference - both.margin, difference + both.margin] == pytest.approx(paired["interval"], abs=1e-4)
    assert "the first is ahead" in both.sentence()
    assert "another seed may differ" in both.sentence()


def test_between_two_judgements_answers_are_interpolated_like_accuracies(few):
    short, long = train(SMALL, few, 120), train(replace(SMALL, batch=48, seed=2), few, 120)
    end = short.history.marks[-1].images
    right = _right(long.history, end)
    assert right.mean() == pytest.approx(compare(short, long).accuracies[1, -1])
    assert end not in [mark.images for mark in long.history.marks]
