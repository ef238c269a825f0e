"""A kernel of the catalogue with its parameters, and its response to a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnnviz import images, operators
from cnnviz.geometry import Geometry, Plan
from cnnviz.kernels import CombinedSpec, KernelSpec
from cnnviz.kernels.parameters import Value
from cnnviz.kernels.rounding import rounding_note
from cnnviz.numbers import format_number


class Scaling(NamedTuple):
    """What is made of each sum: factor · sum + offset.

    Examples
    --------
    >>> Scaling(0.5, 128).of(np.array([-4.0, 0.0])).tolist()
    [126.0, 128.0]
    """

    factor: float = 1.0
    offset: float = 0.0

    @property
    def is_none(self) -> bool:
        """Whether all sums stay as they are."""
        return self == UNSCALED

    def of(self, sums: NDArray[np.floating]) -> NDArray[np.floating]:
        """Scale sums; those that stay are the same array."""
        return sums if self.is_none else self.factor * sums + self.offset

    def weights(self, kernel: NDArray[np.floating]) -> NDArray[np.float64]:
        """Give the kernel whose sums are multiplied already: with the offset as bias it gives the same."""
        return np.asarray(self.factor * kernel.astype(np.float64))

    def working(self, total: float) -> str:
        """Write what is made of a sum, to follow its sentence; "" if it stays as it is.

        >>> Scaling(2, -1).working(-4)
        '; 2 · (−4) − 1 = −9'
        """
        if self.is_none:
            return ""
        times, sum_, added = (format_number(value) for value in (self.factor, total, abs(self.offset)))
        inner = f"({sum_})" if total < 0 else sum_
        sign = "−" if self.offset < 0 else "+"
        return f"; {times} · {inner} {sign} {added} = {format_number(self.factor * total + self.offset)}"

    def largest(self, response: float) -> float:
        """Give what no scaled sum exceeds, of what no sum exceeds."""
        return abs(self.factor) * response + abs(self.offset)


UNSCALED: Final = Scaling()
"""Leaves all sums as they are."""


@dataclass(frozen=True)
class Choice:
    """The kernel that was chosen.

    Attributes
    ----------
    spec
        What the catalogue says of it.
    kernels : (K, k, l)
        The weights of each of K.
    values : mapping
        The parameters they were built with.
    is_flipped : bool
        Whether they were turned by half a turn.
    rounding
        What rounding for exact sums has changed in the weights as they were given, a sentence, or "".
    """

    spec: KernelSpec | CombinedSpec
    kernels: NDArray[np.float32]
    values: Mapping[str, Value]
    is_flipped: bool = False
    rounding: str = ""

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of each kernel."""
        return self.kernels.shape[1], self.kernels.shape[2]

    def flipped(self, flip: bool) -> Choice:
        """The same, its kernels rotated by 180° if asked for, and only then."""
        if flip == self.is_flipped:
            return self
        return replace(self, kernels=self.kernels[:, ::-1, ::-1], is_flipped=flip)

    def weights_text(self) -> str:
        """Write the weights row by row, and each kernel in a line."""
        return "\n".join("; ".join(" ".join(map(format_number, row)) for row in one) for one in self.kernels)


def built(spec: KernelSpec | CombinedSpec, values: Mapping[str, Value]) -> Choice:
    """Build a kernel of the catalogue; parameters that are not given have their defaults.

    Raises
    ------
    KernelError
        If a value cannot be used.
    """
    kernels, note = _built(spec, tuple(values), *values.values())
    return Choice(spec, kernels, values, rounding=note)


@lru_cache(maxsize=64, typed=True)  # a preview, the run after it, and each change of the way ask for the same
def _built(
    spec: KernelSpec | CombinedSpec, names: tuple[str, ...], *values: Value
) -> tuple[NDArray[np.float32], str]:
    """Build kernels (K, k, l), and say what rounding has changed in them, or ""."""
    weights = spec.build(**dict(zip(names, values, strict=True)))
    given = weights.reshape(-1, *weights.shape[-2:])
    used = np.stack([operators.on_grid(kernel) for kernel in given])  # the grid on which no sum is rounded
    used.setflags(write=False)
    notes = [rounding_note(*pair) for pair in zip(given, used, strict=True)]
    return used, next(filter(None, notes), "")


def largest_response(image: NDArray[np.float32], choice: Choice) -> float:
    """Give what no response of a kernel to a picture exceeds: the largest value at every weight."""
    sums = np.abs(choice.kernels).sum((1, 2), dtype=np.float64)
    return float(np.abs(image).max(initial=0) * sums.max())


def convolve(image: NDArray[np.float32], choice: Choice, how: Geometry, plan: Plan) -> NDArray[np.float32]:
    """Slide the kernel over a picture, over each colour by itself; combine the responses of several kernels.

    Parameters
    ----------
    image : (H, W) or (3, H, W)
        Made grey for kernels whose responses are combined.

    Returns
    -------
    (H', W') or (3, H', W')
    """
    if isinstance(choice.spec, CombinedSpec):
        image = images.to_grey(image)
        responses = [_one(image, kernel, how, plan) for kernel in choice.kernels]
        return choice.spec.combine(np.stack(responses)).astype(np.float32, copy=False)
    if image.ndim == 2:
        return _one(image, choice.kernels[0], how, plan)
    return np.stack([_one(channel, choice.kernels[0], how, plan) for channel in image])


def _one(
    image: NDArray[np.float32], kernel: NDArray[np.float32], how: Geometry, plan: Plan
) -> NDArray[np.float32]:
    rows, columns = plan.cropped((image.shape[0], image.shape[1]))
    return operators.conv2d(
        image[:rows, :columns].astype(np.float64),
        kernel.astype(np.float64),
        stride=how.stride,
        padding=plan.padding,
        dilation=how.dilation,
        mode=how.mode,
    )
