"""A design is checked, and built as it says."""

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
    Design((4, 8), 3, "max", "none", depth=3),
]


@pytest.mark.parametrize("design", DESIGNS, ids=str)
def test_a_built_network_has_ten_scores_and_the_filters_asked_for(design):
    network = design.build()
    assert network(np.zeros((2, 1, 28, 28), np.float32)).shape == (2, 10)
    counts = [value.shape[0] for value in network.parameters.values() if value.ndim == 4]
    assert tuple(counts) == tuple(count for count in design.filters for _ in range(design.depth))
    rows = summarise(network, (1, 28, 28))
    assert rows[-1].shape == (10,)
    assert design.multiplications == sum(row.multiplications for row in rows[:-1])


def test_what_is_too_much_is_counted_as_the_convolutions_of_a_batch_on_the_way_forward():
    chosen = {"filters": (16, 16), "pooling": "none"}
    rows = summarise(Design(**chosen, batch=4).build(), (1, 28, 28))
    forward = sum(row.multiplications for row in rows[:-1]) * 128
    with pytest.raises(CnnvizError, match=f"the convolutions of a batch take {forward / 1e6:,.0f} million"):
        Design(**chosen, batch=128)


def test_a_stack_without_activations_is_one_linear_layer():
    network = Design((2, 3), 3, "avg", "none", depth=2).build()
    one, two = np.random.default_rng(0).random((2, 1, 1, 28, 28)).astype(np.float32)
    nothing = network(np.zeros_like(one))
    np.testing.assert_allclose(
        network(one + 2 * two) - nothing,
        network(one) - nothing + 2 * (network(two) - nothing),
        atol=1e-5 * abs(network(one)).max(),
    )


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"filters": ()}, "number of stages of 0"),
        ({"filters": (4, 4, 4, 4)}, "choose 1 to 3"),
        ({"depth": 4}, "number of convolutions per stage of 4"),
        ({"filters": (16, 16, 16), "pooling": "none", "batch": 128}, "million multiplications"),
        ({"filters": (17,)}, "number of filters of 17"),
        ({"filters": (True,)}, "number of filters"),
        ({"kernel_size": 4}, "choose 3 or 5"),
        ({"pooling": "min"}, "a pooling of min"),
        ({"activation": "swish"}, "an activation of swish"),
        ({"optimiser": "lion"}, "an optimiser of lion"),
        ({"dropout": 1.0}, "a dropout of 1.0"),
        ({"dropout": float("nan")}, "a dropout of nan"),
        ({"rate": float("inf")}, "a learning rate of inf"),
        ({"rate": 0.0}, "choose a number from 1e-05 to 10"),
        ({"batch": 1}, "choose 4 to 128 images"),
        ({"seed": -1}, "a seed of -1"),
    ],
)
def test_what_is_not_on_offer_is_said_in_a_sentence(chosen, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        Design(**chosen)
