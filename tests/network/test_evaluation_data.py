"""What ships of the one evaluation agrees with itself, with the card, and with the network."""

import numpy as np
import pytest

from cnnviz.models.garments import load_classifier, load_gallery
from cnnviz.network.evaluation import (
    EDGES,
    along,
    from_sheet,
    median_distance,
    share_beyond,
    to_sheet,
)
from cnnviz.network.report import classes_with_intervals, wilson_interval
from cnnviz.operators import softmax


@pytest.fixture(scope="module")
def classifier():
    return load_classifier()


@pytest.fixture(scope="module")
def found():
    return load_classifier().evaluation


def test_behind_every_cell_of_the_cards_confusion_matrix_lie_its_pictures(found, classifier):
    wrong = np.array(classifier.card["test"]["confusion"])
    np.fill_diagonal(wrong, 0)
    np.testing.assert_array_equal(found.mistakes.confusion(), wrong)
    for (label, predicted), count in np.ndenumerate(wrong):
        behind = found.mistakes.behind(label, predicted)
        assert len(behind) == count
        assert sorted(behind, key=lambda i: -found.mistakes.shares[i]) == behind


def test_the_network_makes_each_of_these_mistakes_as_surely_as_told(found, classifier):
    made = softmax(classifier.network(found.mistakes.images[:, None]))
    np.testing.assert_array_equal(made.argmax(axis=1), found.mistakes.predicted)
    np.testing.assert_allclose(made.max(axis=1), found.mistakes.shares, atol=6e-5)
    assert (found.mistakes.predicted != found.mistakes.labels).all()


def test_no_mistake_is_told_twice_and_those_of_the_gallery_are_among_them(found, classifier):
    assert len(set(found.mistakes.indices.tolist())) == len(found.mistakes.indices)
    gallery = load_gallery()
    predicted = classifier.network(gallery.images[:, None]).argmax(axis=1)
    for i in np.flatnonzero(predicted != gallery.labels):
        (index,) = np.flatnonzero(found.mistakes.indices == gallery.indices[i])
        np.testing.assert_array_equal(found.mistakes.images[index], gallery.images[i])


def test_as_many_answers_are_counted_right_as_the_card_says(found, classifier):
    test = classifier.card["test"]
    assert found.confidence.counts.sum() == test["images"]
    assert found.confidence.right.sum() / test["images"] == test["accuracy"]


def test_at_every_threshold_the_mistakes_are_the_answers_that_are_not_right(found):
    for percent in range(100):
        predictions, right = found.confidence.more_confident_than(percent / 100)
        assert found.mistakes.more_confident_than(percent / 100) == predictions - right


def test_the_most_confident_mistakes_come_first(found):
    first = found.mistakes.most_confident(5)
    assert found.mistakes.shares[first].tolist() == sorted(found.mistakes.shares, reverse=True)[:5]


def test_the_share_beyond_the_line_is_what_the_card_measured(found, classifier):
    told = classifier.card["familiarity"]
    measured = {name: hit["warned"] for name, hit in told["hits"].items()}
    measured["test images"] = told["false_alarms_on_test_images"]
    for name, share in measured.items():
        assert share_beyond(found.distances[name], classifier.familiarity.line) == pytest.approx(
            share, abs=0.01
        )
    assert found.distances["training images"].sum() == 5000


def test_half_of_the_distances_lie_beyond_their_median(found):
    for counts in found.distances.values():
        assert share_beyond(counts, median_distance(counts)) == pytest.approx(0.5)


def test_the_axis_is_logarithmic_and_ends_where_the_bins_do():
    shares = [along(edge) for edge in EDGES]
    np.testing.assert_allclose(np.diff(shares), 1 / (len(EDGES) - 1))
    assert (along(1e-3), along(1e6)) == (0, 1)


def test_a_sheet_holds_what_was_put_on_it():
    images = np.random.default_rng(0).integers(0, 256, (27, 28, 28)).astype(np.uint8)
    back = from_sheet(to_sheet(images), 27)
    np.testing.assert_array_equal(np.rint(back * 255), images)


def test_each_class_has_the_shares_of_the_card_with_intervals_around_them(classifier):
    test = classifier.card["test"]
    for i, each in enumerate(classes_with_intervals(test["confusion"])):
        share, low, high = each["found"]
        assert share == pytest.approx(test["per_class"][i], abs=1e-4)
        row = test["confusion"][i]
        assert (low, high) == wilson_interval(row[i], sum(row))
        assert all(ends[1] < ends[0] < ends[2] for ends in each.values())
