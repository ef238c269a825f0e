"""Whether something was asked: what every device in a class wants to know, again and again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from cnnviz.classes.codes import read_code
from store import Store

#: How old what is told may be.
FRESH: Final = timedelta(milliseconds=200)
_MOST_KNOWN: Final = 1000


class Pulse(NamedTuple):
    """A class, and a number that grows with each question and each change of one.

    Attributes
    ----------
    class_id : str
    number : int
    """

    class_id: str
    number: int


class Pulses:
    """The pulses of classes, of which the store is asked a few times a second, however many devices ask.

    Parameters
    ----------
    store
        Has the classes.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[datetime, Pulse | None]] = {}

    def of(self, code: str, now: datetime) -> Pulse | None:
        """Give the pulse of a class by its code; None if there is no such class."""
        if (known := self.known(code, now)) is not None:
            return known[1]
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        read = read_code(code)
        found = self._store.pulse_of(read) if read else None
        pulse = None if found is None else Pulse(*found)
        self._known[code[:60]] = (now, pulse)
        return pulse

    def known(self, code: str, now: datetime) -> tuple[datetime, Pulse | None] | None:
        """Give when the store was asked and what it said, if that is not old; it is not asked now."""
        known = self._known.get(code)
        return known if known and timedelta(0) <= now - known[0] < FRESH else None  # a clock may be put back
