"""What a learner sets of a volume: read from the address, taken over from the view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

from cnnviz.errors import CnnvizError
from cnnviz.volumes import (
    KERNELS,
    LARGEST,
    SHAPES,
    SMALLEST,
    Convolved,
    kept_kernel,
    kept_shape,
    read_kernel,
    read_shape,
    shape,
)
from cnnviz.volumes.convolved import Volume
from pages.ui.inputs.in_view import Whole, known, reactions
from pages.ui.series.taken import take_typed
from pages.ui.session import keeping, state
from pages.ui.session.visit import Reaction

Turn = tuple[int, int]
Place = tuple[int, int, int]

_SHAPE, _KERNEL, _TURN, _AT, _TOLD = "vo_shape", "vo_kernel", "vo_turn", "vo_at", "volume:told"
_FIRST_TURN: Turn = (30, 25)
#: How far the shape is turned at most: around, and up or down, in degrees.
AROUND, UP = 180, 90

_STEPS = (
    Whole("vo_size", "Size", 10, SMALLEST, LARGEST, "size"),
    Whole("vo_padding", "Padding", 0, 0, 2, "volume_padding"),
    Whole("vo_stride", "Stride", 1, 1, 3, "volume_stride"),
    Whole("vo_least", "Shown from", 30, 5, 100, "least"),
)
#: Between which numbers each lies, by its field.
VOLUME_LIMITS: Final = {step.field: (step.low, step.high) for step in _STEPS}


@dataclass(frozen=True)
class ChosenVolume:
    """What is set.

    Attributes
    ----------
    shape : str
        A key of `cnnviz.volumes.SHAPES`, or the slices of an own one as text.
    size, volume_padding, volume_stride : int
    kernel : str
        A key of `cnnviz.volumes.KERNELS`, or its weights as text.
    least : int
        Outputs are drawn in space from this size on, in per cent of the largest.
    turn : (int, int)
        How far the shape is turned around and up, in degrees.
    at : (slice, row, column) or None
        The output that is looked at, where one was chosen.
    """

    shape: str
    size: int
    volume_padding: int
    volume_stride: int
    kernel: str
    least: int
    turn: Turn
    at: Place | None

    @property
    def weights(self) -> str:
        """The kernel's weights as text."""
        return KERNELS[self.kernel].text if self.kernel in KERNELS else self.kernel

    @cached_property
    def values(self) -> Volume:
        """The voxels, read once; an own shape has as many as were typed, whatever the size."""
        return shape(self.shape, self.size) if self.shape in SHAPES else read_shape(self.shape)

    def made(self) -> Convolved:
        """Give the volume and its kernel."""
        return Convolved(self.values, read_kernel(self.weights), self.volume_padding, self.volume_stride)

    def fields(self) -> dict[str, object]:
        """Give what the view is told, by its fields."""
        names = ("shape", "size", "volume_padding", "volume_stride", "least")
        return {
            **{name: getattr(self, name) for name in names},
            "volume_kernel": self.weights,
            "turn": list(self.turn),
            "volume_at": list(self.at) if self.at else None,
        }


def chosen_volume() -> ChosenVolume:
    """Give what is set; it stands in the address from now on."""
    nowhere: Place | None = None
    return ChosenVolume(
        shape=state.setting(_SHAPE, next(iter(SHAPES)), read_voxels),
        **{step.field: known(step) for step in _STEPS},
        kernel=state.setting(_KERNEL, next(iter(KERNELS)), read_weights),
        turn=state.setting(_TURN, _FIRST_TURN, read_turn, lambda turn: "_".join(map(str, turn))),
        at=state.setting(_AT, nowhere, read_place, _write_place),
    )


def read_voxels(text: str) -> str | None:
    """Read a shape's key or its slices from an address; None if it is neither.

    Slices are given as browsers read them, and so are weights.
    """
    try:
        return text if text in SHAPES else kept_shape(text)
    except CnnvizError:
        return None


def read_weights(text: str) -> str | None:
    """Read a kernel's key or its weights from an address; None if it is neither."""
    try:
        return text if text in KERNELS else kept_kernel(text)
    except CnnvizError:
        return None


def read_turn(text: str) -> Turn | None:
    """Read how far a shape is turned, ``30_25``; None if it is no such turn."""
    parts = text.split("_", 2)
    is_whole = all(part.isascii() and len(part) < 5 and part.removeprefix("-").isdigit() for part in parts)
    if len(parts) != 2 or not is_whole:
        return None
    around, up = map(int, parts)
    return (around, up) if abs(around) <= AROUND and abs(up) <= UP else None


def read_place(text: str) -> Place | None:
    """Read a slice, a row and a column, ``2.0.1``; None if they are none."""
    parts = text.split(".", 3)
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 3 for part in parts):
        return None
    slice_, row, column = map(int, parts)
    return slice_, row, column


def _write_place(place: Place | None) -> str:
    return ".".join(map(str, place)) if place else ""


def told_of_voxels() -> dict[str, object] | None:
    """Give what there is to say of the voxels typed last: a sentence, and whether they were taken."""
    kept: dict[str, object] | None = keeping.kept(_TOLD)
    return kept


def _take_shape(sent: object) -> None:
    text = read_voxels(sent) if isinstance(sent, str) else None
    if text is not None:
        state.put(_SHAPE, text)
        keeping.keep(_TOLD, None)


def _read_typed(text: str) -> tuple[str, str]:
    """Give voxels as they are kept, and what is said of them."""
    kept = kept_shape(text)
    slices, rows, columns = read_shape(kept).shape
    return kept, f"{slices} slices of {rows} rows and {columns} columns were taken."


def _take_kernel(sent: object) -> None:
    text = read_weights(sent) if isinstance(sent, str) else None
    if text is not None:
        state.put(_KERNEL, next((key for key, one in KERNELS.items() if one.text == text), text))


def _take_turn(sent: object) -> None:
    match sent:
        case [int(around), int(up)] if read_turn(f"{around}_{up}"):
            state.put(_TURN, (around, up))


def _take_place(sent: object) -> None:
    match sent:
        case None:
            state.put(_AT, None)
        case [int(slice_), int(row), int(column)] if read_place(f"{slice_}.{row}.{column}"):
            state.put(_AT, (slice_, row, column))


#: What is done with what the learner sets in the view.
VOLUME_REACTIONS: dict[str, Reaction] = {
    "shape": _take_shape,
    **reactions(_STEPS),
    "volume_kernel": _take_kernel,
    "turn": _take_turn,
    "volume_at": _take_place,
    "voxels": partial(take_typed, read=_read_typed, values=_SHAPE, at=_AT, told=_TOLD),
}
