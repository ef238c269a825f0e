"""A learner's stay on one page: what is set there, and what the address and the browser say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Reaction = Callable[[Any], None]
"""What a report of a component does, before anything is drawn. Done twice, it must change nothing more."""


class Note(NamedTuple):
    """A setting that was met: in which part of the page and which run, and its text unless at its default."""

    part: str
    run: int
    text: str | None


@dataclass
class Control:
    """A Streamlit control, which gets a new key whenever the page and not the browser decides its value.

    So what the browser still holds of an older one is never taken for a wish. And the value goes along as the
    control's default, with every run: if it were set once, a run that is cut off would take it with it.

    Attributes
    ----------
    key : str
    generation : int
        Of the control that is on the page.
    first : object
        What this generation shows until the learner changes it.
    offers : object
        What there is to choose from, where Streamlit takes a control that offers something else for another.
    drawn : dict of int to object
        What it was drawn with, and the one before it: whatever else the browser says of them is a wish.
    """

    key: str
    generation: int = 0
    first: Any = None
    offers: object = None
    drawn: dict[int, Any] = field(default_factory=dict)

    def name(self, generation: int) -> str:
        """The key of a generation in the session."""
        return f"{self.key}~{generation}" if generation else self.key

    def draw(self, value: Any, held: Any) -> str:
        """Take down what it is drawn with, and give the key; the browser holds `held`, or None, of it."""
        last = self.drawn.get(self.generation) if held is None else held
        if self.generation in self.drawn and value != last:
            self.drawn = {self.generation: last}
            self.generation += 1
        if self.generation not in self.drawn:
            self.first = value
        self.drawn[self.generation] = value
        return self.name(self.generation)

    def see(self, sent: Callable[[str], Any]) -> None:
        """Take what the browser says of it now for no wish any more; `sent` as for `Visit.wished`."""
        held = {generation: sent(self.name(generation)) for generation in self.drawn}
        self.drawn |= {generation: value for generation, value in held.items() if value is not None}

    def retire(self) -> None:
        """End this generation: what the browser may still say of it is no wish of the one that follows."""
        if self.drawn:
            self.generation, self.drawn = self.generation + 1, {}

    def appear(self, is_new: bool, offers: object) -> None:
        """Begin a run that draws it, `is_new` where Streamlit has none of it, and with what it offers."""
        if is_new or offers != self.offers:
            self.retire()
        self.offers = offers


@dataclass
class Learner:
    """What is kept of a learner from page to page, as long as the browser's tab is open.

    Attributes
    ----------
    settings : dict of str to object
        All that has been set, also by controls that are not on the page. Streamlit forgets a control's value
        when the control is gone, or brings back an older one.
    controls : dict of str to Control
        The Streamlit controls among them.
    put : set of str
        The settings that the page itself has decided and not drawn yet.
    heard : dict of str to int
        The revision of the last report that was applied, by component.
    stays : dict of int to dict of str to object
        How the settings stood when each of the last pages was left, by the number of the visit.
    last : int
        The number of the newest visit.
    code : object
        The digest of the JavaScript that the browser's window says it has; None before it says anything.
    texts : dict of str to str or None
        The text of each setting as it was drawn last, None at its default: the browser holds a copy.
    before : dict of str to object, or None
        What the browser held when the session before this one was lost; None if there was no such session.
    """

    settings: dict[str, Any] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)
    put: set[str] = field(default_factory=set)
    heard: dict[str, int] = field(default_factory=dict)
    stays: dict[int, dict[str, Any]] = field(default_factory=dict)
    last: int = 0
    code: object = None
    texts: dict[str, str | None] = field(default_factory=dict)
    before: dict[str, Any] | None = None

    def known(self, key: str, read: Callable[[str], Any]) -> Any:
        """What a setting is that is not on the page, in this session or else in the one before."""
        texts = (self.before or {}).get("settings")
        text = texts.get(key) if isinstance(texts, dict) and key not in self.settings else None
        return read(text) if isinstance(text, str) else self.settings.get(key)


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
    ran : set of str
        The part this run began with, and those within it.
    within : dict of str to str
        The part that each other part lies in.
    """

    page: str
    arrived: dict[str, str]
    fresh: bool
    received: Mapping[str, str]
    written: Mapping[str, str] | None
    learner: Learner
    number: int = 0
    restored: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    reactions: dict[str, Mapping[str, Reaction]] = field(default_factory=dict)
    drawn_in: dict[str, str] = field(default_factory=dict)
    part: str | None = None
    run: int = 0
    ran: set[str] = field(default_factory=set)
    within: dict[str, str] = field(default_factory=dict)

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
        restored = self.learner.stays[number]
        return Visit(page, {}, False, given, None, self.learner, number, restored)

    def anew(self, page: str, given: Mapping[str, str]) -> Visit:
        """Go to a page as it was left in a session that is gone: all that is left of it is the address."""
        return Visit(page, dict(given), True, given, None, self.learner, self._next_number())

    def leave(self, sent: Callable[[str], Any]) -> None:
        """Take down how the settings stand, when another page is gone to."""
        settings, stays = self.learner.settings, self.learner.stays
        for key in self.notes:
            settings[key] = self.wished(key, sent)
            if key in self.learner.controls:
                self.learner.controls[key].retire()
        stays.pop(self.number, None)  # the last that was left comes last
        met = {key: settings[key] for key in {*self.notes, *self.learner.put}}
        stays[self.number] = self.restored | met  # a run that was cut off has not met all of it
        for number in list(stays)[:-_REMEMBERED]:
            del stays[number]

    def put(self, key: str, value: object, sent: Callable[[str], Any]) -> None:
        """Decide a setting by the page itself; it is drawn by the next run.

        What the browser says of its control now is past then; what it will say is a wish again.
        """
        self.learner.settings[key] = value
        self.learner.put.add(key)
        control = self.learner.controls.get(key)
        if control is not None:
            control.see(sent)

    def wished(self, key: str, sent: Callable[[str], Any]) -> Any:
        """What a control on the page is to be.

        Parameters
        ----------
        sent
            Gives what the browser holds of a control under a key in the session, or None.
        """
        control = self.learner.controls.get(key)
        if control is None:
            return self.learner.settings.get(key)
        for generation, drawn in reversed(control.drawn.items()):
            value = sent(control.name(generation))
            if value is not None and value != drawn:
                return value
        return self.learner.settings.get(key)

    def first(self, key: str, read: Callable[[str], Any]) -> Any:
        """What a setting is to be that was not on the page before; None is its default."""
        if key in self.arrived:
            return read(self.arrived[key])
        if key in self.restored:
            return self.restored[key]
        return None if self.fresh else self.learner.known(key, read)

    def apply(self, component: str, report: Any) -> None:
        """Do what a component reports that has not been done yet, in the order in which it was set.

        Parameters
        ----------
        report
            ``{"revision": int, "set": {name: [revision, value]}}``; anything may come, and what is nothing
            of the kind is ignored.
        """
        reactions, heard = self.reactions[component], self.learner.heard.get(component, 0)
        match report:
            case {"revision": int(revision), "set": dict(fields)} if heard < revision < _LAST_REVISION:
                known = {
                    name: entry for name, entry in fields.items() if name in reactions and _is_entry(entry)
                }
                for name, (number, value) in sorted(known.items(), key=lambda item: item[1][0]):
                    if heard < number <= revision:
                        reactions[name](value)
                self.learner.heard[component] = revision

    def enter(self, part: str) -> str | None:
        """Begin the page, or a part of it, and return the part that this one lies in; None begins a run."""
        outer, self.part = self.part, part
        if outer is None:
            self.run, self.ran = self.run + 1, set()
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
        self.notes = {
            key: note
            for key, note in self.notes.items()
            if note.run == self.run or (part and note.part not in self.ran)
        }
        return {key: note.text for key, note in self.notes.items() if note.text is not None}


_REMEMBERED = 50
"""Pages in the browser's history that are shown as they were left."""

_LAST_REVISION = 2**53
"""Beyond it JavaScript does not count."""


def _is_entry(entry: object) -> bool:
    return isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], int)


def begin(page: str, given: Mapping[str, str]) -> Visit:
    """Open a page at an address, which says everything."""
    return Visit(page, dict(given), True, given, given, Learner())
