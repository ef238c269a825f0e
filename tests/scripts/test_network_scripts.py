"""The scripts of the network and of each of its layers are run as they are shown."""

import io

import numpy as np
import pytest

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.models.garments import ASSETS, LABELS, load_classifier, load_gallery
from cnnviz.network.layers import Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import save
from cnnviz.operators import softmax
from cnnviz.scripts import INPUT_FILE, LAYERS_FILE, WEIGHTS_FILE, layer_script, network_script
from tests.models.tiny import of_colours, unmeasured

CLASSIFIER = load_classifier()
GALLERY = load_gallery()
WEIGHTS = (ASSETS / "classifier.npz").read_bytes()
#: Of all sums that lead to a score, the number of products that may each be rounded.
PRODUCTS = sum(array[0].size for name, array in CLASSIFIER.network.parameters.items() if "weight" in name)
TOLERANCE = PRODUCTS * np.finfo(np.float32).eps


@pytest.mark.parametrize("number", [0, 42, 99])
def test_the_whole_network_gives_the_pages_probabilities(answers_of, capsys, number):
    prediction = CLASSIFIER.predict(GALLERY.images[number])
    script = network_script(CLASSIFIER.network, CLASSIFIER.layer_names, LABELS)
    files = {INPUT_FILE: images.npy(prediction.input), WEIGHTS_FILE: WEIGHTS}
    assert set(script.files) == set(files)
    for probabilities in answers_of(script, files):
        np.testing.assert_allclose(probabilities, prediction.probabilities, atol=TOLERANCE)
    printed = [line.split(": ") for line in capsys.readouterr().out.splitlines()]
    assert [label for label, _ in printed] == list(LABELS) * 2
    shares = [float(share) for _, share in printed]
    np.testing.assert_allclose(shares, np.tile(prediction.probabilities, 2), atol=TOLERANCE)


@pytest.mark.parametrize("make", [of_colours, unmeasured])
def test_networks_of_other_inputs_and_layers_give_their_probabilities_and_maps(answers_of, make):
    model = make(np.random.default_rng(1))
    prediction = model.predict(np.random.default_rng(2).random(model.about.image_shape, np.float32))
    shape, names, weights = model.about.shape, model.layer_names, io.BytesIO()
    save(weights, model.network)
    files = {INPUT_FILE: images.npy(prediction.input), WEIGHTS_FILE: weights.getvalue()}
    for probabilities in answers_of(network_script(model.network, names, model.labels, shape=shape), files):
        np.testing.assert_allclose(probabilities, prediction.probabilities, atol=1e-5)
    files = {LAYERS_FILE: model.archive(prediction), WEIGHTS_FILE: weights.getvalue()}
    for layer_index, made in enumerate(prediction.activations):
        for result in answers_of(layer_script(model.network, names, layer_index, shape), files):
            np.testing.assert_allclose(result, made, atol=1e-5)


def test_a_class_of_any_name_is_printed_as_it_is(answers_of, capsys):
    model = unmeasured(np.random.default_rng(1))
    weights, labels = io.BytesIO(), ('a "quoted" one', "back\\slash")
    save(weights, model.network)
    image = np.zeros(model.about.image_shape, np.float32)
    files = {INPUT_FILE: images.npy(image), WEIGHTS_FILE: weights.getvalue()}
    answers_of(network_script(model.network, model.layer_names, labels), files)
    printed = [line.rpartition(": ")[0] for line in capsys.readouterr().out.splitlines()]
    assert printed == [*labels, *labels]


def test_no_share_is_printed_as_all_or_nothing_that_is_not(answers_of, capsys):
    dense = Linear(784, 2, rng=np.random.default_rng(1))
    network = Sequential([Flatten(), dense])
    dense.parameters["weight"][...], dense.parameters["bias"][...] = 0, (14, 0)
    weights = io.BytesIO()
    save(weights, network)
    files = {INPUT_FILE: images.npy(np.ones((28, 28), np.float32)), WEIGHTS_FILE: weights.getvalue()}
    shares = answers_of(network_script(network, ["flatten", "dense"], ["nearly all", "the rest"]), files)
    assert all(0 < share < 1 for answer in shares for share in answer)
    printed = [float(line.split(": ")[1]) for line in capsys.readouterr().out.splitlines()]
    assert len(printed) == 4
    assert all(0 < share < 1 for share in printed)


@pytest.mark.parametrize("layer_index", range(len(CLASSIFIER.layer_names)), ids=CLASSIFIER.layer_names)
def test_each_layer_makes_what_the_page_shows(answers_of, layer_index):
    prediction = CLASSIFIER.predict(GALLERY.images[7])
    script = layer_script(CLASSIFIER.network, CLASSIFIER.layer_names, layer_index)
    files = {LAYERS_FILE: CLASSIFIER.archive(prediction), WEIGHTS_FILE: WEIGHTS}
    made = prediction.activations[layer_index]
    for result in answers_of(script, files):
        assert result.shape == made.shape
        np.testing.assert_allclose(result, made, atol=TOLERANCE * abs(made).max())


@pytest.mark.parametrize("temperature", [0.1, 1.0, 4.5])
def test_the_softmax_comes_out_the_same_at_every_temperature(answers_of, temperature):
    prediction = CLASSIFIER.predict(GALLERY.images[7])
    names = CLASSIFIER.layer_names
    script = layer_script(CLASSIFIER.network, names, len(names), temperature=temperature)
    for shares in answers_of(script, {LAYERS_FILE: CLASSIFIER.archive(prediction)}):
        np.testing.assert_allclose(shares, softmax(prediction.logits, temperature=temperature), rtol=1e-5)


def test_a_network_of_another_build_is_written_too(answers_of):
    rng = np.random.default_rng(1)
    network = Sequential(
        [
            Conv2d(1, 4, 5, stride=2, padding=1, rng=rng),
            ReLU(),
            MaxPool2d(3, 2),
            ReLU(),
            Conv2d(4, 6, 2, rng=rng),
            Flatten(),
            Linear(150, 3, rng=rng),
        ]
    )
    weights = io.BytesIO()
    save(weights, network)
    image = rng.random((28, 28)).astype(np.float32)
    script = network_script(network, ["layer"] * 7, ["one", "two", "three"])
    for probabilities in answers_of(
        script, {INPUT_FILE: images.npy(image), WEIGHTS_FILE: weights.getvalue()}
    ):
        np.testing.assert_allclose(probabilities, softmax(network(image[None, None]))[0], rtol=1e-4)


def test_a_layer_without_lines_is_refused_in_a_sentence():
    with pytest.raises(CnnvizError, match="no script for a Layer layer; use convolutions"):
        network_script(Sequential([Layer()]), ["pool"], ["one"])
