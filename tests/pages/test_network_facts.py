"""The facts beside the layer that is looked at are the network's, and so is what can be saved."""

import io
from html import unescape

import numpy as np
import pytest

from cnnviz.figures import format_number
from cnnviz.models.garments import load_classifier, load_gallery
from cnnviz.network.summary import summarise
from cnnviz.numbers import percent
from cnnviz.operators import softmax
from pages.ui.network import layers

CLASSIFIER = load_classifier()
SUMMARIES = summarise(CLASSIFIER.network, (1, 28, 28))


@pytest.mark.parametrize("name", ["conv 1", "conv 8", "relu 1", "pool 1", "flatten", "dense"])
def test_size_range_and_cost_of_the_layer_looked_at_are_seen(visit, name):
    layer_index = CLASSIFIER.layer_names.index(name)
    facts = visit("network", layer=name, test="8").facts
    row, made = SUMMARIES[layer_index], CLASSIFIER.predict(load_gallery().images[8]).activations[layer_index]
    assert facts["Output"] == (" × ".join(map(str, made.shape)), row.formula)
    assert facts["Values"][0] == f"{format_number(made.min(), 3)} … {format_number(made.max(), 3)}"
    assert facts["Multiplications"] == (format_number(row.multiplications), row.work)


def test_the_softmax_has_facts_too(visit):
    facts = visit("network", layer="softmax", test="8").facts
    shares = CLASSIFIER.predict(load_gallery().images[8]).probabilities
    assert facts["Output"][0] == str(shares.size)
    assert unescape(facts["Values"][0]) == f"{percent(shares.min())} … {percent(shares.max())}"
    assert facts["Multiplications"][0] == "0"


def test_the_range_of_a_cold_softmax_does_not_reach_all_or_nothing(visit):
    facts = visit("network", layer="softmax", test="42", temperature="0.1").facts
    logits = CLASSIFIER.predict(load_gallery().images[42]).logits
    assert softmax(logits.astype(np.float64), temperature=0.1).min() > 0  # so the largest is below 1
    assert unescape(facts["Values"][0]) == f"{percent(1e-9)} … {percent(1 - 1e-9)}"


def test_the_whole_network_takes_the_multiplications_of_all_layers(visit):
    total = sum(row.multiplications for row in SUMMARIES)
    assert visit("network").facts["All multiplications"][0] == format_number(total)


def test_the_file_of_all_layers_is_what_each_layer_makes_of_the_last_one(visit, monkeypatch):
    offered = []
    monkeypatch.setattr(layers.st, "download_button", lambda *arguments, **_: offered.append(arguments))
    visit("network", test="13")
    (make,) = [make for label, make, *_ in offered if label.endswith(".npz")]
    with np.load(io.BytesIO(make())) as held:
        made = load_gallery().images[13]
        np.testing.assert_array_equal(held["input"], made)
        made = made[None, None]
        for name, layer in zip(CLASSIFIER.layer_names, CLASSIFIER.network.layers, strict=True):
            made = layer(made)
            np.testing.assert_allclose(held[name], made[0], atol=1e-5)
        assert len(held.files) == 2 + len(CLASSIFIER.layer_names)
