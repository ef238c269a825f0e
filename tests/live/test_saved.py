"""Weights go to a file and come back, into a run and into scripts."""

import io

import numpy as np
import pytest

from cnnviz.errors import WeightsError
from cnnviz.live import Design, Run, resume, weights
from cnnviz.network.layers import Conv2d, Flatten, Linear
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import save

OTHER = Design(
    filters=(3, 2, 4), kernel_size=3, pooling="avg", activation="gelu", dropout=0.25, batch_norm=True
)


@pytest.mark.parametrize(
    "design",
    [OTHER, Design(pooling="none", filters=(2,)), Design(), Design((2, 3), 3, depth=3, activation="none")],
    ids=Design.text,
)
def test_a_run_goes_on_from_a_file_with_its_layers(few, design):
    run = Run(design, few)
    for _ in range(3):
        run.step()
    again = resume(weights(run), Design(rate=0.02, seed=9), few)
    assert again.design.build().__repr__() == run.network.__repr__()
    assert (again.design.rate, again.design.seed) == (0.02, 9)
    np.testing.assert_array_equal(again.network(few.held_out), run.network(few.held_out))
    again.step()
    assert not again.stopped
    again.reset()
    np.testing.assert_array_equal(again.network(few.held_out), run.network(few.held_out))


@pytest.mark.parametrize(
    "layers",
    [
        [Flatten(), Linear(784, 10)],
        [Conv2d(1, 99, 3), Flatten()],
        [Conv2d(1, 4, 3), Flatten(), Linear(2704, 10)],
    ],
)
def test_a_network_of_another_kind_is_refused(few, layers):
    file = io.BytesIO()
    save(file, Sequential(layers))
    with pytest.raises(WeightsError, match="network"):
        resume(file.getvalue(), Design(), few)
