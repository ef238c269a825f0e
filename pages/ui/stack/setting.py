"""What a learner sets on the page on stacks: read from the address, taken over from the view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from cnnviz.stack import MOST_LAYERS, MOST_MAPS, PRESETS, Stack, read_stack, write_stack
from pages.ui.inputs.in_view import Setting, Switch, Whole, known, take
from pages.ui.inputs.samples import SIDE
from pages.ui.session import keeping, state
from pages.ui.session.visit import Reaction

HUB = "stack"
_STACK, _BESIDE, _AT = "stack", "stack_beside", "stack_at"
_START = next(iter(PRESETS.values()))
#: The picture that the page begins with.
FIRST = _START.sample
_MAPS = Whole("stack_maps", "Maps in every layer, C", 16, 1, 1024, "maps")
_PREDICT = Switch("predict", "Predict first")
_OWN: tuple[Setting, ...] = (_MAPS, _PREDICT)
_GUESS = "stack:guess"
#: The room for a number's place: which stack, layer, map, row and column.
_ROOM = (2, MOST_LAYERS, MOST_MAPS, 2 * SIDE, 2 * SIDE)
Place = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Chosen:
    """The stacks, and how they are looked at.

    Attributes
    ----------
    stack, beside : Stack
        The second is empty where there is one only.
    at : (stack, layer, map, row, column)
        What is looked at, counted from 0; the browser keeps it within what there is.
    maps : int
        C: how many maps each layer takes and leaves, where weights are compared.
    predict : bool
    """

    stack: Stack
    beside: Stack
    at: Place
    maps: int
    predict: bool

    def fields(self) -> dict[str, object]:
        """Give what the view is told, by its fields."""
        return {
            "stack": write_stack(self.stack),
            "beside": write_stack(self.beside),
            "at": list(self.at),
            "maps": self.maps,
            "predict": self.predict,
        }

    @property
    def looked(self) -> Stack:
        """The layers up to the one that is looked at."""
        stack = self.beside if self.at[0] and self.beside else self.stack
        return stack[: min(self.at[1], len(stack) - 1) + 1]

    @property
    def guess(self) -> tuple[str, str] | None:
        """What was predicted last, and of what: the view's name for it."""
        kept: tuple[str, str] | None = keeping.kept(_GUESS)
        return kept


def set_all() -> Chosen:
    """Give what is set; it stands in the address from now on."""
    stack = read_stack(state.setting(_STACK, write_stack(_START.stack), _own_text))
    beside = state.setting(_BESIDE, write_stack(_START.beside), _own_text_or_none)
    assert stack is not None  # the settings take no other texts
    at = state.setting(_AT, (0, *_START.at), _read_at, _write_at)
    return Chosen(stack, read_stack(beside) or (), at, known(_MAPS), known(_PREDICT))


def settings_of(name: str) -> dict[str, object]:
    """Give what an example sets, by the names in an address."""
    preset = PRESETS[name]
    source = {"img": "matrix", "matrix": preset.typed} if preset.typed else {"img": preset.sample}
    return {
        **source,
        _STACK: write_stack(preset.stack),
        _BESIDE: write_stack(preset.beside),
        _AT: (0, *preset.at),
    }


def query_of(name: str) -> dict[str, str]:
    """Give the same as an address writes it."""
    return {
        key: _write_at(value) if isinstance(value, tuple) else str(value)
        for key, value in settings_of(name).items()
        if value
    }


def _own_text(text: str) -> str | None:
    """Read a stack of an address as its own text, if it is one."""
    stack = read_stack(text)
    return None if stack is None else write_stack(stack)


def _own_text_or_none(text: str) -> str | None:
    return text and _own_text(text)


def _read_at(text: str) -> Place | None:
    parts = text.split(".", len(_ROOM))
    if not all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
        return None
    return _place([int(part) for part in parts])


def _write_at(at: Place) -> str:
    return ".".join(map(str, at))


def _place(sent: object) -> Place | None:
    match sent:
        case [int(), int(), int(), int(), int()] if all(
            0 <= value < room for value, room in zip(sent, _ROOM, strict=True)
        ):
            side, layer, plane, row, column = sent
            return side, layer, plane, row, column
    return None


def _take_at(sent: object) -> None:
    at = _place(sent)
    if at is not None:
        state.put(_AT, at)


def _take_text(key: str, read: Callable[[str], str | None], sent: object) -> None:
    text = read(sent) if isinstance(sent, str) else None
    if text is not None:
        state.put(key, text)


def _take_guess(sent: object) -> None:
    match sent:
        case {"typed": str(typed), "task": str(task)}:
            keeping.keep(_GUESS, (typed[:100], task))


def _take_start(sent: object) -> None:
    """Set all that an example sets."""
    if isinstance(sent, str) and sent in PRESETS:
        for key, value in settings_of(sent).items():
            state.put(key, value)


#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "stack": partial(_take_text, _STACK, _own_text),
    "beside": partial(_take_text, _BESIDE, _own_text_or_none),
    "at": _take_at,
    "guess": _take_guess,
    "start": _take_start,
    **{it.field: partial(take, it) for it in _OWN},
}
