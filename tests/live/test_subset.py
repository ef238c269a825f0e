"""The packed images are what they are said to be."""

import hashlib

import numpy as np
import pytest

from cnnviz.live import Design, Run, subset
from cnnviz.live.pack import SEED, choose, pack, shares
from cnnviz.live.plans import BATCHES
from cnnviz.live.sheets import SHEETS
from cnnviz.live.subset import CLASSES, HELD_OUT, STEP, TRAINING
from cnnviz.models.table import MODELS, load
from cnnviz.training.data import DEBIAN, Split, hold_out, load_split


@pytest.fixture(scope="module", params=list(SHEETS))
def key(request):
    return request.param


@pytest.fixture(scope="module")
def found(key):
    return subset(key)


def fingerprints(images):
    return {hashlib.sha256(np.ascontiguousarray(image)).digest() for image in images}


def test_there_are_equally_many_of_each_class_as_far_as_there_are(found, key):
    assert (len(found.images), len(found.held_out)) == (TRAINING, HELD_OUT)
    assert np.bincount(found.labels).tolist() == list(SHEETS[key].training)
    np.testing.assert_array_equal(np.bincount(found.held_out_labels), HELD_OUT // CLASSES)
    for count in (200, 4000):
        np.testing.assert_array_equal(np.bincount(found.labels[found.first(count)]), count // CLASSES)
    assert set(found.first(200)) < set(found.first(4000)) < set(found.first(TRAINING))
    assert len(found.first(TRAINING)) == TRAINING


def test_no_held_out_image_is_trained_on(found):
    assert not fingerprints(found.images) & fingerprints(found.held_out)


def test_no_test_image_of_the_gallery_is_among_them(found, key):
    def packed(images):
        return fingerprints(np.round(images * 255 / STEP).astype(np.uint8))

    test = load(key).gallery.images
    assert not packed(test) & packed(np.concatenate([found.images, found.held_out])[:, 0])


def test_nobody_can_change_what_all_runs_share(found):
    for array in vars(found).values():
        assert not array.flags.writeable
    assert found.images.dtype == np.float32
    assert 0 == found.images.min() < found.images.max() == 1


def test_the_labels_are_what_the_network_that_ships_reads(found, key):
    answers = load(key).network(found.held_out).argmax(axis=1)
    assert (answers == found.held_out_labels).mean() > 0.9


def test_every_sheet_is_of_a_model_that_ships():
    assert {key: sheet.about for key, sheet in SHEETS.items()} == MODELS


def test_where_a_class_has_too_few_the_others_make_up_for_it():
    taken = shares(np.array([30, 5, 30, 12]), 60)
    assert sum(taken) == 60
    assert taken[1] == 5
    assert taken[3] == 12
    assert abs(taken[0] - taken[2]) <= 1
    assert shares(np.array([3, 3]), 100) == [3, 3]


def test_what_is_drawn_is_held_out_first_and_twice_the_same():
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (8000, 2, 2), np.uint8)
    data = Split(images, np.repeat(np.arange(CLASSES), 800))
    training, held_out = choose(data)
    again, _ = choose(data)
    np.testing.assert_array_equal(training.images, again.images)
    np.testing.assert_array_equal(
        np.sort(held_out.images, axis=None), np.sort(hold_out(data, HELD_OUT, SEED)[1].images, axis=None)
    )
    assert (len(training), len(held_out)) == (TRAINING, HELD_OUT)


def test_an_untrained_network_guesses_digits_and_a_trained_one_reads_them():
    digits = subset("digits")
    run = Run(Design(data="digits"), digits, is_judged=False)

    def accuracy():
        return (run.network(digits.held_out).argmax(axis=1) == digits.held_out_labels).mean()

    untrained = [
        (Design(seed=seed, data="digits").build()(digits.held_out).argmax(axis=1) == digits.held_out_labels)
        for seed in range(10)
    ]
    assert np.mean(untrained) == pytest.approx(1 / CLASSES, abs=0.03)
    for _ in range(BATCHES):
        run.step()
    assert accuracy() > 0.95


@pytest.mark.skipif(not DEBIAN.exists(), reason="needs Debian's package dataset-fashion-mnist")
def test_garments_are_training_images_within_half_a_step_of_grey(images):
    training, held_out = choose(load_split("train"))
    for ours, split in (
        ((images.images, images.labels), training),
        ((images.held_out, images.held_out_labels), held_out),
    ):
        np.testing.assert_array_equal(ours[1], split.labels)
        assert abs(ours[0][:, 0] * 255 - split.images).max() <= STEP / 2
    packed = pack(np.concatenate([training.images, held_out.images]))
    assert packed == SHEETS["garments"].file.read_bytes()
