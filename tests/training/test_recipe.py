"""Training: its data, its randomness, its reproducibility. The full data set is not needed here."""

import gzip
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from cnnviz.models.garments import load_gallery
from cnnviz.network.layers import BatchNorm2d, Conv2d
from cnnviz.training import recipe as recipe_module
from cnnviz.training.data import Split, hold_out, load_split
from cnnviz.training.recipe import (
    Recipe,
    accuracy,
    as_input,
    augment,
    batches,
    build,
    dead_maps,
    describe,
    revive,
    train,
)

TINY = Recipe(stages=((4,), (4,)), epochs=12, batch=20, averaging=0.9)


@pytest.fixture(scope="module")
def split():
    gallery = load_gallery()
    return Split((gallery.images * 255).round().astype(np.uint8), gallery.labels)


def silent(done, steps, loss):
    pass


def test_training_is_reproducible_to_the_last_bit(split):
    recipe = replace(TINY, epochs=2)
    first, again = (train(recipe, split, silent).averaged for _ in range(2))
    for name, value in first.parameters.items():
        np.testing.assert_array_equal(value, again.parameters[name])
    other = train(replace(recipe, seed=2), split, silent).averaged
    assert not np.array_equal(other.parameters["0.weight"], first.parameters["0.weight"])


def test_training_learns(split):
    losses = []
    trained = train(TINY, split, lambda done, steps, loss: losses.append(loss))
    assert len(losses) == 12 * 5
    assert np.mean(losses[-5:]) < 0.6 * np.mean(losses[:5])
    untrained = build(TINY, np.random.default_rng(0))
    assert accuracy(trained.last, split) > 0.5 > accuracy(untrained, split)
    assert accuracy(trained.averaged, split) > 0.5


def test_a_dead_map_is_found_and_revived(split):
    network = build(TINY, np.random.default_rng(0))
    network(as_input(split.images))
    network.layers[1].parameters["bias"][2] = -1e6  # nothing gets past this batch norm's ReLU
    assert dead_maps(network, as_input(split.images)) == [(2, 2)]
    others = network.layers[0].parameters["weight"][[0, 1, 3]].copy()
    assert revive(network, split, np.random.default_rng(1)) == [(2, 2)]
    assert dead_maps(network, as_input(split.images)) == []
    np.testing.assert_array_equal(network.layers[0].parameters["weight"][[0, 1, 3]], others)


def test_training_goes_on_for_a_while_if_maps_died(split, monkeypatch):
    steps = []
    recipe = replace(TINY, epochs=1, revival_epochs=2)
    monkeypatch.setattr("cnnviz.training.recipe.revive", lambda *_: [(2, 2)])
    train(recipe, split, lambda done, of, loss: steps.append(of))
    assert steps == [5] * 5 + [10] * 10


def test_an_augmented_image_is_shifted_by_at_most_what_was_asked_and_maybe_mirrored():
    rng = np.random.default_rng(0)
    image = rng.integers(1, 256, (28, 28)).astype(np.uint8)
    padded = np.pad(image, 1)
    possible = {
        (down, right, mirrored): (padded[down : down + 28, right : right + 28][:, :: -1 if mirrored else 1])
        for down in range(3)
        for right in range(3)
        for mirrored in (False, True)
    }
    # A mirrored image is shifted after it was mirrored; over all shifts that is the same set.
    moved = np.round(augment(np.repeat(image[None], 300, axis=0), 1, rng)[:, 0] * 255).astype(np.uint8)
    seen = set()
    for one in moved:
        names = [name for name, other in possible.items() if np.array_equal(one, other)]
        assert len(names) == 1
        seen.add(names[0])
    assert seen == set(possible)


@pytest.mark.parametrize("share", [0, 1])
@pytest.mark.parametrize("shift", [0, 3])
def test_the_card_tells_how_images_are_moved_and_mirrored(monkeypatch, split, shift, share):
    monkeypatch.setattr(recipe_module, "MIRRORED", share)
    told = describe(shift)["augmentation"]
    assert f"up to {shift} pixels" in told
    assert told.endswith(f"probability {share}")
    if shift == 0:
        shown = split.images[:, :, ::-1] if share else split.images
        np.testing.assert_array_equal(augment(split.images, 0, np.random.default_rng(0)), as_input(shown))


def test_the_card_tells_where_batch_norm_stands():
    layers = build(TINY, np.random.default_rng(0)).layers
    normed = [
        isinstance(after, BatchNorm2d) for layer, after in pairwise(layers) if isinstance(layer, Conv2d)
    ]
    assert all(normed)
    assert "batch norm after each convolution" in describe(1)["normalisation"]


def test_an_epoch_uses_every_image_once(split):
    recipe = replace(TINY, shift=0)
    labels = np.concatenate([labels for _, labels in batches(split, recipe, np.random.default_rng(0))])
    assert sorted(labels) == sorted(split.labels)


def test_the_rate_warms_up_then_falls_to_0():
    recipe = Recipe()
    rates = [recipe.rate(done) for done in np.linspace(0, 1, 101)]
    assert rates[0] == 0
    assert max(rates) == rates[10] == pytest.approx(recipe.peak_rate)
    assert rates[-1] == pytest.approx(0)
    assert np.all(np.diff(rates[10:]) < 0)


def test_only_weight_matrices_decay(split):
    still = replace(TINY, epochs=1, peak_rate=1e-9, weight_decay=1e8, warm_up=0.0)
    start = build(still, np.random.default_rng(still.seed)).parameters
    end = train(replace(still, revival_epochs=0), split, silent).last.parameters
    for name, value in start.items():
        if value.ndim > 1:
            assert np.abs(end[name]).max() < 0.9 * np.abs(value).max()
        else:
            np.testing.assert_allclose(end[name], value, atol=1e-6)


def test_smoothed_labels_keep_the_network_from_being_certain(split):
    smooth, sharp = (
        train(replace(TINY, label_smoothing=share), split, silent).last(as_input(split.images)).max(axis=1)
        for share in (0.5, 0.0)
    )
    assert smooth.mean() < sharp.mean()


def test_what_is_held_out_is_not_trained_on(split):
    rest, held = hold_out(split, 30, seed=0)
    assert (len(rest), len(held)) == (70, 30)
    np.testing.assert_array_equal(np.bincount(held.labels), 3)
    together = np.sort([image.tobytes() for image in (*rest.images, *held.images)])
    np.testing.assert_array_equal(together, np.sort([image.tobytes() for image in split.images]))


def test_idx_files_are_read(tmp_path):
    images = np.arange(2 * 3 * 4, dtype=np.uint8).reshape(2, 3, 4)
    header = bytes([0, 0, 8, 3]) + np.array([2, 3, 4], ">u4").tobytes()
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(header + images.tobytes()))
    header = bytes([0, 0, 8, 1]) + np.array([2], ">u4").tobytes()
    (tmp_path / "train-labels-idx1-ubyte.gz").write_bytes(gzip.compress(header + bytes([7, 9])))
    split = load_split("train", tmp_path)
    np.testing.assert_array_equal(split.images, images)
    np.testing.assert_array_equal(split.labels, [7, 9])


def test_missing_data_is_said_in_a_sentence(tmp_path):
    with pytest.raises(FileNotFoundError, match="dataset-fashion-mnist"):
        load_split("train", tmp_path)
