"""What a learner sets on the transposed page: read from the address, taken over from the view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from cnnviz import images
from cnnviz.transposing import Transposing
from pages.ui.inputs.in_view import OneOf, Switch, Whole, known, reactions, take
from pages.ui.inputs.small_matrix import Place, read_place, read_small_matrix, take_small_matrix, write_place
from pages.ui.linked.predictions import ask
from pages.ui.session import state
from pages.ui.session.visit import Reaction

HUB = "transposed"
#: The most rows and columns of the input and of the kernel: every output has room for a cell.
MOST_INPUTS, MOST_TAPS = 8, 5


_OPTIONS = (
    Whole("tr_stride", "Stride", 2, 1, 4, "stride"),
    Whole("tr_padding", "Padding", 0, 0, 4, "padding"),
    Whole("tr_more", "Output padding", 0, 0, 3, "output_padding"),
    Whole("tr_dilation", "Dilation", 1, 1, 3, "dilation"),
)
_FIELDS: dict[str, OneOf | Switch] = {
    "by": OneOf("tr_by", "Step through", "gather", {"": {"scatter": "", "gather": ""}}),
    "fill": Switch("tr_fill", "Fill in"),
    "resize": OneOf("tr_resize", "Resize by", "nearest", {"": {"nearest": "", "bilinear": ""}}),
    "below": OneOf("tr_below", "Compare with", "resized", {"": {"resized": "", "back": ""}}),
}


@dataclass(frozen=True)
class Chosen:
    """What is set.

    Attributes
    ----------
    input, kernel : str
        As they were typed, a line for each row.
    options : dict of int
        Of the operation, by their names.
    by : {"scatter", "gather"}
        Whether one steps through the inputs or through the outputs.
    fill : bool
        Whether only those up to the one that is looked at count.
    resize, below : str
        How the input is resized, and what the output is compared with.
    at : (row, column) or None
        The input or output that is looked at, where one was chosen.
    """

    input: str
    kernel: str
    options: dict[str, int]
    by: Literal["scatter", "gather"]
    fill: bool
    resize: Literal["nearest", "bilinear"]
    below: Literal["resized", "back"]
    at: Place | None

    def made(self) -> Transposing:
        """Give the map and its kernel, in double precision, as the view computes with them."""
        values, kernel = (images.parse_matrix(text).astype(np.float64) for text in (self.input, self.kernel))
        return Transposing(values, kernel, **self.options)

    def fields(self) -> dict[str, object]:
        """Give what the view is told, by its fields."""
        told = {name: getattr(self, name) for name in ("input", "kernel", *_FIELDS)}
        return {**told, **self.options, "at": list(self.at) if self.at else None}


def chosen() -> Chosen:
    """Give what is set; it stands in the address from now on."""
    nowhere: Place | None = None
    return Chosen(
        input=state.setting("tr_input", "1 1 1", partial(read_small_matrix, most=MOST_INPUTS)),
        kernel=state.setting("tr_kernel", "1 1 1", partial(read_small_matrix, most=MOST_TAPS)),
        options={option.called: known(option) for option in _OPTIONS},
        **{name: known(setting) for name, setting in _FIELDS.items()},
        at=state.setting("tr_at", nowhere, read_place, write_place),
    )


def limits() -> dict[str, Place]:
    """Say between which numbers each option lies, by its name."""
    return {option.called: (option.low, option.high) for option in _OPTIONS}


def _take_place(sent: object) -> None:
    match sent:
        case None:
            state.put("tr_at", None)
        case [int(row), int(column)] if read_place(f"{row}.{column}"):
            state.put("tr_at", (row, column))


#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "input": take_small_matrix("tr_input", MOST_INPUTS),
    "kernel": take_small_matrix("tr_kernel", MOST_TAPS),
    **reactions(_OPTIONS),
    **{name: partial(take, setting) for name, setting in _FIELDS.items()},
    "at": _take_place,
    "guess": partial(ask, HUB),
}
