"""Traces of activations tell the very output."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.operators import ACTIVATIONS, activation_trace, glu, glu_trace


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_A1_an_activations_trace_is_the_maps_number_and_pytorchs_slope(name):
    theirs = torch.clone if name == "linear" else getattr(F, name)
    values = np.array([[-39.5, -1, 0.25], [0.5, 3, 53.85]], np.float32)
    output = ACTIVATIONS[name].function(values)
    for position, value in np.ndenumerate(values):
        trace = activation_trace(name, value)
        tensor = torch.tensor(float(value), requires_grad=True)
        theirs(tensor).backward()
        assert (trace.input, trace.output) == (value, output[position])
        assert trace.slope == pytest.approx(tensor.grad.item(), abs=1e-6)


@pytest.mark.parametrize("dim", [0, 1, -1])
def test_a_glu_trace_is_its_output_and_its_product(dim):
    values = np.random.default_rng(0).normal(0, 9, (4, 6)).astype(np.float32)
    for at, output in np.ndenumerate(glu(values, dim)):
        trace = glu_trace(values, dim, at=at)
        assert trace.output == output
        assert trace.passed * trace.open == pytest.approx(output, rel=1e-6)
        assert trace.open == pytest.approx(1 / (1 + np.exp(-trace.gate)), rel=1e-6)
        gate_at = list(at)
        gate_at[dim] += values.shape[dim] // 2
        assert (trace.passed, trace.gate) == (values[at], values[tuple(gate_at)])


def test_what_is_not_there_cannot_be_traced():
    with pytest.raises(ShapeError, match="there is no output"):
        glu_trace([1, 2], at=(1,))
    with pytest.raises(CnnvizError, match=f"no activation 'step'; use one of {', '.join(ACTIVATIONS)}"):
        activation_trace("step", 1)
