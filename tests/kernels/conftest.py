import numpy as np
import pytest
from scipy.signal import correlate2d


@pytest.fixture(scope="session")
def answer():
    """Cross-correlation without padding, by an implementation that is not ours."""

    def correlate(picture, kernel):
        return correlate2d(
            np.asarray(picture, dtype=np.float64), np.asarray(kernel, dtype=np.float64), mode="valid"
        )

    return correlate


@pytest.fixture(scope="session")
def noise():
    return np.random.default_rng(7).uniform(0, 255, (40, 50)).astype(np.float32)


@pytest.fixture(scope="session")
def ramps():
    """A picture that gets 1 brighter per pixel to the right, and one that does so downwards."""
    rows, columns = np.mgrid[:12, :14].astype(np.float64)
    return columns, rows
