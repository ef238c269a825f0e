"""The smallest change that fools the network."""

import numpy as np
import pytest

from cnnviz.attribution.fool import smallest_change
from cnnviz.errors import CnnvizError
from cnnviz.network.classifier import LABELS


@pytest.mark.parametrize(("number", "target"), [(0, None), (25, None), (90, None), (90, 1)])
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
    widths = [smallest_change(network, boot, halvings=n) for n in (0, 3, 6)]
    bounds = [found.bound for found in widths]
    assert bounds == sorted(bounds, reverse=True)
    assert widths[2].bound - widths[2].too_small <= 0.3 / 2**6 + 1e-6


def test_it_is_the_same_each_time(network, boot):
    one, two = (smallest_change(network, boot) for _ in range(2))
    np.testing.assert_array_equal(one.image, two.image)


def test_a_bound_too_small_is_said_to_be_so(network, boot):
    found = smallest_change(network, boot, most=0.001)
    assert not found.found
    assert found.too_small == 0.001
    assert "No change of up to" in found.sentence(LABELS)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"target": 9}, "answers with class 9 already"),
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
