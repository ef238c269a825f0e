"""Every row of a table goes through all that makes something of it, so that a new one lacks nothing."""

import inspect
import io

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz import operators
from cnnviz.network.explain import explain
from cnnviz.network.layers import ACTIVATION_LAYERS
from cnnviz.network.names import layer_names
from cnnviz.network.sequential import Sequential
from cnnviz.numbers import format_number
from cnnviz.operators import ACTIVATIONS, POOLINGS, activation_trace, loops, pool_trace, ways
from cnnviz.operators.reductions import REDUCTIONS
from cnnviz.predict import check_value
from cnnviz.scripts import LAYERS_FILE, layer_script, pool_script

MAPS = np.random.default_rng(0).normal(0, 4, (1, 6, 5)).astype(np.float32)


def is_a_sentence(text):
    return text[0].isupper() and text.endswith(".")


@pytest.mark.parametrize("row", ACTIVATIONS.values(), ids=list(ACTIVATIONS))
def test_an_activation_has_its_loop_and_its_words(row):
    assert row.title
    assert is_a_sentence(row.rule)
    np.testing.assert_allclose(row.function(MAPS), row.twin(MAPS), rtol=1e-5, atol=1e-6)
    assert row.is_positive == (row.function(np.linspace(-99, 99, 1000)) >= 0).all()


@pytest.mark.parametrize("row", ACTIVATIONS.values(), ids=list(ACTIVATIONS))
def test_an_activation_can_be_asked_for_and_its_slips_are_named(row):
    trace = activation_trace(row.key, -0.7)
    assert check_value(format_number(trace.output), trace).right
    for slip in row.slips:
        assert check_value(format_number(slip.value(-0.7)), trace).slip == slip.key


@pytest.mark.parametrize("key", ACTIVATION_LAYERS)
def test_an_activation_that_is_a_layer_is_torchs_everywhere(answers_of, key):
    row, layer = ACTIVATIONS[key], ACTIVATION_LAYERS[key]()
    for package in (operators, loops):
        assert getattr(package, key) in (row.function, row.twin)
    assert f"def {key}(" in inspect.getsource(row.twin)
    assert is_a_sentence(row.about)
    theirs = getattr(F, key)(torch.tensor(MAPS)).numpy()
    np.testing.assert_allclose(layer(MAPS), theirs, rtol=1e-5, atol=1e-6)
    network = Sequential([layer])
    assert layer_names(network) == (f"{key} 1",)
    assert explain(layer, MAPS, (0, 2, 3)).output == layer(MAPS)[0, 2, 3]
    np.savez(held := io.BytesIO(), input=MAPS[0])
    script = layer_script(network, (key,), 0, MAPS.shape)
    for answer in answers_of(script, {LAYERS_FILE: held.getvalue()}):
        np.testing.assert_allclose(answer, theirs, rtol=1e-5, atol=1e-6)


#: What each way of laying windows is told here.
TOLD = {
    ways.SLIDING: {"kernel_size": (2, 3), "stride": (2, 1)},
    ways.WHOLE: {},
    ways.ADAPTIVE: {"output_size": (4, 2)},
    ways.FRACTIONAL: {"kernel_size": 2, "output_size": (4, 3), "samples": (0.3, 0.8)},
}


@pytest.mark.parametrize("row", POOLINGS.values(), ids=list(POOLINGS))
def test_a_pooling_has_its_loop_its_trace_its_placement_its_formula_and_its_scripts(answers_of, row):
    image, told = abs(MAPS[0]), {**row.reduction.own, **TOLD[row.way]}
    pooled = row.function(image, **told)
    np.testing.assert_allclose(row.twin(image, **told), pooled, rtol=1e-6)
    for package in (operators, loops):
        assert getattr(package, row.function.__name__) in (row.function, row.twin)
    placement, size = row.placement(image.shape, told), pooled.shape
    assert (len(placement.rows.indices), len(placement.columns.indices)) == size
    numbers = row.formula(image.shape, told)
    assert row.way is not ways.SLIDING or all(f"= {side}" in numbers for side in size)
    for at in np.ndindex(size):
        trace = row.trace(image, at, told)
        assert trace.value == pooled[at]
        indices = [line.indices[i] for line, i in zip((placement.rows, placement.columns), at, strict=True)]
        assert [trace.rows.tolist(), trace.columns.tolist()] == [one[one >= 0].tolist() for one in indices]
    for answer in answers_of(pool_script(image, row.key, told)):
        np.testing.assert_allclose(answer, pooled, rtol=1e-5)


@pytest.mark.parametrize("row", POOLINGS.values(), ids=list(POOLINGS))
def test_a_pooling_has_its_words_and_an_output_of_it_can_be_asked_for(row):
    assert row.title
    assert is_a_sentence(row.summary)
    trace = row.trace(abs(MAPS[0]), (0, 0), {**row.reduction.own, **TOLD[row.way]})
    assert format_number(trace.value) in trace.sentence()
    verdict = check_value(format_number(trace.value), trace)
    assert verdict.right
    assert verdict.working == trace.sentence()


@pytest.mark.parametrize("row", REDUCTIONS.values(), ids=list(REDUCTIONS))
def test_what_a_pool_makes_of_a_window_has_slips_that_are_named(row):
    assert set(row.taken_for) <= set(REDUCTIONS) - {row.key}
    assert row.work
    trace = pool_trace(row.key, abs(MAPS[0]), 2, at=(1, 1))
    for key, value in [
        *((slip.key, slip.value(trace.under)) for slip in row.slips),
        *((f"took_{other}", REDUCTIONS[other].of(trace.window)) for other in row.taken_for),
    ]:
        assert check_value(format_number(value), trace).slip == key
