"""What a learner sees of a network in training is what it computes."""

import numpy as np
import pytest

from cnnviz.errors import ShapeError
from cnnviz.live import Design, Run, filters, layer_names, maps, two_ways

DESIGN = Design(filters=(2, 3), batch_norm=True, dropout=0.5, activation="tanh")


def test_maps_and_filters_are_the_networks_own(few):
    network = DESIGN.build()
    made = maps(network, few.images[5, 0])
    assert tuple(made) == layer_names(network)
    np.testing.assert_array_equal(made["dense"], network(few.images[5:6])[0])
    kernels = filters(network, 2)
    np.testing.assert_array_equal(kernels, network.parameters["4.weight"])
    kernels[:] = 0
    assert network.parameters["4.weight"].any()


def test_dropout_and_batch_norm_do_otherwise_in_training_and_looking_changes_nothing(few):
    run = Run(DESIGN, few)
    for _ in range(3):
        run.step()
    before = {name: value.copy() for name, value in run.network.buffers.items()}
    for layer_index, name in enumerate(layer_names(run.network)):
        _, training, test = two_ways(run.network, layer_index, few.images[:8, 0], seed=1)
        differs = name == "dropout" or name.startswith("batch norm")
        assert np.array_equal(training, test) != differs
        if name == "dropout":
            assert set(np.unique((training / test).round(4))) == {0, 2}
    for name, value in run.network.buffers.items():
        np.testing.assert_array_equal(value, before[name])


@pytest.mark.parametrize(
    "look", [lambda n: filters(n, 3), lambda n: two_ways(n, 99, np.zeros((1, 28, 28)), 0)]
)
def test_what_is_not_there_is_said(look):
    with pytest.raises(ShapeError, match="there is no"):
        look(DESIGN.build())
