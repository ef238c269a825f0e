"""The smallest change that fools the network."""

import numpy as np
import pytest

from cnnviz.attribution.fool import smallest_change
from cnnviz.attribution.push import push
from cnnviz.errors import CnnvizError
from cnnviz.models.garments import LABELS
from cnnviz.operators import softmax


@pytest.mark.parametrize(("number", "target"), [(25, None), (90, 1)])
def test_it_fools_within_its_bound_and_stays_an_image(network, gallery, number, target):
    image = gallery.images[number : number + 1]
    found = smallest_change(network, image, target)
    assert found.found
    assert network(found.image[None])[0].argmax() == found.target != found.label
    assert 0 <= found.image.min() <= found.image.max() <= 1
    assert found.bound == np.abs(found.image - image).max() <= 0.3
    np.testing.assert_array_equal(found.change, found.image - image)
    assert found.after.argmax() == found.target
    assert LABELS[found.target] in found.sentence(LABELS)


def test_the_interval_closes_by_half_each_time(network, boot):
    widths = [smallest_change(network, boot, 6, halvings=n) for n in (0, 3, 6)]
    bounds = [found.bound for found in widths]
    assert bounds == sorted(bounds, reverse=True)
    assert widths[2].bound - widths[2].too_small <= 0.3 / 2**6 + 1e-6


def test_it_is_the_same_each_time(network, boot):
    one, two = (smallest_change(network, boot, 6, halvings=3) for _ in range(2))
    np.testing.assert_array_equal(one.image, two.image)


def test_a_bound_too_small_is_said_to_be_so(network, boot):
    found = smallest_change(network, boot, most=0.001)
    assert not found.found
    assert found.too_small == 0.001
    assert "No change of up to" in found.sentence(LABELS)


def test_any_other_class_takes_no_more_than_the_next_probable_one(network, gallery):
    image = gallery.images[70:71]
    second = int(np.argsort(-network(image[None])[0])[1])
    any_other, one = (smallest_change(network, image, target, halvings=4) for target in (None, second))
    assert any_other.bound <= one.bound


def test_what_a_file_of_8_bits_keeps_is_looked_at(network, gallery):
    found = smallest_change(network, gallery.images[0:1], 2)
    kept = np.rint(found.image * 255).astype(np.uint8)
    assert network(kept[None].astype(np.float32) / 255)[0].argmax() == found.rounded


def test_pushes_stay_within_their_bounds_and_a_wider_one_goes_farther(network, boot):
    bounds = np.array([0, 0.005, 0.01, 0.05])  # beyond, all shares are near 1
    pushed = push(network, boot, [5] * 4, bounds)
    change = np.abs(pushed - boot).max(axis=(1, 2, 3))
    assert (change <= bounds + 1e-6).all()
    np.testing.assert_array_equal(pushed[0], boot)
    shares = softmax(network(pushed))[:, 5]
    assert (np.diff(shares) > 0).all()


def test_pushes_do_not_mind_each_other(exact, noisy):
    image, targets, bounds = noisy / noisy.max(), [1, 5, 6], [0.02, 0.3, 0.1]
    for stop in (False, True):
        together = push(exact, image, targets, bounds, stop=stop)
        for alone, target, bound in zip(together, targets, bounds, strict=True):
            np.testing.assert_allclose(alone, push(exact, image, [target], [bound], stop=stop)[0], atol=1e-9)


def test_a_push_that_may_stop_stops_as_soon_as_it_fools(network, boot):
    stopped, used_up = (push(network, boot, [5], [0.3], stop=stop) for stop in (True, False))
    shares = [softmax(network(image))[0, 5] for image in (stopped, used_up)]
    assert 0.1 < shares[0] < shares[1]


@pytest.mark.parametrize(
    ("targets", "bounds", "sentence"),
    [
        ([5], [0.1, 0.2], "one of each"),
        ([], [], "one of each"),
        ([10], [0.1], "no class 10"),
        ([5], [2], "bound"),
    ],
)
def test_a_push_that_makes_no_sense_is_refused(network, boot, targets, bounds, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        push(network, boot, targets, bounds)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"target": 9}, "already predicts class 9"),
        ({"target": 10}, "no class 10"),
        ({"most": 0}, "largest bound"),
        ({"most": 2}, "largest bound"),
        ({"steps": 0}, "number of steps"),
        ({"halvings": -1}, "halvings"),
        ({"image": np.full((1, 28, 28), 255.0)}, "pixel is 255"),
    ],
)
def test_what_makes_no_sense_is_refused(network, boot, change, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        smallest_change(network, **{"image": boot, **change})
