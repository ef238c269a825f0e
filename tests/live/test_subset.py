"""The packed images are what they are said to be."""

import hashlib

import numpy as np
import pytest

from cnnviz.live.pack import choose, pack
from cnnviz.live.subset import CLASSES, FILE, HELD_OUT, STEP, TRAINING
from cnnviz.training.data import DEBIAN, load_split


def fingerprints(images):
    return {hashlib.sha256(np.ascontiguousarray(image)).digest() for image in images}


def test_there_are_equally_many_of_each_class(images):
    assert (len(images.images), len(images.held_out)) == (TRAINING, HELD_OUT)
    for labels in (images.labels, images.held_out_labels):
        np.testing.assert_array_equal(np.bincount(labels), len(labels) // CLASSES)


def test_no_held_out_image_is_trained_on(images):
    assert not fingerprints(images.images) & fingerprints(images.held_out)


def test_nobody_can_change_what_all_runs_share(images):
    for array in vars(images).values():
        assert not array.flags.writeable
    assert images.images.dtype == np.float32
    assert 0 == images.images.min() < images.images.max() == 1


@pytest.mark.skipif(not DEBIAN.exists(), reason="needs Debian's package dataset-fashion-mnist")
def test_they_are_training_images_within_half_a_step_of_grey(images):
    training, held_out = choose(load_split("train"))
    for ours, split in (
        ((images.images, images.labels), training),
        ((images.held_out, images.held_out_labels), held_out),
    ):
        np.testing.assert_array_equal(ours[1], split.labels)
        assert abs(ours[0][:, 0] * 255 - split.images).max() <= STEP / 2
    assert pack(np.concatenate([training.images, held_out.images])) == FILE.read_bytes()
