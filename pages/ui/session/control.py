"""What the session knows of one of Streamlit's own controls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


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
        """Take what the browser says of it now for no wish any more; `sent` as for `Learner.wished`."""
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
