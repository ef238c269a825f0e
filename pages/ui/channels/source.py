"""Choosing the channels: the colours of a picture, or up to four typed matrices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.channels import MOST_CHANNELS, PRESETS
from cnnviz.errors import CnnvizError, ImageError
from cnnviz.figures.palettes import diverging, grey
from pages.ui.figures.sentences import sentence
from pages.ui.inputs.controls import pick_one, pick_segment, pick_text
from pages.ui.inputs.picture import pick_picture
from pages.ui.linked.parts import Part
from pages.ui.session import keeping

OF, COUNT, PICTURE = "ch_of", "ch_count", "img"
COLOURS = ("red", "green", "blue")
_SOURCES = {"picture": "A picture", "typed": "Typed matrices"}
_FIRST = PRESETS["volume"].typed
_PHOTOS = [
    "astronaut",
    *(one.name for one in images.catalogue() if one.name != "astronaut" and one.kind != "matrix"),
]
_HELP = (
    f"Up to {images.MATRIX_SIDE} rows and columns: decimal numbers, fractions or sums, separated by spaces, "
    "one line for each row. All channels have the same size."
)


@dataclass(frozen=True)
class Source:
    """What the filters slide over.

    Attributes
    ----------
    maps : float64 or float32, (C, H, W)
        Typed numbers are float64; a picture's, 0–255, float32.
    names : tuple of str
        What each channel is called.
    title, alt, id : str
        How it is called, what it shows, and what tells it from others.
    """

    maps: NDArray[np.floating]
    names: tuple[str, ...]
    title: str
    alt: str
    id: str

    @property
    def is_matrix(self) -> bool:
        """Whether its numbers were typed."""
        return self.maps.dtype == np.float64

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.maps.shape[1], self.maps.shape[2]

    def told(self) -> list[tuple[str, str]]:
        """Say what the channels are: names and texts."""
        return [("Channels", f"{self.title}. {self.alt}")]

    def scaled_down(self, side: int) -> Source:
        """Give the same with a longer side of at most `side`, in whole numbers."""
        maps = images.to_whole(images.fit(self.maps.astype(np.float32), side))
        return replace(self, maps=maps, id=f"{self.id} {side}")

    def part(self) -> Part:
        """What the view is told of it."""
        numbers = self.maps.astype(np.uint8) if not self.is_matrix else self.maps
        whole = self.is_matrix or bool((numbers == self.maps).all())
        low, high = (float(self.maps.min()), float(self.maps.max())) if self.is_matrix else (0.0, 255.0)
        header: dict[str, object] = {
            "id": self.id,
            "names": self.names,
            "title": self.title,
            "alt": self.alt,
            "limits": [low, high],
        }
        blocks: dict[str, NDArray[Any]] = {
            "values": numbers if whole else self.maps,
            "grey": grey(),
            "signed": diverging(),
        }
        return header, blocks


def typed_key(channel: int) -> str:
    """Name the text of a channel's matrix in an address."""
    return f"ch_{channel}"


def pick_source() -> Source:
    """Show the choice."""
    if pick_segment("Channels", _SOURCES, OF, label_visibility="collapsed") == "typed":
        return _pick_typed()
    picture = pick_picture(_PHOTOS)
    colours = {"colour": "Red, green, blue", "grey": "Grey"}
    has_colours = picture.array.ndim == 3
    is_grey = (
        not has_colours
        or pick_segment("Colours", colours, "ch_colours", label_visibility="collapsed") == "grey"
    )
    maps = picture.grey[None] if is_grey else picture.array
    names = ("grey",) if is_grey else COLOURS
    return Source(maps, names, picture.title, picture.alt, f"{picture.digest} {len(maps)}")


def _pick_typed() -> Source:
    with st.popover("Type the matrices"):
        counts = {
            str(number): f"{number} channel{'s' * (number > 1)}" for number in range(1, MOST_CHANNELS + 1)
        }
        count = int(pick_one("Channels", counts, COUNT, first=str(len(_FIRST))))
        columns = st.columns(2)
        texts = [_pick_matrix(columns[channel % 2], channel) for channel in range(count)]
    try:
        maps = _together([images.parse_matrix(text) for text in texts])
    except CnnvizError as error:
        kept = keeping.kept("channels:typed")
        maps = _together([images.parse_matrix(text) for text in _FIRST[:count]]) if kept is None else kept
        meanwhile = "the first matrices are" if kept is None else "the last valid ones are"
        st.error(f"{sentence(error)} Until you correct it, {meanwhile} used.")
    keeping.keep("channels:typed", maps)
    names = tuple(f"channel {channel}" for channel in range(len(maps)))
    alt = f"{len(maps)} matri{'x' if len(maps) == 1 else 'ces'} of {maps.shape[1]} × {maps.shape[2]} numbers."
    return Source(maps, names, "Typed matrices", alt, images.digest(maps.astype(np.float32)))


def _pick_matrix(column: st.delta_generator.DeltaGenerator, channel: int) -> str:
    first = _FIRST[min(channel, len(_FIRST) - 1)]
    with column:
        return pick_text(f"Channel {channel}", typed_key(channel), first, images.MATRIX_TEXT, 170, _HELP)


def _together(matrices: list[NDArray[np.float32]]) -> NDArray[np.float64]:
    """Stack matrices of one size."""
    for channel, matrix in enumerate(matrices):
        if matrix.shape != matrices[0].shape:
            size, first = (" × ".join(map(str, one.shape)) for one in (matrix, matrices[0]))
            raise ImageError(
                f"channel {channel} has {size} numbers and channel 0 has {first}; give all the same size"
            )
    return np.stack(matrices).astype(np.float64)
