"""What a model says of a picture and of itself, whatever it is."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from cnnviz.errors import ShapeError
from cnnviz.models.garments import GARMENTS, load_classifier
from cnnviz.models.model import PER_CLASS, Model, as_batch, as_image, as_maps
from cnnviz.models.table import MODELS, load
from tests.models.tiny import of_colours, unmeasured

RNG = np.random.default_rng(3)
COLOURS, GREY = of_colours(RNG), unmeasured(RNG)


@pytest.mark.parametrize("key", MODELS)
def test_a_row_of_the_table_has_all_that_was_measured_and_fits_its_network(key):
    model = load(key)
    assert model.about is MODELS[key]
    assert model.about.key == key
    assert len(set(model.about.class_keys)) == len(model.labels) == len(set(model.labels))
    assert model.layers[-1].shape == (len(model.labels),)
    for known in ("familiarity", "card", "test", "gallery", "evaluation", "agreement", "readouts"):
        assert getattr(model, known) is not None, known
    assert model.gallery.images.shape == (PER_CLASS * len(model.labels), *model.about.image_shape)
    np.testing.assert_array_equal(model.gallery.labels, np.repeat(np.arange(len(model.labels)), PER_CLASS))
    assert model.evaluation.mistakes.classes == len(model.labels)


def test_garments_are_what_pages_start_with():
    assert next(iter(MODELS)) == GARMENTS.key


@pytest.mark.parametrize("model", [COLOURS, GREY], ids=["colours", "grey"])
def test_a_prediction_keeps_what_every_layer_made_of_a_picture_of_any_shape(model):
    image = RNG.random(model.about.image_shape, np.float32)
    made = model.predict(image)
    np.testing.assert_array_equal(made.input, image)
    assert made.channels.shape == model.about.shape
    for layer, activation in zip(model.layers, made.activations, strict=True):
        assert activation.shape == layer.shape
    expected = torch.softmax(torch.from_numpy(model.network(as_batch(image[None]))[0]), 0)
    np.testing.assert_allclose(made.probabilities, expected, rtol=1e-5)


def test_where_familiarity_was_not_measured_nothing_is_said_of_it_and_nothing_warns():
    made = GREY.predict(np.ones(GREY.about.image_shape, np.float32))
    assert (made.distance, made.share_nearer, made.unlike) == (None, None, False)


@pytest.mark.parametrize("shape", [(12, 16), (1, 12, 16), (3, 16, 12), (4, 12, 16)])
def test_a_picture_of_another_shape_is_refused_with_a_sentence(shape):
    with pytest.raises(ShapeError, match=r"12×16 pixels in 3 colours.*prepare it first"):
        COLOURS.predict(np.zeros(shape, np.float32))


def test_models_are_the_same_only_if_all_their_numbers_and_words_are():
    garments = load_classifier()
    assert garments.identity == load_classifier().identity
    assert COLOURS.identity != GREY.identity
    renamed = Model(replace(GARMENTS, labels=GARMENTS.labels[::-1]), garments.network)
    assert Model(GARMENTS, garments.network).identity == garments.identity
    assert renamed.identity != garments.identity
    other = of_colours(np.random.default_rng(3))
    other.network.layers[0].parameters["weight"] = other.network.layers[0].parameters["weight"].copy()
    assert other.identity == of_colours(np.random.default_rng(3)).identity
    changed = of_colours(np.random.default_rng(3))
    changed.network.layers[0].parameters["bias"][0] += 1
    assert changed.identity != other.identity


@pytest.mark.parametrize("shape", [(5, 4), (3, 5, 4)])
def test_a_picture_becomes_maps_and_a_picture_again(shape):
    image = RNG.random(shape)
    assert as_maps(image).shape == (shape[0] if len(shape) == 3 else 1, 5, 4)
    np.testing.assert_array_equal(as_image(as_maps(image)), image)
