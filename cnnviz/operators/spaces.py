"""What inputs of one, two and three axes are called, so that sentences about them read alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cnnviz.operators.windows import by


@dataclass(frozen=True)
class Space:
    """The words for inputs of some number of axes.

    Attributes
    ----------
    word : str
        What an input is called.
    shape : str
        Its axes as a shape is written.
    positions : tuple of str
        What one index along each axis is called.
    """

    word: str
    shape: str
    positions: tuple[str, ...]

    @property
    def axes(self) -> int:
        """How many there are."""
        return len(self.positions)

    @property
    def order(self) -> str:
        """How an option is given for each axis apart: "rows, columns"."""
        return ", ".join(f"{position}s" for position in self.positions)

    def kernel(self, taps: Sequence[int]) -> str:
        """Name a kernel by its size.

        >>> SPACES[1].kernel((3,)), SPACES[2].kernel((3, 5))
        ('a kernel of 3', 'a 3×5 kernel')
        """
        return f"a kernel of {taps[0]}" if self.axes == 1 else f"a {by(taps)} kernel"

    def input(self, size: Sequence[int]) -> str:
        """Name an input by its size.

        >>> SPACES[1].input((9,)), SPACES[3].input((4, 5, 6))
        ('a series of 9', 'a 4×5×6 volume')
        """
        return f"a {self.word} of {size[0]}" if self.axes == 1 else f"a {by(size)} {self.word}"


SPACES = MappingProxyType(
    {
        1: Space("series", "length", ("position",)),
        2: Space("image", "height, width", ("row", "column")),
        3: Space("volume", "depth, height, width", ("slice", "row", "column")),
    }
)
"""The words by the number of axes."""
