"""What is typed on the page: the input, the layers, and which of them is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cnnviz.counting import PRESETS, Counted, Entered, count, read_input, read_stack, written
from cnnviz.geometry import Remainder
from pages.ui.session import state

INPUT, LAYERS, LAYER = "c_input", "c_layers", "c_layer"
MISFIT: Mapping[Remainder, str] = {"floor": "floor", "raise": "refuse", "crop": "crop", "pad": "pad"}
_FIRST = PRESETS["alexnet"]
T = TypeVar("T")


@dataclass(frozen=True)
class Setting:
    """Everything that was typed, and what it comes to.

    Attributes
    ----------
    entered : Entered
        The input.
    stack : tuple of Entered
    chosen : int
        Which layer is looked at.
    remainder : {"floor", "raise", "crop", "pad"}
    """

    entered: Entered
    stack: tuple[Entered, ...]
    chosen: int
    remainder: Remainder

    def counted(self, remainder: Remainder | None = None) -> list[Counted | str]:
        """Count layer by layer up to the first that cannot be; what was mistyped is told beside its field."""
        if not self.entered.is_whole:
            return []
        rows, columns, channels = self.entered.values
        whole = self.stack[: next((at for at, one in enumerate(self.stack) if not one.is_whole), None)]
        return count([one.layer() for one in whole], (channels, rows, columns), remainder or self.remainder)

    def looked_at(self) -> Counted | str | None:
        """What is looked at: a layer, why it cannot be, or None where something before it is wrong."""
        rows = self.counted()
        return rows[self.chosen] if self.chosen < len(rows) else None


def typed(remainder: Remainder) -> Setting:
    """Give what is typed, as the address or the editor says."""
    entered = _typed(INPUT, _FIRST.input, read_input)
    stack = _typed(LAYERS, _FIRST.layers, read_stack)
    places = {str(at): at for at in range(len(stack))}
    chosen = state.setting(LAYER, 0, places.get, fit=lambda at: min(at, len(stack) - 1))
    return Setting(entered, stack, chosen, remainder)


def _typed(key: str, first: str, read: Callable[[str], T | None]) -> T:
    """Give what a text means that was typed, or else the first one."""
    found = read(state.setting(key, first, lambda text: text if read(text) else None))
    assert found is not None  # the setting takes no other text
    return found


def take_stack(sent: object) -> None:
    """Take over what the editor reports, if it is a stack."""
    match sent:
        case {"input": str(entered), "layers": str(layers), "layer": int(chosen)}:
            stack = read_stack(layers)
            if read_input(entered) and stack and 0 <= chosen < len(stack):
                state.put(INPUT, entered)
                state.put(LAYERS, written(stack))
                state.put(LAYER, chosen)


def take_side(sent: object) -> None:
    """Take over a square picture's side; the channels stay."""
    entered = read_input(state.read(INPUT) or _FIRST.input)
    if isinstance(sent, int) and not isinstance(sent, bool) and entered is not None:
        resized = read_input(f"{sent}_{sent}_{entered.texts[2]}")
        if resized is not None and not any(resized.faults[:2]):
            state.put(INPUT, f"{sent}_{sent}_{entered.texts[2]}")
