"""The design that stands on the page, and the layer that is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cnnviz.architectures import Measured
from cnnviz.designs import FIRST, STARTS, Design, measure_design, nodes_of, read_design, start, write_design
from pages.ui.session import state

DESIGN, LAYER = "d_design", "d_at"


@dataclass(frozen=True)
class Chosen:
    """A design, and which of its layers is looked at.

    Attributes
    ----------
    text : str
        As the language has it.
    design : Design
    measured : Measured
    layer : int
        0 is the input, 1 the first layer.
    """

    text: str
    design: Design
    measured: Measured
    layer: int

    @property
    def start(self) -> str:
        """The key of what it is equal to, of all that can be started from; "" if of none."""
        return _keys().get(self.text, "")


def choose() -> Chosen:
    """Give what stands there, as the address or the view says."""
    design = _design(state.setting(DESIGN, FIRST, read_setting))
    count = len(nodes_of(design))
    places = {str(at): at for at in range(count + 1)}
    first = 1
    layer = state.setting(LAYER, first, places.get, fit=lambda at: min(at, count))
    return Chosen(write_design(design), design, measure_design(design), layer)


def read_setting(text: str) -> str | None:
    """Read a design from an address: the key of a start, or a text; None if it is neither.

    A text that is a start's is written as its key.
    """
    if text in STARTS:
        return text
    design = read_design(text)
    if design is None:
        return None
    written = write_design(design)
    return _keys().get(written, written)


def take_design(sent: object) -> None:
    """Take over what the view reports, if it is a design."""
    match sent:
        case {"text": str(text), "at": int(at)}:
            setting = read_setting(text)
            if setting is not None and 0 <= at <= len(nodes_of(_design(setting))):
                state.put(DESIGN, setting)
                state.put(LAYER, at)


def take_start(sent: object) -> None:
    """Begin with another network."""
    if isinstance(sent, str) and sent in STARTS:
        state.put(DESIGN, sent)
        state.put(LAYER, 1)


def _design(setting: str) -> Design:
    if setting in STARTS:
        return start(setting)
    design = read_design(setting)
    assert design is not None  # the setting takes no other text
    return design


@cache
def _keys() -> dict[str, str]:
    """Give the keys of all starts by their texts."""
    return {write_design(start(key)): key for key in STARTS}
