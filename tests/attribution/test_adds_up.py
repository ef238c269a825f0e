"""Maps that add up: to the score less what does not come from the pixels."""

import numpy as np
import pytest

from cnnviz.attribution.adds_up import evidence_balance, way_balance
from cnnviz.attribution.gradients import integrated_gradients
from cnnviz.attribution.scores import Logit
from cnnviz.attribution.spread import evidence_map
from cnnviz.errors import CnnvizError
from cnnviz.network.sequential import Sequential


@pytest.mark.parametrize("label", [0, 5, 9])
def test_evidence_adds_up_to_the_score_less_its_bias(network, boot, rounding, label):
    found = evidence_balance(network, boot, label, evidence_map(network, boot, label))
    assert found.score == pytest.approx(network(boot[None])[0, label], abs=rounding)
    assert found.less == network.layers[-1].parameters["bias"][label]
    assert abs(found.missed) < rounding
    assert found.total == pytest.approx(found.score - found.less, abs=rounding)


def test_without_a_dense_layer_at_the_end_there_is_no_bias_to_compare_with(network, boot):
    with pytest.raises(CnnvizError, match="ends with a Flatten layer"):
        evidence_balance(Sequential(network.layers[:-1]), boot, 0, boot)


def test_more_steps_bring_integrated_gradients_nearer_to_the_difference_in_scores(network, boot, rounding):
    few, many = (
        way_balance(network, boot, 9, integrated_gradients(Logit(network, 9), boot, steps))
        for steps in (2, 128)
    )
    black = network(np.zeros_like(boot)[None])[0, 9]
    assert few.difference == pytest.approx(network(boot[None])[0, 9] - black, abs=rounding)
    assert abs(many.missed) < abs(few.missed) / 5
