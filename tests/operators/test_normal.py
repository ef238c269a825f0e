"""Φ is SciPy's."""

import numpy as np
import pytest
from scipy.special import ndtr

from cnnviz.operators.normal import normal_below


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_the_normal_distribution_is_scipys(kind):
    x = np.linspace(-12, 12, 200_001).astype(kind)
    made = normal_below(x)
    assert made.dtype == kind
    np.testing.assert_allclose(made, ndtr(x.astype(np.float64)), atol=2 * np.finfo(kind).eps)


def test_it_is_0_and_1_far_out_and_what_is_no_number_stays_none():
    made = normal_below(np.array([-np.inf, np.inf, np.nan, -1e30, 1e30, 0]))
    np.testing.assert_allclose(made, [0, 1, np.nan, 0, 1, 0.5], atol=1e-17)
