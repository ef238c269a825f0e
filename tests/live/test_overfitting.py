"""What a run learns from, what it is judged by, and what makes the gap between both smaller."""

from dataclasses import replace

import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from cnnviz.live import CHANCE, Design, Run
from cnnviz.live.examples import OVERFIT, SWITCHES
from cnnviz.live.judge import Judgement, sample
from cnnviz.live.limits import IMAGES, MOST_SHIFT
from cnnviz.live.shifts import shifted
from cnnviz.network.losses import cross_entropy

SMALL = Design(filters=(2, 3), kernel_size=3, batch=20)


@pytest.mark.parametrize("count", [IMAGES[0], 500, IMAGES[1]])
def test_a_run_learns_from_so_many_images_and_no_other(images, count):
    run = Run(replace(SMALL, images=count, batch=100), images)
    shown = np.concatenate([run._next_batch() for _ in range(count // 100)])
    assert len(set(shown)) == count
    np.testing.assert_array_equal(np.bincount(images.labels[shown]), count // 10)
    assert set(shown) <= set(images.first(IMAGES[1]))
    assert set(images.first(IMAGES[0])) <= set(shown), "the smaller set is part of the larger one"


def test_epochs_are_passes_over_the_images_that_are_learned_from(images):
    run = Run(replace(SMALL, images=IMAGES[0]), images)
    for _ in range(IMAGES[0] // SMALL.batch):
        run.step()
    assert run.snapshot().epochs == 1


def test_both_accuracies_are_of_the_same_weights_at_test_time(images):
    design = replace(SMALL, images=500, dropout=0.5)
    run = Run(design, images)
    for _ in range(20):
        run.step()
    mark = Judgement(design, images, run.network, run.images).finish()
    logits = run.network(images.held_out)
    taught = images.first(500)
    assert mark.accuracy == (logits.argmax(axis=1) == images.held_out_labels).mean()
    assert (
        mark.training == (run.network(images.images[taught]).argmax(axis=1) == images.labels[taught]).mean()
    )
    assert mark.loss == pytest.approx(cross_entropy(logits, images.held_out_labels)[0], rel=1e-5)
    assert mark.gap == mark.training - mark.accuracy


def test_of_many_training_images_as_many_are_judged_as_are_held_out(images):
    chosen = sample(images.first(IMAGES[1]), len(images.held_out))
    assert len(set(chosen)) == len(images.held_out)
    counts = np.bincount(images.labels[chosen])
    assert counts.max() - counts.min() <= 1


def test_N11_the_first_point_is_the_untrained_networks_and_comes_before_training(few, clock):
    run = Run(SMALL, few)
    start = run.network(few.held_out)
    run.advance(1.0, clock=clock, until=SMALL.batch)
    (mark,) = run.history.marks
    assert (mark.images, run.images) == (0, SMALL.batch)
    assert mark.accuracy == (start.argmax(axis=1) == few.held_out_labels).mean()


def test_N11_untrained_networks_answer_by_chance_on_average_and_each_by_its_luck(images):
    """Ten seeds of the design that the page begins with."""
    marks = [_untrained(replace(Design(), seed=seed), images) for seed in range(1, 11)]
    assert np.mean([mark.accuracy for mark in marks]) == pytest.approx(CHANCE, abs=0.02)
    assert (min(marks).accuracy, max(mark.accuracy for mark in marks)) != (CHANCE, CHANCE)
    assert max(mark.accuracy for mark in marks) > 1.5 * CHANCE > 0.5 * CHANCE > min(m.accuracy for m in marks)
    assert np.mean([mark.loss for mark in marks]) == pytest.approx(np.log(1 / CHANCE), rel=0.05)


def _untrained(design, images):
    return Judgement(design, images, design.build(), 0).finish()


def test_N8_two_hundred_images_are_learned_by_heart_and_six_thousand_are_not(images):
    marks = {}
    for name, design in (("few", OVERFIT), ("more", SWITCHES["images"].of(OVERFIT))):
        run = Run(design, images, is_judged=False)
        for _ in range(250):
            run.step()
        marks[name] = Judgement(design, images, run.network, run.images).finish()
    assert marks["few"].training > 0.98
    assert 0.7 < marks["few"].accuracy < 0.8
    assert marks["more"].gap < marks["few"].gap / 5
    assert marks["more"].accuracy > marks["few"].accuracy


@pytest.mark.parametrize("key", SWITCHES)
def test_a_switch_changes_one_choice_and_can_be_trained(images, key):
    design = SWITCHES[key].of(OVERFIT)
    changed = [name for name in vars(design) if getattr(design, name) != getattr(OVERFIT, name)]
    assert len(changed) == 1
    assert SWITCHES[key].of(design) == design
    run = Run(design, images)
    run.step()
    assert not run.stopped


def test_shifted_images_lie_where_zeros_move_in():
    picture = np.arange(1, 10, dtype=np.float32).reshape(1, 1, 3, 3)
    found = shifted(np.repeat(picture, 400, axis=0), 1, np.random.default_rng(0))
    padded = np.pad(picture[0, 0], 1)
    all_of_them = {padded[r : r + 3, c : c + 3].tobytes() for r in range(3) for c in range(3)}
    assert {one.tobytes() for one in found[:, 0]} == all_of_them
    assert found.shape == (400, 1, 3, 3)


def test_a_shift_is_drawn_anew_each_time_and_fixed_by_the_seed(few):
    seen = []
    for _ in range(2):
        run = Run(replace(SMALL, shift=2), few)
        for _ in range(5):
            run.step()
        seen.append(list(run.history.losses))
    assert seen[0] == seen[1]
    assert seen[0] != _losses(SMALL, few)


def _losses(design, few):
    run = Run(design, few)
    for _ in range(5):
        run.step()
    return list(run.history.losses)


@pytest.mark.parametrize("optimiser", ["adam", "momentum", "sgd"])
def test_decay_shrinks_weights_and_spares_biases(few, optimiser):
    sizes = []
    for decay in (0.0, 3.0):
        run = Run(replace(SMALL, optimiser=optimiser, weight_decay=decay, rate=0.01), few)
        for _ in range(30):
            run.step()
        sizes.append(np.square(run.network.parameters["0.weight"]).sum())
        assert run.optimiser.decayed == set(run.weighted)
    assert sizes[1] < sizes[0]


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"images": 100}, "choose 200 to 6,000"),
        ({"images": 201}, "as many of each class"),
        ({"weight_decay": -0.1}, "a weight decay of -0.1"),
        ({"weight_decay": float("nan")}, "a weight decay of nan"),
        ({"shift": MOST_SHIFT + 1}, "choose 0 to 4 pixels"),
    ],
)
def test_what_is_not_on_offer_is_said_in_a_sentence(chosen, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        Design(**chosen)
