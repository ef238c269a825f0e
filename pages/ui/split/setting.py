"""What is set on the page: typed numbers, and which of them are kept back for the test."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from cnnviz.errors import CnnvizError
from cnnviz.modes import MOST, Scaling, read_numbers, scaled
from pages.ui.linked.worked_entry import Entry
from pages.ui.session import state
from pages.ui.session.visit import Reaction

_TEST = "sp_test"
NUMBERS = Entry("sp_values", "Numbers", (2.0, 4.0, 6.0, 12.0), read_numbers, is_wide=True)


class Split(NamedTuple):
    """Numbers, which are for the test, and both ways to scale them, or why there are none."""

    values: tuple[float, ...]
    is_test: tuple[bool, ...]
    scaling: Scaling | None
    fault: CnnvizError | None


def chosen() -> Split:
    """Give what is set; it stands in the address from now on."""
    values = NUMBERS.known()
    first = "0" * (len(values) - 1) + "1"
    bits = state.setting(_TEST, first, partial(read_sets, count=len(values)))
    is_test = tuple(bit == "1" for bit in bits)
    try:
        return Split(values, is_test, scaled(values, is_test), None)
    except CnnvizError as error:
        return Split(values, is_test, None, error)


def read_sets(text: str, count: int) -> str | None:
    """Read which of `count` numbers are for the test, "0001"; None if it is no such text."""
    return text if len(text) == count and set(text) <= set("01") else None


def _take_sets(sent: object) -> None:
    """Take over which are pressed: those of the training."""
    if isinstance(sent, str) and len(sent) <= MOST and read_sets(sent, len(sent)) is not None:
        state.put(_TEST, sent.translate(str.maketrans("01", "10")))


#: What is done with switches.
REACTIONS: Mapping[str, Reaction] = {"switches": _take_sets}
