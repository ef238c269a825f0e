"""A learner's stay on one page: which settings it shows, and what the address said of them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

#: Seconds after which the browser has drawn what it was told, and sends that along.
_HEARD_WITHIN = 0.6


class Note(NamedTuple):
    """A setting that was met: in which part of the page and which run, and its text unless at its default."""

    part: str
    run: int
    text: str | None


@dataclass
class Untold:
    """A setting that the browser may not have heard of yet, as it was put by the page itself.

    Attributes
    ----------
    older : list of object
        What the browser may still hold, and send along with anything else that changes.
    sent_at : float or None
        When a run of the page that tells it came to its end; seconds of `time.monotonic`.
    """

    older: list[Any]
    sent_at: float | None = None

    def is_heard(self, now: float) -> bool:
        """Whether the browser must have heard of it by now."""
        return self.sent_at is not None and now - self.sent_at > _HEARD_WITHIN


@dataclass
class Visit:
    """A stay on one page.

    Attributes
    ----------
    page : str
    arrived : dict of str to str
        What came with the address and waits for its control.
    fresh : bool
        Whether controls that the address does not mention take their defaults.
    received, written : mappings of str to str
        The address this run began with, and the one written last. They differ if the browser was asked twice.
        None was written yet on a page that was come back to.
    settings : dict of str to object
        All that has been set in the session, also by controls that are not on the page. Streamlit forgets a
        control's value when the control is gone, or brings back an older one.
    notes : dict of str to Note
        The settings on the page.
    untold : dict of str to Untold
        The settings that the browser may not have heard of yet.
    part : str or None
        The part of the page that runs now; "" is the page itself, None is nothing.
    run : int
        Counts the runs of the page and of its parts.
    ran : set of str
        The part this run began with, and those within it.
    """

    page: str
    arrived: dict[str, str]
    fresh: bool
    received: Mapping[str, str]
    written: Mapping[str, str] | None
    settings: dict[str, Any]
    notes: dict[str, Note] = field(default_factory=dict)
    untold: dict[str, Untold] = field(default_factory=dict)
    part: str | None = None
    run: int = 0
    ran: set[str] = field(default_factory=set)

    def next(self, page: str, given: Mapping[str, str]) -> Visit:
        """Go to another page by a click, which sends along what this page had in its address.

        That is no wish, only what is new in it: a link within the app may say how it wants the page.
        """
        old = (self.received, self.written or {})
        new = {key: text for key, text in given.items() if all(text != known.get(key) for known in old)}
        return Visit(page, new, False, given, self.written, self.settings)

    def put(self, key: str, value: object, held: object) -> None:
        """Set a control by the page itself; `held` is what the browser holds until it hears of that."""
        self._forget_heard()
        older = self.untold[key].older if key in self.untold else []
        self.untold[key] = Untold([*older, held])
        self.settings[key] = value

    def wished(self, key: str, sent: Any) -> Any:
        """What a control is to be: what the browser sent, unless it has not heard yet of what was put since.

        A run that another one cuts off has told it nothing, what is told takes a while to be drawn, and until
        then the browser sends with any change what it holds.
        """
        self._forget_heard()
        if key in self.untold and sent in self.untold[key].older:
            return self.settings[key]
        if key in self.untold and sent != self.settings[key]:
            del self.untold[key]  # typed over: from now on the browser holds this
        return sent

    def _forget_heard(self) -> None:
        now = time.monotonic()
        self.untold = {key: it for key, it in self.untold.items() if not it.is_heard(now)}

    def enter(self, part: str) -> str | None:
        """Begin the page, or a part of it, and return the part that this one lies in; None begins a run."""
        outer, self.part = self.part, part
        if outer is None:
            self.run, self.ran = self.run + 1, set()
        self.ran.add(part)
        return outer

    def note(self, key: str, text: str | None) -> None:
        """Take down that this run has met a setting."""
        self.notes[key] = Note(self.part or "", self.run, text)

    def finish(self, part: str) -> dict[str, str]:
        """End a run of the page, or of a part of it, and tell what the address should be."""
        if not part:
            self.arrived, self.fresh = {}, False
        self.notes = {
            key: note
            for key, note in self.notes.items()
            if note.run == self.run or (part and note.part not in self.ran)
        }
        for key in self.untold.keys() & {key for key, note in self.notes.items() if note.run == self.run}:
            untold = self.untold[key]
            untold.sent_at = time.monotonic() if untold.sent_at is None else untold.sent_at
        return {key: note.text for key, note in self.notes.items() if note.text is not None}


def begin(page: str, given: Mapping[str, str], before: Visit | None = None) -> Visit:
    """Open a page at an address, or go back to it in the browser's history: the address says everything.

    In the history it is written again, as that of the page left may come late, and take its place.
    """
    written = None if before else given
    return Visit(page, dict(given), True, given, written, before.settings if before else {})
