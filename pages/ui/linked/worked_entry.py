"""A field for typed numbers, from which what is worked out follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cnnviz.errors import CnnvizError
from cnnviz.modes import written
from cnnviz.modes.typed import LONGEST
from pages.ui.figures.sentences import plain_sentence
from pages.ui.session import keeping, state

Values = tuple[float, ...]


@dataclass(frozen=True)
class Entry:
    """A field for one or more numbers.

    Attributes
    ----------
    key : str
        Its name in the address.
    title : str
    first : tuple of float
        What it holds at first.
    read : callable
        Reads what is typed, or raises a `CnnvizError` with a sentence.
    is_wide : bool
        Whether it holds many.
    """

    key: str
    title: str
    first: Values
    read: Callable[[str], Values]
    is_wide: bool = False

    def known(self) -> Values:
        """Give the numbers; they stand in the address from now on."""
        return state.setting(self.key, self.first, self._read_address, written)

    def take(self, sent: object) -> None:
        """Take over what was typed; if it can't be read, the numbers stay and the page says why."""
        if not isinstance(sent, str):
            return
        typed = sent[: LONGEST + 1]
        try:
            values = self.read(typed)
        except CnnvizError as error:
            keeping.keep(self._refused, (typed, plain_sentence(error)))
            return
        keeping.keep(self._refused, None)
        state.put(self.key, values)

    def described(self) -> dict[str, object]:
        """Describe the field as it stands."""
        typed, wrong = keeping.kept(self._refused) or (written(self.known()), "")
        return {"name": self.key, "title": self.title, "text": typed, "wrong": wrong, "wide": self.is_wide}

    @property
    def _refused(self) -> str:
        return f"worked:refused:{self.key}"

    def _read_address(self, text: str) -> Values | None:
        try:
            return self.read(text)
        except CnnvizError:
            return None
