"""Convolutions to try: every option, over small images of whole numbers or fractions."""

from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import strategies as st

from cnnviz.operators.padding import BorderMode

MODES = get_args(BorderMode)
ONE_TO_THREE = st.integers(1, 3)


@dataclass(frozen=True)
class Case:
    input: np.ndarray
    weight: np.ndarray
    bias: np.ndarray | None
    options: dict[str, Any]

    @property
    def arguments(self):
        return self.input, self.weight, self.bias


def either(numbers):
    """One number for both axes, or one for each."""
    return numbers | st.tuples(numbers, numbers)


def on(axis, value):
    return value[axis] if isinstance(value, tuple) else value


@st.composite
def paddings(draw, stride):
    sides = st.tuples(st.integers(0, 3), st.integers(0, 3))
    named = ["valid", "same_tensorflow", "full"]
    if max(on(0, stride), on(1, stride)) == 1:
        named.append("same")
    return draw(either(st.integers(0, 3)) | st.tuples(sides, sides) | st.sampled_from(named))


@st.composite
def cases(draw, modes=MODES, alone=False, dtype=np.float64):
    """A convolution whose kernel fits: the image is at least as large as the dilated kernel."""
    stride, dilation = draw(either(ONE_TO_THREE)), draw(either(st.integers(1, 2)))
    taps = draw(st.tuples(st.integers(1, 4), st.integers(1, 4)))
    size = [on(a, dilation) * (taps[a] - 1) + 1 + draw(st.integers(0, 6)) for a in (0, 1)]
    groups, depth, share = (
        (1, 1, 1) if alone else draw(st.tuples(st.integers(1, 2), ONE_TO_THREE, ONE_TO_THREE))
    )
    batch = 1 if alone else draw(st.integers(1, 2))
    random = np.random.default_rng(draw(st.integers(0, 9999)))
    bias = random.normal(size=groups * share).astype(dtype) if draw(st.booleans()) else None
    return Case(
        random.normal(size=(batch, groups * depth, *size)).astype(dtype),
        random.normal(size=(groups * share, depth, *taps)).astype(dtype),
        bias,
        {
            "stride": stride,
            "padding": draw(paddings(stride)),
            "dilation": dilation,
            "groups": groups,
            "mode": draw(st.sampled_from(modes)),
        },
    )


@pytest.fixture(scope="session")
def convolutions():
    """The strategy of `Case`s; test modules can't import it, so they draw from it."""
    return cases
