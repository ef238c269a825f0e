"""What a learner sets on the page on pixels: read from the address, taken over from the view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from cnnviz import pixels
from cnnviz.images.arrays import WHITE
from cnnviz.models.garments import LABELS
from cnnviz.models.model import PER_CLASS
from cnnviz.pixels import Typed, Way
from pages.ui.inputs.in_view import OneOf, Setting, Switch, Whole, known, take
from pages.ui.inputs.pictures import Picture
from pages.ui.pixels import written
from pages.ui.session import state
from pages.ui.session.visit import Reaction

#: A picture is flattened at this side at most, so that a place in the line can still be pointed at.
SIDE = 28
#: The most pixels across that a matrix shows, and the largest distance of neighbours.
MOST_ACROSS = MOST_DISTANCE = 511


def _one_of(key: str, label: str, *options: str) -> OneOf:
    return OneOf(key, label, options[0], {"": dict.fromkeys(options, "")})


#: By the view's fields.
PLAIN: dict[str, Setting] = {
    "show": _one_of("px", "Look at the picture as", "numbers", "flat", "near", "template"),
    "across": Whole("px_across", "Pixels across in a matrix", 8, 2, MOST_ACROSS + 1),
    "shuffled": Switch("px_shuffled", "Shuffle"),
    "seed": Whole("px_seed", "Order of the shuffled pixels", 0, 0, pixels.MOST_SEED),
    "laid": Whole("px_laid", "Rows in the line", SIDE, 0, SIDE),
    "fold": Whole("px_fold", "Fold the line at", 0, 0, SIDE**2),
    "distance": Whole("px_d", "Distance", 1, 1, MOST_DISTANCE),
    "way": _one_of("px_way", "Neighbour", *pixels.WAYS),
    "of": _one_of("px_of", "Template", "drawn", "trained"),
    "label": Whole("px_class", "Class", 1, 0, len(LABELS) - 1),
    "test": Whole("test", "Test image", 0, 0, len(LABELS) * PER_CLASS - 1),
    "predict": Switch("px_predict", "Predict"),
}


@dataclass(frozen=True)
class Chosen:
    """What is set: the fields of `PLAIN`, and what is a place, a drawing, or typed over.

    Attributes
    ----------
    at, cell : (row, column)
        The pixel that is looked at, of the picture and of what is flattened.
    off : str
        The colours that are switched off, of "rgb".
    typed : tuple of Typed
    drawn : str
        The template's cells, row by row, as 0 and 1.
    by : (rows, columns)
        How far the object was moved down and to the right.
    """

    show: str
    across: int
    shuffled: bool
    seed: int
    laid: int
    fold: int
    distance: int
    way: Way
    of: str
    label: int
    test: int
    predict: bool
    at: tuple[int, int]
    cell: tuple[int, int]
    off: str
    typed: tuple[Typed, ...]
    drawn: str
    by: tuple[int, int]

    def fields(self) -> dict[str, object]:
        """Give what the view is told, by its fields."""
        return {
            **{field: getattr(self, field) for field in PLAIN},
            "at": list(self.at),
            "cell": list(self.cell),
            "off": self.off,
            "typed": [list(one) for one in self.typed],
            "drawn": self.drawn,
            "by": list(self.by),
        }


def set_pixels(picture: Picture) -> Chosen:
    """Give what is set for a picture; it stands in the address from now on."""
    rows, columns = picture.size
    flat = min(rows, columns, SIDE) if max(rows, columns) > SIDE else 0
    size = (flat, flat) if flat else (rows, columns)
    return Chosen(
        **{field: known(setting) for field, setting in PLAIN.items()},
        at=_place("px_at", (rows, columns), _start(picture.digest, picture)),
        cell=_place("px_cell", size, (size[0] // 2, size[1] // 2)),
        off=state.setting("px_off", "", written.read_off),
        typed=_typed(picture),
        drawn=state.setting("px_drawn", written.HOME, written.read_drawn, written.write_drawn),
        by=state.setting("px_by", (0, 0), written.read_by, written.write_place),
    )


@st.cache_resource(show_spinner=False, max_entries=32)
def _start(digest: str, _picture: Picture) -> tuple[int, int]:
    """The pixel to look at first: where numbers change most; of a matrix its middle."""
    rows, columns = _picture.size
    return (rows // 2, columns // 2) if _picture.is_matrix else pixels.most_varied(_picture.grey)


def _place(key: str, size: tuple[int, int], start: tuple[int, int]) -> tuple[int, int]:
    """A pixel of a picture, and the one to start at."""
    nowhere: tuple[int, int] | None = None
    fit = partial(written.fit_place, size=size)
    found = state.setting(
        key, nowhere, lambda text: _fitting(written.read_place(text), size), written.write_place, fit
    )
    return found or start


def _fitting(at: tuple[int, int] | None, size: tuple[int, int]) -> tuple[int, int] | None:
    return at if at is not None and at[0] < size[0] and at[1] < size[1] else None


def _typed(picture: Picture) -> tuple[Typed, ...]:
    """What was typed over this picture; over another one nothing."""
    none: tuple[str, tuple[Typed, ...]] = ("", ())
    name, typed = state.setting(
        "px_set",
        none,
        lambda text: _of_this(written.read_typed(text), picture),
        lambda value: written.write_typed(*value),
        lambda value: _of_this(value, picture),
    )
    return typed if name == picture.name else ()


def _of_this(
    value: tuple[str, tuple[Typed, ...]] | None, picture: Picture
) -> tuple[str, tuple[Typed, ...]] | None:
    """Keep what was typed over this picture, where it has such a pixel."""
    if value is None or value[0] != picture.name:
        return None
    inside = tuple(one for one in value[1] if _is_in(one, picture))
    return (picture.name, inside) if inside else None


def _is_in(one: Typed, picture: Picture) -> bool:
    """Whether a picture has this pixel, and may have this number: a photograph's are whole, from 0 to 255."""
    channels = 3 if picture.array.ndim == 3 else 1
    rows, columns = picture.size
    is_number = picture.is_matrix or (0 <= one.value <= WHITE and one.value.is_integer())
    return is_number and one.channel < channels and one.row < rows and one.column < columns


def _take_place(key: str, sent: object) -> None:
    match sent:
        case [int(row), int(column)] if min(row, column) >= 0:
            state.put(key, (row, column))


def _take_text(key: str, read: written.Read, sent: object) -> None:
    value = read(sent) if isinstance(sent, str) else None
    if value is not None:
        state.put(key, value)


def reactions(picture: Picture) -> dict[str, Reaction]:
    """Give what is done with what the learner sets in the view of a picture."""
    return {
        **{field: partial(take, setting) for field, setting in PLAIN.items()},
        "at": partial(_take_place, "px_at"),
        "cell": partial(_take_place, "px_cell"),
        "off": partial(_take_text, "px_off", written.read_off),
        "typed": partial(_take_typed, picture.name),
        "drawn": partial(_take_text, "px_drawn", written.read_bits),
        "by": _take_by,
    }


def _take_typed(name: str, sent: object) -> None:
    typed = written.typed_of(sent)
    if typed is not None:
        state.put("px_set", (name, typed))


def _take_by(sent: object) -> None:
    match sent:
        case [int(down), int(right)] if max(abs(down), abs(right)) < SIDE:
            state.put("px_by", (down, right))
