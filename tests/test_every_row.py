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
from cnnviz.operators import ACTIVATIONS, activation_trace, loops
from cnnviz.predict import check_value
from cnnviz.scripts import LAYERS_FILE, layer_script

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
