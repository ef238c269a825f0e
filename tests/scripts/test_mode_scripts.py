"""The scripts of dropout, batch norm and scaling are run as they are shown."""

import numpy as np
import pytest

from cnnviz.modes import Draw, Norm, drawn, normed, scaled
from cnnviz.scripts import dropout_script, norm_script, split_script


@pytest.mark.parametrize("p", [0.0, 0.3])
def test_both_scripts_give_what_dropout_gives(answers_of, p):
    many = drawn(5, p, 4)
    draw = Draw((2.0, -4.5, 6.0, 0.1, 3.0), p, many[0].tolist(), many)
    for answer in answers_of(dropout_script(draw)):
        np.testing.assert_allclose(answer, [draw.training, draw.test], rtol=1e-12)


@pytest.mark.parametrize("norm", [Norm(3, 4), Norm(-1, 0.5, 2, -0.5, 0.01, 0.9)])
def test_both_scripts_give_what_batch_norm_gives(answers_of, norm):
    batches = normed(norm, [(1.0, 3.0, 5.0), (5.0, 9.0)])
    after = batches[-1].after
    expected = np.concatenate(
        [
            *(batch.training for batch in batches),
            *(batch.test for batch in batches),
            [after.running_mean, after.running_var],
        ]
    )
    for answer in answers_of(norm_script(batches)):
        np.testing.assert_allclose(answer, expected, rtol=1e-12, atol=1e-12)


def test_both_scripts_scale_in_both_orders(answers_of):
    both = scaled((2.0, 4.0, 6.0, 12.0, -1.0), (False, False, True, True, False))
    for answer in answers_of(split_script(both)):
        np.testing.assert_allclose(
            answer, [both.split_first.scores, both.normalised_first.scores], rtol=1e-12
        )
