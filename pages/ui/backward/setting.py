"""What a learner sets of a training step: read from the address, taken over from the view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from cnnviz.backward import TITLES, Reduce, Step, read_numbers
from pages.ui.inputs.in_view import OneOf, Switch, Whole, known, take
from pages.ui.inputs.small_matrix import Place, read_place, read_small_matrix, take_small_matrix, write_place
from pages.ui.linked.predictions import ask
from pages.ui.session import state
from pages.ui.session.visit import Reaction

HUB = "backward"
#: The most rows and columns of the input and of the kernel: each number has room for a cell.
MOST_INPUTS, MOST_TAPS = 6, 3
#: How many characters of an address are read as a number.
_LONGEST = 24

Looked = tuple[str, int, int]

#: By the view's fields: a name in the address, its first value, the least and the most.
_NUMBERS: Final = {
    "target": ("bw_target", 4.0, -1e6, 1e6),
    "rate": ("bw_rate", 0.05, 1e-4, 10.0),
    "nudge": ("bw_nudge", 0.01, 1e-4, 1.0),
}
_REDUCE = OneOf("bw_reduce", "Prediction", "max", {"": {"max": "Largest", "mean": "Mean", "sum": "Sum"}})
_CHOSEN: Final[dict[str, Whole | OneOf | Switch]] = {
    "stride": Whole("bw_stride", "Stride", 1, 1, 3),
    "padding": Whole("bw_padding", "Padding", 0, 0, 2),
    "relu": Switch("bw_relu", "ReLU"),
    "pool": Whole("bw_pool", "Max pool", 1, 1, 3),
    "reduce": _REDUCE,
    "steps": Whole("bw_steps", "Steps", 0, 0, 50),
}


@dataclass(frozen=True)
class Chosen:
    """What is set.

    Attributes
    ----------
    input, weight : str
        As they were typed, a line for each row; the weights before the first step.
    target, rate, nudge : float
        By how much a weight is nudged, where its slope is measured.
    stride, padding, pool : int
    relu : bool
    reduce : {"max", "mean", "sum"}
    steps : int
        How many steps were taken.
    at : (name, row, column) or None
        The number that is looked at, by the names of `cnnviz.backward.TITLES`.
    weight_at : (row, column)
        The weight whose slope is drawn.
    """

    input: str
    weight: str
    target: float
    rate: float
    nudge: float
    stride: int
    padding: int
    relu: bool
    pool: int
    reduce: Reduce
    steps: int
    at: Looked | None
    weight_at: Place

    @property
    def first(self) -> Step:
        """The step from the weights that were typed."""
        return Step(
            read_numbers(self.input),
            read_numbers(self.weight),
            self.target,
            self.rate,
            self.stride,
            self.padding,
            self.relu,
            self.pool,
            self.reduce,
        )

    def made(self) -> Step:
        """Give the step that is shown: the one after those that were taken.

        Raises
        ------
        ShapeError
            If a kernel or pool fits nowhere.
        """
        return self.first.run(self.steps)[-1]

    def fields(self) -> dict[str, object]:
        """Give what the view is told, by its fields."""
        names = ("input", "weight", *_NUMBERS, *_CHOSEN)
        return {
            **{name: getattr(self, name) for name in names},
            "at": list(self.at) if self.at else None,
            "weight_at": list(self.weight_at),
        }


def chosen() -> Chosen:
    """Give what is set; it stands in the address from now on."""
    nowhere: Looked | None = None
    first: Place = (0, 0)
    numbers: dict[str, Any] = {
        field: state.setting(key, begin, partial(read_within, low=low, high=high), _number)
        for field, (key, begin, low, high) in _NUMBERS.items()
    }
    return Chosen(
        input=state.setting("bw_input", "1 2 0\n3 1 2\n0 1 1", partial(read_small_matrix, most=MOST_INPUTS)),
        weight=state.setting("bw_weight", "1 -1\n0 2", partial(read_small_matrix, most=MOST_TAPS)),
        **numbers,
        **{name: known(setting) for name, setting in _CHOSEN.items()},
        at=state.setting("bw_at", nowhere, read_looked, _write_looked),
        weight_at=state.setting("bw_by", first, read_place, write_place),
    )


def limits() -> dict[str, tuple[float, float]]:
    """Say between which numbers each number lies, by the view's fields."""
    whole = {name: (one.low, one.high) for name, one in _CHOSEN.items() if isinstance(one, Whole)}
    return {**{name: (low, high) for name, (_, _, low, high) in _NUMBERS.items()}, **whole}


def read_within(text: str, low: float, high: float) -> float | None:
    """Read a number of the address; None if it is none, or beyond its ends."""
    is_plain = text.isascii() and len(text) <= _LONGEST and "_" not in text
    try:
        value = float(text) if is_plain else float("nan")
    except ValueError:
        return None
    return value if low <= value <= high else None


def read_looked(text: str) -> Looked | None:
    """Read which number is looked at, ``dw.1.0``; None if there is no such name, row and column."""
    name, _, rest = text.partition(".")
    place = read_place(rest) if name in TITLES else None
    return (name, *place) if place else None


def _number(value: float) -> str:
    return f"{value:.10g}"


def _write_looked(at: Looked | None) -> str:
    return ".".join(map(str, at)) if at else ""


def _take_number(key: str, low: float, high: float) -> Callable[[object], None]:
    def take_over(sent: object) -> None:
        is_number = isinstance(sent, int | float) and not isinstance(sent, bool)
        if is_number and low <= sent <= high:  # type: ignore[operator]
            state.put(key, float(sent))  # type: ignore[arg-type]

    return take_over


def _take_at(sent: object) -> None:
    match sent:
        case None:
            state.put("bw_at", None)
        case [str(name), int(row), int(column)] if read_looked(f"{name}.{row}.{column}"):
            state.put("bw_at", (name, row, column))


def _take_weight_at(sent: object) -> None:
    match sent:
        case [int(row), int(column)] if read_place(f"{row}.{column}"):
            state.put("bw_by", (row, column))


#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "input": take_small_matrix("bw_input", MOST_INPUTS),
    "weight": take_small_matrix("bw_weight", MOST_TAPS),
    **{field: _take_number(key, low, high) for field, (key, _, low, high) in _NUMBERS.items()},
    **{field: partial(take, setting) for field, setting in _CHOSEN.items()},
    "at": _take_at,
    "weight_at": _take_weight_at,
    "guess": partial(ask, HUB),
}
