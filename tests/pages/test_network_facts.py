"""The facts beside the layer that is looked at are the network's."""

import pytest

from cnnviz.figures import format_number
from cnnviz.network.classifier import load_classifier, load_gallery
from cnnviz.network.summary import summarise

CLASSIFIER = load_classifier()
SUMMARIES = summarise(CLASSIFIER.network, (1, 28, 28))


@pytest.mark.parametrize("name", ["conv 1", "conv 8", "relu 1", "pool 1", "flatten", "dense"])
def test_size_range_and_cost_of_the_layer_looked_at_are_seen(visit, name):
    place = CLASSIFIER.layer_names.index(name)
    facts = visit("network", layer=name, test="8").facts
    row, made = SUMMARIES[place], CLASSIFIER.answer(load_gallery().images[8]).activations[place]
    assert facts["Output"] == (" × ".join(map(str, made.shape)), row.formula)
    assert facts["Values"][0] == f"{format_number(made.min(), 3)} … {format_number(made.max(), 3)}"
    assert facts["Multiplications"] == (format_number(row.multiplications), row.work)


def test_the_softmax_has_facts_too(visit):
    facts = visit("network", layer="softmax", test="8").facts
    shares = CLASSIFIER.answer(load_gallery().images[8]).probabilities
    assert facts["Output"][0] == str(shares.size)
    assert facts["Values"][0] == f"{format_number(shares.min(), 3)} … {format_number(shares.max(), 3)}"
    assert facts["Multiplications"][0] == "0"


def test_the_whole_network_takes_the_multiplications_of_all_layers(visit):
    total = sum(row.multiplications for row in SUMMARIES)
    assert visit("network").facts["All multiplications"][0] == format_number(total)
