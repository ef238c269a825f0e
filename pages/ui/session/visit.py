"""A learner's stay on one page: what is set there, and what the address and the browser say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

from pages.ui.session.learner import Learner, Left
from pages.ui.session.received import LARGEST, is_usable, read_text

Reaction = Callable[[Any], None]
"""What a report of a component does, before anything is drawn. Done twice, it must change nothing more."""


class Note(NamedTuple):
    """A setting that was met: in which part of the page and which run, and its text unless at its default."""

    part: str
    run: int
    text: str | None


@dataclass
class Visit:
    """A stay on one page.

    Attributes
    ----------
    page : str
    number : int
        Names an entry of the browser's history, which has it, too: the same when the entry is come back to.
        Else a page that is left before the browser hears of a new number would come back as it was before.
    arrived : dict of str to str
        What came with the address and waits for its control.
    came : mapping of str to str
        What came with the address, also when it has found its controls. A step of the history changes nothing
        of that, so that no fold of the page opens by it.
    fresh : bool
        Whether controls that the address does not mention take their defaults.
    restored : dict of str to object
        How settings stood when this page was left, if it was come back to.
    received, written : mappings of str to str
        The address this run began with, and the one written last. They differ if the browser was asked twice.
        None was written yet on a page that was come back to.
    learner : Learner
    notes : dict of str to Note
        The settings on the page.
    reactions : dict of str to dict of str to callable
        What the reports of each component on the page do, by the component's key and the report's name.
    drawn_in : dict of str to str
        The part of the page that draws each component that reports.
    part : str or None
        The part of the page that runs now; "" is the page itself, None is nothing.
    run : int
        Counts the runs of the page and of its parts.
    asked : set of str
        Who has asked whether the learner has just come.
    ran : set of str
        The part this run began with, and those within it.
    within : dict of str to str
        The part that each other part lies in.
    is_cut_short : bool
        Whether something of this run could not be drawn, as a file of the app is missing or damaged.
    numbers : dict of str to object
        What the page has told of what it computes, see told.py.
    ending : callable or None
        What is done at the end of each run.
    origin : str
        How the app's addresses begin, once somebody has asked.
    """

    page: str
    arrived: dict[str, str]
    fresh: bool
    received: Mapping[str, str]
    written: Mapping[str, str] | None
    learner: Learner
    number: int = 0
    came: Mapping[str, str] = field(init=False)
    restored: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    reactions: dict[str, Mapping[str, Reaction]] = field(default_factory=dict)
    drawn_in: dict[str, str] = field(default_factory=dict)
    part: str | None = None
    run: int = 0
    asked: set[str] = field(default_factory=set)
    ran: set[str] = field(default_factory=set)
    within: dict[str, str] = field(default_factory=dict)
    is_cut_short: bool = False
    numbers: dict[str, Any] = field(default_factory=dict)
    ending: Callable[[], None] | None = None
    origin: str = ""

    def __post_init__(self) -> None:
        """Take down what the address says, as long as it is there."""
        self.came = dict(self.arrived)

    def next(self, page: str, given: Mapping[str, str]) -> Visit:
        """Go to another page by a click, which sends along what this page had in its address.

        That is no wish, only what is new in it: a link within the app may say how it wants the page.
        """
        old = (self.received, self.written or {})
        new = {key: text for key, text in given.items() if all(text != known.get(key) for known in old)}
        return Visit(page, new, False, given, self.written, self.learner, self._next_number())

    def _next_number(self) -> int:
        self.learner.last += 1
        return self.learner.last

    def is_another(self, number: int | None) -> bool:
        """Whether this is the number of another visit that can be come back to, maybe of the same page."""
        return number != self.number and number in self.learner.stays

    def back(self, page: str, given: Mapping[str, str], number: int | None) -> Visit:
        """Go to a page by the browser's history.

        It is shown as it was left, whatever its address says: that may have been left before it was written.

        Parameters
        ----------
        number
            Of the visit that the history tells of; None if it was left before the browser had heard of it.
        """
        if number is None or number not in self.learner.stays:
            return Visit(page, {}, False, given, None, self.learner, self._next_number())
        left = self.learner.stays[number]
        return Visit(
            page, dict(left.arrived), left.fresh, given, None, self.learner, number, dict(left.settings)
        )

    def anew(self, page: str, given: Mapping[str, str]) -> Visit:
        """Go to a page as it was left in a session that is gone: all that is left of it is the address."""
        return Visit(page, dict(given), True, given, None, self.learner, self._next_number())

    def reopen(self, given: Mapping[str, str]) -> None:
        """Show the page from the next run on as another address says, whatever was set before."""
        for key in self.notes:
            self.learner.texts.pop(key, None)
        self.learner.put.clear()
        waiting = self.learner.waiting if self.learner.waited_for == self.page else {}
        self.learner.waiting = {**dict.fromkeys([*self.notes, *waiting]), **given}
        self.learner.waited_for = self.page
        self.arrived, self.fresh = dict(given), True
        self.notes, self.restored, self.written = {}, {}, None

    def leave(self, sent: Callable[[str], Any]) -> None:
        """Take down how the settings stand, when another page is gone to."""
        settings, stays = self.learner.settings, self.learner.stays
        for key in self.notes:
            settings[key] = self.learner.wished(key, sent)
            if key in self.learner.controls:
                self.learner.controls[key].retire()
        stays.pop(self.number, None)  # the last that was left comes last
        met = {key: settings[key] for key in {*self.notes, *self.learner.put}}
        waiting = {key: text for key, text in self.arrived.items() if key not in self.notes}
        # A run that was cut off has not met all of it.
        stays[self.number] = Left(self.restored | met, waiting, self.fresh)
        for number in list(stays)[:-_REMEMBERED]:
            del stays[number]

    def first(self, key: str, read: Callable[[str], Any]) -> Any:
        """What a setting is to be that was not on the page before; None is its default."""
        if key in self.arrived:
            return read_text(read, self.arrived[key])
        if key in self.restored:
            return self.restored[key]
        return None if self.fresh else self.learner.known(key, read)

    def apply(self, reports: Mapping[str, Any]) -> None:
        """Do what components report that has not been done yet, in the order in which it was set.

        Parameters
        ----------
        reports
            By component: ``{"revision": int, "set": {name: [revision, value]}}``; anything may come, and what
            is nothing of the kind is ignored.
        """
        news: list[tuple[int, Reaction, Any]] = []
        applied: dict[str, int] = {}
        for component, report in reports.items():
            reactions, heard = self.reactions[component], self.learner.heard.get(component, 0)
            match report:
                case {"revision": int(revision), "set": dict(fields)} if heard < revision < LARGEST:
                    applied[component] = revision
                    news += [
                        (entry[0], reactions[name], entry[1])
                        for name, entry in fields.items()
                        if name in reactions and _is_entry(entry) and heard < entry[0] <= revision
                    ]
        for _, react, value in sorted(news, key=itemgetter(0)):
            if is_usable(value):
                react(value)
        self.learner.heard |= applied

    def enter(self, part: str) -> str | None:
        """Begin the page, or a part of it, and return the part that this one lies in; None begins a run."""
        outer, self.part = self.part, part
        if outer is None:
            self.run, self.ran, self.is_cut_short = self.run + 1, set(), False
        else:
            self.within[part] = outer
        self.ran.add(part)
        return outer

    def note(self, key: str, text: str | None) -> None:
        """Take down that this run has met a setting."""
        self.notes[key] = Note(self.part or "", self.run, text)
        self.learner.texts[key] = text

    def outside(self, part: str) -> list[str]:
        """The settings of the page that lie outside a part that is to run alone."""
        return [key for key, note in self.notes.items() if not self.is_within(note.part, part)]

    def is_within(self, part: str, outer: str) -> bool:
        """Whether a part is the same as another, or lies in it."""
        return part == outer or (part in self.within and self.is_within(self.within[part], outer))

    def finish(self, part: str) -> dict[str, str]:
        """End a run of the page, or of a part of it, and tell what the address should be."""
        if not part:
            self.arrived, self.restored, self.fresh = {}, {}, False
            if self.learner.waited_for == self.page:
                self.learner.waiting = {}  # what is left of it is not on the page
        self.notes = self._current(part)
        return _texts(self.notes)

    def texts(self, part: str) -> dict[str, str]:
        """Give what the address would be if the page, or a part of it, ended here."""
        return _texts(self._current(part))

    def _current(self, part: str) -> dict[str, Note]:
        return {
            key: note
            for key, note in self.notes.items()
            if note.run == self.run or (part and note.part not in self.ran)
        }


_REMEMBERED = 50
"""Pages in the browser's history that are shown as they were left."""


def _texts(notes: Mapping[str, Note]) -> dict[str, str]:
    return {key: note.text for key, note in notes.items() if note.text is not None}


def _is_entry(entry: object) -> bool:
    return isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], int)


def begin(page: str, given: Mapping[str, str]) -> Visit:
    """Open a page at an address, which says everything."""
    return Visit(page, dict(given), True, given, given, Learner())
