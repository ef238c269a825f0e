"""Weights go to a file and come back, into a run and into scripts."""

import io
import re

import numpy as np
import pytest

from cnnviz.errors import WeightsError
from cnnviz.live import Design, Run, advice, resume, weights
from cnnviz.live.limits import BATCH, DEPTH, FILTERS, KERNELS, STAGES
from cnnviz.network.layers import Conv2d, Flatten, Linear
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import save

OTHER = Design(
    filters=(3, 2, 4), kernel_size=3, pooling="avg", activation="gelu", dropout=0.25, batch_norm=True
)


@pytest.mark.parametrize(
    "design",
    [OTHER, Design(pooling="none", filters=(2,)), Design(), Design((2, 3), 3, depth=3, activation="none")],
    ids=str,
)
def test_a_run_goes_on_from_a_file_with_its_layers(few, design):
    run = Run(design, few)
    for _ in range(3):
        run.step()
    again = resume(weights(run), Design(rate=0.02, seed=9), lambda _: few)
    assert again.design.build().__repr__() == run.network.__repr__()
    assert (again.design.rate, again.design.seed) == (0.02, 9)
    np.testing.assert_array_equal(again.network(few.held_out), run.network(few.held_out))
    again.step()
    assert not again.stopped
    again.reset()
    np.testing.assert_array_equal(again.network(few.held_out), run.network(few.held_out))


def test_a_file_says_what_was_learned_from_and_what_it_does_not_know_is_passed_over(few):
    asked = []

    def images(data):
        asked.append(data)
        return few

    digits = weights(Run(Design((2,), data="digits"), few))
    assert resume(digits, Design(), images).design.data == "digits"
    for told, expected in (("", "garments"), ("letters", "garments"), ("x" * 99, "garments")):
        file = io.BytesIO()
        save(file, Design((2,)).build(), told)
        assert resume(file.getvalue(), Design(), images).design.data == expected
    assert asked == ["digits", "garments", "garments", "garments"]


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
        resume(file.getvalue(), Design(), lambda _: few)


def test_a_batch_that_is_too_large_for_the_files_layers_is_what_is_told(few):
    large = Design((16, 16), pooling="none", depth=2, batch=BATCH[0])
    with pytest.raises(WeightsError, match="million multiplications"):
        resume(weights(Run(large, few)), Design(batch=BATCH[1]), lambda _: few)


def test_the_smallest_batch_is_never_too_much_work():
    most = (FILTERS[1],) * STAGES[1]
    assert Design(most, max(KERNELS), "none", depth=DEPTH[1], batch=BATCH[0]).multiplications > 0


@pytest.mark.parametrize("factor", [1e3, 1e30])
def test_a_files_huge_weights_are_blamed_before_the_rate(few, factor):
    run = Run(Design((2,)), few)
    for value in run.network.parameters.values():
        value *= np.float32(factor)
    loaded = resume(weights(run), Design(rate=1e-5), lambda _: few)
    for _ in range(3):
        loaded.step()
    told = loaded.stopped or advice(loaded.design, loaded.snapshot())
    assert "weights that were loaded" in told
    assert not re.search("Choose[^.]* a rate", told), "there is no lower one"
