"""A network measured on images that it never saw: the same figures as those that ship were measured by."""

import numpy as np
import pytest

from cnnviz.errors import ShapeError
from cnnviz.models.garments import GARMENTS, load_classifier
from cnnviz.models.measure import gallery_of, measured
from cnnviz.models.model import PER_CLASS, as_batch
from cnnviz.operators import softmax
from tests.models.tiny import COLOURS, of_colours

RNG = np.random.default_rng(5)


def test_the_mistakes_that_ship_are_found_again_in_their_order():
    ours = load_classifier()
    known = ours.evaluation.mistakes
    found = measured(GARMENTS, ours.network, known.images, known.labels).evaluation.mistakes
    np.testing.assert_array_equal(found.predicted, known.predicted)
    np.testing.assert_array_equal(found.labels, known.labels)
    np.testing.assert_allclose(found.shares, known.shares, atol=1.1e-4)
    assert measured(GARMENTS, ours.network, known.images, known.labels).test["accuracy"] == 0


def test_the_gallery_that_ships_has_the_accuracy_that_the_card_says():
    ours = load_classifier()
    made = measured(GARMENTS, ours.network, ours.gallery.images, ours.gallery.labels)
    assert made.test == ours.card["gallery"]
    np.testing.assert_array_equal(made.gallery.images, ours.gallery.images)
    assert made.card is made.familiarity is made.agreement is None


def test_counts_by_confidence_and_mistakes_add_up_to_all_images():
    model = of_colours(RNG)
    images = RNG.random((57, *COLOURS.image_shape), np.float32)
    labels = RNG.integers(0, 4, 57)
    made = measured(COLOURS, model.network, images, labels)
    shares = softmax(model.network(as_batch(images)))
    wrong = shares.argmax(axis=1) != labels
    assert sorted(made.evaluation.mistakes.indices.tolist()) == np.flatnonzero(wrong).tolist()
    np.testing.assert_array_equal(
        made.evaluation.mistakes.confusion() + np.diag(np.diag(made.test["confusion"])),
        made.test["confusion"],
    )
    assert made.evaluation.confidence.counts.sum() == 57
    assert made.evaluation.confidence.right.sum() == (~wrong).sum()
    assert made.evaluation.confidence.confidence.sum() == pytest.approx(shares.max(axis=1).sum(), rel=1e-5)


def test_a_gallery_takes_the_first_of_each_class_and_needs_enough_of_all():
    labels = np.tile(np.arange(3), PER_CLASS + 1)
    images = np.arange(len(labels), dtype=np.float32)[:, None, None] * np.ones((1, 2, 2), np.float32)
    made = gallery_of(images, labels, 3)
    np.testing.assert_array_equal(made.labels, np.repeat(np.arange(3), PER_CLASS))
    np.testing.assert_array_equal(made.indices[:3], [0, 3, 6])
    np.testing.assert_array_equal(made.images[:, 0, 0], made.indices)
    assert gallery_of(images, labels, 4) is None


@pytest.mark.parametrize(
    ("images", "labels"),
    [((0, 3, 12, 16), (0,)), ((5, 12, 16), (5,)), ((5, 3, 12, 16), (4,)), ((5, 3, 16, 12), (5,))],
)
def test_images_that_do_not_suit_are_refused(images, labels):
    with pytest.raises(ShapeError, match="a label for each"):
        measured(COLOURS, of_colours(RNG).network, np.zeros(images, np.float32), np.zeros(labels, int))
