"""What a change of a network does to its answers."""

import numpy as np
import pytest

from cnnviz.attribution.outcome import outcome
from cnnviz.attribution.scores import logits_of
from cnnviz.attribution.surgery import silence_map
from cnnviz.errors import ShapeError


def test_an_unchanged_network_changes_no_answer(network, gallery):
    said = logits_of(network, gallery.images[:, None]).argmax(axis=1)
    made = outcome(gallery.labels, said, said)
    assert made.right_before == made.right_after
    assert [len(found) for found in (made.lost, made.won, made.strayed)] == [0, 0, 0]


def test_what_is_lost_and_won_is_the_difference(network, gallery):
    images = gallery.images[:, None]
    said = [logits_of(net, images).argmax(axis=1) for net in (network, silence_map(network, 0, 4))]
    made = outcome(gallery.labels, *said)
    assert made.right_after == made.right_before - len(made.lost) + len(made.won)
    right_both_times = made.right_before - len(made.lost)
    assert right_both_times + len(made.lost) + len(made.won) + made.wrong_both_times == len(made.labels)
    changed = np.sort(np.concatenate([made.lost, made.won, made.strayed]))
    np.testing.assert_array_equal(changed, np.flatnonzero(made.before != made.after))
    assert len(made.lost)


def test_answers_to_other_images_are_refused():
    with pytest.raises(ShapeError, match="one of each for each image"):
        outcome([0, 1], [0], [0, 1])
