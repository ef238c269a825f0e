"""What is kept of a learner from page to page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pages.ui.session.control import Control
from pages.ui.session.received import read_text


class Left(NamedTuple):
    """How a page was left: its settings, and what of an address no run had read yet; see `Visit`."""

    settings: dict[str, Any]
    arrived: dict[str, str]
    fresh: bool


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
    stays : dict of int to Left
        How each of the last pages was left, by the number of the visit.
    last : int
        The number of the newest visit.
    code : object
        The digest of the JavaScript that the browser's window says it has; None before it says anything.
    texts : dict of str to str or None
        The text of each setting as it was drawn last, None at its default: the browser holds a copy.
    before : dict of str to object, or None
        What the browser held when the session before this one was lost; None if there was no such session.
    waiting : dict of str to str or None
        The texts, None for the default, of settings that a step of the browser's history has set and that no
        run of its page has drawn yet: another page may be gone to before that.
    waited_for : str
        The page of that step.
    """

    settings: dict[str, Any] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)
    put: set[str] = field(default_factory=set)
    heard: dict[str, int] = field(default_factory=dict)
    stays: dict[int, Left] = field(default_factory=dict)
    last: int = 0
    code: object = None
    texts: dict[str, str | None] = field(default_factory=dict)
    before: dict[str, Any] | None = None
    waiting: dict[str, str | None] = field(default_factory=dict)
    waited_for: str = ""

    def known(self, key: str, read: Callable[[str], Any]) -> Any:
        """What a setting is that is not on the page, in this session or else in the one before."""
        if key in self.waiting:
            waiting = self.waiting[key]
            return None if waiting is None else read_text(read, waiting)
        texts = (self.before or {}).get("settings")
        text = texts.get(key) if isinstance(texts, dict) and key not in self.settings else None
        return read_text(read, text) if isinstance(text, str) else self.settings.get(key)

    def draw(self, key: str, value: object) -> None:
        """Take down what a setting is."""
        self.settings[key] = value
        self.waiting.pop(key, None)

    def decide(self, key: str, value: object, sent: Callable[[str], Any]) -> None:
        """Decide a setting by the page itself; it is drawn by the next run.

        What the browser says of its control now is past then; what it will say is a wish again.
        """
        self.draw(key, value)
        self.put.add(key)
        control = self.controls.get(key)
        if control is not None:
            control.see(sent)

    def wished(self, key: str, sent: Callable[[str], Any]) -> Any:
        """What a setting is to be.

        Parameters
        ----------
        sent
            Gives what the browser holds of a control under a key in the session, or None.
        """
        control = self.controls.get(key)
        if control is None:
            return self.settings.get(key)
        for generation, drawn in reversed(control.drawn.items()):
            value = sent(control.name(generation))
            if value is not None and value != drawn:
                return value
        return self.settings.get(key)
