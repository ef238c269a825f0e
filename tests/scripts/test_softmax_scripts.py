"""The scripts of logits that were typed are run as they are shown."""

import numpy as np
import pytest

from cnnviz.operators import cross_entropy, sigmoid, softmax
from cnnviz.scripts import softmax_script

FUNCTIONS = {"softmax": softmax, "sigmoid": sigmoid}


@pytest.mark.parametrize("kind", FUNCTIONS)
@pytest.mark.parametrize("temperature", [1.0, 0.3])
@pytest.mark.parametrize("right", [None, 2])
def test_both_scripts_give_the_probabilities_and_the_loss(answers_of, capsys, kind, temperature, right):
    logits = np.random.default_rng(0).normal(0, 5, 4)
    expected = FUNCTIONS[kind](logits / temperature)
    for answer in answers_of(softmax_script(logits, kind, temperature, right)):
        np.testing.assert_allclose(answer, expected, rtol=1e-9)
    printed = capsys.readouterr().out
    if kind == "softmax" and right is not None:
        losses = [float(line.removeprefix("tensor(").split(",")[0]) for line in printed.splitlines()[1::2]]
        assert losses == pytest.approx([float(cross_entropy(logits / temperature, right))] * 2, abs=1e-4)
    else:
        assert len(printed.splitlines()) == 2
