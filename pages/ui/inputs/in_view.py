"""Settings whose controls are a linked view's own: read from an address, taken over from the view.

A control is described to the browser by its setting; assets/components/linked/controls/ draws it. Keys are
names in the address, as in `controls`: a page that shows one as a control of Streamlit's shares its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pages.ui.inputs.controls import read_step
from pages.ui.session import state
from pages.ui.session.visit import Reaction

Described = dict[str, object]
"""What the browser is told of a control."""


@dataclass(frozen=True)
class Whole:
    """A whole number from `low` to `high`; `first` where the address says nothing.

    `called` is the view's field, where that is not the name in the address.
    """

    key: str
    label: str
    first: int
    low: int
    high: int
    called: str = ""

    @property
    def field(self) -> str:
        """The view's field."""
        return self.called or self.key

    def read(self, text: str) -> int | None:
        """Read a text of the address; None if it is none of these numbers."""
        return read_step(text, self.first, self.low, self.high, 1)

    def accepts(self, sent: object) -> int | None:
        """Read what the browser sends; None if it is none of these numbers."""
        is_number = isinstance(sent, int) and not isinstance(sent, bool)
        return sent if is_number and self.low <= sent <= self.high else None  # type: ignore[operator,return-value]

    def fit(self, value: int) -> int:
        """Give the nearest number that is allowed."""
        return min(max(value, self.low), self.high)

    def described(self) -> Described:
        """Describe its control."""
        return {
            "kind": "number",
            "field": self.field,
            "label": self.label,
            "low": self.low,
            "high": self.high,
        }


@dataclass(frozen=True)
class OneOf:
    """One of several options by their keys; the groups they stand in have names, or are one without."""

    key: str
    label: str
    first: str
    groups: Mapping[str, Mapping[str, str]]

    @property
    def field(self) -> str:
        """The view's field."""
        return self.key

    def read(self, text: str) -> str | None:
        """Read a key; None if there is no such option."""
        return next((key for group in self.groups.values() for key in group if key == text), None)

    def accepts(self, sent: object) -> str | None:
        """Read what the browser sends; None if there is no such option."""
        return self.read(sent) if isinstance(sent, str) else None

    def fit(self, value: str) -> str | None:
        """Forget an option that is not on offer any more."""
        return self.read(value)

    def described(self) -> Described:
        """Describe its control."""
        groups = [[name, list(options.items())] for name, options in self.groups.items()]
        return {"kind": "list", "field": self.field, "label": self.label, "groups": groups}


@dataclass(frozen=True)
class Switch:
    """Something that is on or off; in the address it is true or false."""

    key: str
    label: str
    first: bool = False

    @property
    def field(self) -> str:
        """The view's field."""
        return self.key

    def read(self, text: str) -> bool | None:
        """Read a text of the address."""
        return {"true": True, "false": False}.get(text)

    def accepts(self, sent: object) -> bool | None:
        """Read what the browser sends; None if it is neither on nor off."""
        return sent if isinstance(sent, bool) else None

    def fit(self, value: bool) -> bool:
        """Give it as it is."""
        return value

    def described(self) -> Described:
        """Describe its control."""
        return {"kind": "switch", "field": self.field, "label": self.label}


Setting = Whole | OneOf | Switch


def known(setting: Setting) -> Any:
    """Give what a setting of this page is set to; it stands in the address from now on."""
    return state.setting(setting.key, setting.first, setting.read, _written, setting.fit)


def known_elsewhere(setting: Setting) -> Any:
    """Give what a setting would be if the page had it now; the address leaves it out."""
    value = state.read(setting.key)
    fitted = None if value is None else setting.fit(value)
    return setting.first if fitted is None else fitted


def take(setting: Setting, sent: object) -> None:
    """Take over what was set in the view; what cannot be is ignored."""
    value = setting.accepts(sent)
    if value is not None:
        state.put(setting.key, value)


def reactions(settings: Iterable[Setting]) -> dict[str, Reaction]:
    """Give for each setting's field what is done when the view sets it."""
    return {setting.field: partial(take, setting) for setting in settings}


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
