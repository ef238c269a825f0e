"""Steps of training to test with: the lesson's, those to start from, and any others."""

import numpy as np

from cnnviz.backward import Step
from cnnviz.errors import ShapeError

LESSON = Step(np.array([[1.0, 2, 0], [3, 1, 2], [0, 1, 1]]), np.array([[1.0, -1], [0, 2]]), 4, 0.05)


def drawn(seed):
    """A step of any geometry that fits; of small multiples of 1 or 3/8, so that maxima stand several times.

    Sums of these are exact in any order: a sum is 0, or as large as another, on every processor or on none.
    """
    rng = np.random.default_rng(seed)
    while True:
        size, taps = rng.integers(1, 7, 2), rng.integers(1, 4, 2)
        scale = rng.choice([1.0, 0.375])
        values, weight = (rng.integers(-3, 4, sides) * scale for sides in (size, taps))
        stride, padding, pool = (int(rng.integers(*ends)) for ends in ((1, 4), (0, 3), (1, 4)))
        relu, reduce = bool(rng.random() < 0.5), str(rng.choice(["max", "mean", "sum"]))
        step = Step(values, weight, float(rng.integers(-5, 6)), 0.05, stride, padding, relu, pool, reduce)
        try:
            _ = step.shapes
        except ShapeError:
            continue
        return step
