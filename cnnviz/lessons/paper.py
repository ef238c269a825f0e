"""Figures on paper: numbers where they are few, else a drawing; and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from cnnviz import images
from cnnviz.arguments import Floats
from cnnviz.figures import Scale, Shade, shade
from cnnviz.numbers import format_number

#: Larger ones are drawn, not written.
_MOST_NUMBERS: Final = 12
#: A picture of which no number is larger is no photo: its largest number is drawn white.
_SMALL: Final = 9
COLOURS: Final = ("Red", "Green", "Blue")
#: So many pixels of a photo are enough on paper.
_SIDE: Final = 160


@dataclass(frozen=True)
class Figure:
    """A picture, a kernel or a map on paper.

    Attributes
    ----------
    name, sign : str
        What it is called, and what stands before it.
    size : (rows, columns)
    cells : list of list of str
        Its numbers; an empty text is left open. No rows where it is drawn.
    png : bytes
        The drawing; empty where numbers are written.
    index : list of list of int
        Where numbers are written: the place of each in the palette of `scale`.
    scale : str
    """

    name: str
    sign: str
    size: tuple[int, int]
    cells: list[list[str]]
    png: bytes = b""
    index: list[list[int]] = field(default_factory=list)
    scale: Scale = "raw"

    def emptied(self) -> Figure:
        """Give the same with no number in its cells; a drawing stays."""
        return replace(self, cells=[[""] * len(row) for row in self.cells])


@dataclass(frozen=True)
class Table:
    """What a view lists, on paper; an empty text is left open."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Still:
    """A view on paper.

    Attributes
    ----------
    figures : tuple of Figure or Table
    solved : Figure or Table, optional
        The last one with nothing left open; None if nothing is.
    said : str
        Why there are no figures; empty if there are.
    """

    figures: tuple[Figure | Table, ...]
    solved: Figure | Table | None = None
    said: str = ""


def picture(start: Mapping[str, str], first: str = "camera") -> Floats:
    """Load the picture that settings name, in grey; `first` where they name none."""
    if start.get("img") == "matrix":
        return images.parse_matrix(start["matrix"])
    return images.to_whole(images.to_grey(images.load_sample(start.get("img", first))))


def colours(start: Mapping[str, str], first: str = "camera") -> tuple[Floats, tuple[str, ...]]:
    """Load the picture that settings name, (channels, H, W), with a name for each channel."""
    if start.get("img") == "matrix":
        return images.parse_matrix(start["matrix"])[None], ("Numbers",)
    maps = images.to_whole(images.load_sample(start.get("img", first)))
    return (maps, COLOURS) if maps.ndim == 3 else (maps[None], ("Grey",))


def place(text: str) -> tuple[int, int]:
    """Read a place, ``row.column``."""
    row, column = text.split(".")
    return int(row), int(column)


def window(start: Mapping[str, str]) -> dict[str, Any]:
    """Give the pool's window and step, along both axes, that settings name."""
    across = "_across" if start.get("window_axes") == "true" else ""
    size, step = (
        (int(start.get(name, 2)), int(start.get(f"{name}{across}", 2))) for name in ("window", "step")
    )
    return {"kernel_size": size, "stride": step}


def figure(name: str, sign: str, values: Floats, scale: Any) -> Figure:
    """Write numbers, or draw them where they are many."""
    rows, columns = values.shape
    if max(values.shape) > _MOST_NUMBERS:
        return drawing(name, sign, values, scale)
    cells = [[format_number(one) for one in row] for row in values.tolist()]
    drawn = _shaded(values, scale)
    return Figure(name, sign, (rows, columns), cells, index=drawn.index.tolist(), scale=scale)


def drawing(name: str, sign: str, values: Floats, scale: Any) -> Figure:
    """Draw numbers."""
    rows, columns = values.shape
    drawn = _shaded(_smaller(values), scale)
    return Figure(name, sign, (rows, columns), [], images.png(drawn.palette[0][drawn.index]), scale=scale)


def _shaded(values: Floats, scale: Any) -> Shade:
    """Colour numbers; a picture of small ones reaches from black to white, as in the figures of exercises."""
    largest = max(float(values.max()), 1.0)
    if scale == "raw" and (largest <= _SMALL or max(values.shape) <= _MOST_NUMBERS):
        return shade(values, "minmax", (0.0, largest))
    return shade(values, scale)


def _smaller(values: Floats) -> Floats:
    """Keep the strongest number of each patch, so that blue and orange do not mix to nothing."""
    side = -(-max(values.shape) // _SIDE)
    rows, columns = (max(length // side, 1) for length in values.shape)
    cut = values[: rows * side, : columns * side]
    patches = cut.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows, columns, side * side)
    strongest = np.abs(patches).argmax(2)[..., None]
    return np.asarray(
        np.take_along_axis(patches, strongest, 2)[..., 0] if values.min() < 0 else patches.mean(2)
    )
