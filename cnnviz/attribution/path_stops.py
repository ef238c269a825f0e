"""The path from a probability to the image, layer by layer: the steps that belong to one layer together."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.attribution.path_back import PathBack
from cnnviz.attribution.path_steps import Step

#: Steps that look further into a number of the layer before them.
_INTO = ("Feature map", "Position", "Product")


@dataclass(frozen=True)
class Stop:
    """One layer on the path.

    Attributes
    ----------
    steps : tuple of Step
        How its number is computed, and which part of it is followed.
    """

    steps: tuple[Step, ...]

    @property
    def layer(self) -> int:
        """Index of the layer; the number of layers stands for the softmax after them."""
        return self.steps[0].layer

    @property
    def at(self) -> tuple[int, ...]:
        """Where in that layer's output: (class,) or (map, row, column)."""
        return self.steps[0].at

    @property
    def total(self) -> float:
        """The number itself."""
        return self.steps[0].total

    @property
    def source(self) -> int:
        """Which map of the layer before is followed; for a softmax its only one."""
        last = self.steps[-1]
        if self.steps[0].title == "Probability":
            return 0
        return last.at[0] if last.rule == "product" else self.at[0]


def stops(path: PathBack) -> list[Stop]:
    """Put a path's steps together, from the softmax down to the first layer that it reaches."""
    grouped: list[list[Step]] = []
    for step in path.steps:
        if step.title in _INTO:
            grouped[-1].append(step)
        else:
            grouped.append([step])
    return [Stop(tuple(steps)) for steps in grouped]
