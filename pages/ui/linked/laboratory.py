"""A laboratory's view as a page of its own, which opens without Python: the browser computes its numbers.

What only Python could answer is left out: predictions, examples, and files that are opened.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, Final

from cnnviz.takehome.page import Kit, Told, page
from pages.ui.linked.in_words import said
from pages.ui.linked.parts import Part
from pages.ui.linked.small_enough import scaled_text, small_enough
from pages.ui.session import state
from pages.ui.session.component import ASSETS, sheets_of
from pages.ui.session.payload import pack
from pages.ui.shell.saved_kit import kit_of, offer_saved

#: All controls stand there in words.
EVERY: Final = ("*",)
#: Fields that a saved page does not take, as only Python could follow them.
_REFUSED = ("guess", "start", "example", "predict", "given", "voxels")


@dataclass(frozen=True)
class Laboratory:
    """What is saved, as it was when the page ran last.

    Attributes
    ----------
    component : str
        Its name, and that of its hub.
    title : str
    facts : sequence of (name, text)
        What was computed from.
    fields, options
        How the view stands, and what it offers.
    parts : mapping
        By the names that the view knows.
    data : bytes
        What the component is given besides; empty: nothing.
    size : (int, int)
        Rows and columns of the picture, if there is one.
    smaller : callable
        Gives the same of a picture whose longer side is given; None where none may be scaled.
    said : sequence of str
        Names of controls whose setting stands there in words, as only Python could follow them, or `EVERY`.
    """

    component: str
    title: str
    facts: Sequence[tuple[str, str]]
    fields: Mapping[str, object]
    options: Mapping[str, object]
    parts: Mapping[str, Part] = field(default_factory=dict)
    data: bytes = b""
    size: tuple[int, int] = (0, 0)
    smaller: Callable[[int], Laboratory] | None = None
    said: Sequence[str] = ()

    def html(self, address: str) -> bytes:
        """Write the page; a picture that makes it too large is scaled down first."""
        return small_enough(
            partial(self._of, address),
            partial(self._scaled, address),
            max(self.size),
            kit(self.component),
        )

    def _scaled(self, address: str, side: int) -> bytes | None:
        if self.smaller is None:
            return None
        other = self.smaller(side)
        return other._of(address, scaled_text(self.size, other.size))

    def _of(self, address: str, about: str = "") -> bytes:
        head = {
            "hub": self.component,
            "fields": dict(self.fields),
            "options": {**self.options, **self._controls()},
            "parts": list(self.parts),
            "refused": _REFUSED,
        }
        numbers = {name: pack(*part, deflate=True) for name, part in self.parts.items()}
        if self.data:
            numbers["data"] = zlib.compress(self.data, 9)
        facts = [*self.facts, ("This page", about)] if about else self.facts
        told = Told(self.title, facts, address)
        return page(told, kit(self.component), head, numbers).encode(errors="replace")

    def _controls(self) -> dict[str, object]:
        """Give the controls, in words where only Python could follow them."""
        places: Any = self.options.get("controls")
        if not self.said or places is None:
            return {}
        return {
            "controls": {
                place: [
                    said(one, self.fields) if self.said == EVERY or one["field"] in self.said else one
                    for one in listed
                ]
                for place, listed in places.items()
            }
        }


def offer_laboratory(make: Callable[[], Laboratory], name: str, *, is_offered: bool = True) -> None:
    """Show the button that saves a laboratory's view as a page; it is made when the button is pressed.

    What has no result, or one that is to be predicted, is not offered.
    """
    if not is_offered:
        return
    address = state.address()
    offer_saved(lambda: make().html(address), name)


@cache
def kit(component: str) -> Kit:
    """Join what all pages of a laboratory have in common."""
    sheets = (*sheets_of(component), "saved/saved_laboratory")
    return kit_of("laboratory", ASSETS / component / f"{component}.html", sheets, component)
