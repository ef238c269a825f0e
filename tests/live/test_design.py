"""A design is checked, written as text and read back, and built as it says."""

import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from cnnviz.live import Design
from cnnviz.network.summary import summarise

DESIGNS = [
    Design(),
    Design((1,), 3, "none", "sigmoid", 0.25, True, 1e-5, 4, "sgd", 0),
    Design((16, 8, 4), 5, "avg", "tanh", 0.1, False, 0.1 + 0.2, 128, "momentum", 999_999),
    Design(activation="gelu"),
]


@pytest.mark.parametrize("design", DESIGNS, ids=Design.text)
def test_text_brings_the_same_design_back(design):
    assert Design.read(design.text()) == design


@pytest.mark.parametrize("design", DESIGNS, ids=Design.text)
def test_a_built_network_has_ten_scores_and_the_filters_asked_for(design):
    network = design.build()
    assert network(np.zeros((2, 1, 28, 28), np.float32)).shape == (2, 10)
    counts = [value.shape[0] for value in network.parameters.values() if value.ndim == 4]
    assert tuple(counts) == design.filters
    assert summarise(network, (1, 28, 28))[-1].shape == (10,)


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"filters": ()}, "number of convolutions of 0"),
        ({"filters": (4, 4, 4, 4)}, "choose 1 to 3"),
        ({"filters": (17,)}, "number of filters of 17"),
        ({"filters": (True,)}, "number of filters"),
        ({"kernel_size": 4}, "choose 3 or 5"),
        ({"pooling": "min"}, "a pooling of min"),
        ({"activation": "swish"}, "an activation of swish"),
        ({"optimiser": "lion"}, "an optimiser of lion"),
        ({"dropout": 1.0}, "a dropout of 1.0"),
        ({"dropout": float("nan")}, "a dropout of nan"),
        ({"rate": float("inf")}, "a rate of inf"),
        ({"rate": 0.0}, "choose a number from 1e-05 to 10"),
        ({"batch": 1}, "choose 4 to 128 images"),
        ({"seed": -1}, "a seed of -1"),
    ],
)
def test_what_is_not_on_offer_is_said_in_a_sentence(chosen, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        Design(**chosen)


@pytest.mark.parametrize(
    "text", ["", "f8", Design().text()[:-1], Design().text().replace("k5", "k9"), "_" * 9]
)
def test_text_of_something_else_is_refused(text):
    with pytest.raises(CnnvizError):
        Design.read(text)
