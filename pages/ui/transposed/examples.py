"""Inputs and kernels to start from on the page on transposed convolutions."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from cnnviz import images, kernels, operators
from pages.ui.transposed.setting import MOST_INPUTS

_NINE = 9
_ONES = "1 1 1\n1 1 1\n1 1 1"


class Example(NamedTuple):
    """An input, a kernel and a stride; nothing is padded or spread."""

    title: str
    input: str
    kernel: str
    stride: int = 2

    def fields(self) -> dict[str, object]:
        """Give what the view sets."""
        return {
            **self._asdict(),
            "padding": 0,
            "output_padding": 0,
            "dilation": 1,
            "at": None,
        }


@cache
def examples() -> tuple[Example, ...]:
    """Give all, the first as the page begins."""
    return (
        Example("Row of ones", "1 1 1", "1 1 1"),
        Example("Row of ones, kernel 2", "1 1 1", "1 1"),
        Example("Row 1 2", "1 2", "1 1 1"),
        Example("Row 2 1 3", "2 1 3", "1 2 1"),
        Example("Row 3 1 4 1 5", "3 1 4 1 5", "1 1 1"),
        Example("Mixing kernel", "2 6 4", "1/2 1 1/2"),
        Example("4 × 4 ones", "\n".join(["1 1 1 1"] * 4), _ONES),
        Example("4 × 4 ones, kernel 4", "\n".join(["1 1 1 1"] * 4), "\n".join(["1 1 1 1"] * 4)),
        Example("Letter X", kernels.to_text(images.load_sample("letter-x")[1:-1, 1:-1]), _ONES),
        Example("Boot", _small("boot"), _ONES),
        Example("Photographer", _small("camera"), _ONES),
    )


def _small(sample: str) -> str:
    """Reduce a picture to 8 × 8 whole numbers from 0 to 9."""
    picture = images.load_sample(sample)
    grey = picture if picture.ndim == 2 else picture.mean(axis=0)
    means = operators.adaptive_avg_pool2d(grey.astype(np.float32), MOST_INPUTS)
    return kernels.to_text(np.rint(means / images.arrays.WHITE * _NINE))
