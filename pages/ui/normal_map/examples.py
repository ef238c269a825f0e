"""What there is to start from: a photo, and matrices whose slopes are plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pages.ui.session import state


@dataclass(frozen=True)
class Example:
    """Settings to start from, by their names in the address."""

    title: str
    settings: Mapping[str, str | int | None]

    @property
    def query(self) -> dict[str, str]:
        """The settings as an address writes them."""
        return {key: str(value) for key, value in self.settings.items() if value is not None}

    @property
    def href(self) -> str:
        """Its address on the page."""
        return f"?{urlencode(self.query)}"


def _of(img: str, strength: int) -> dict[str, str | int | None]:
    return {"img": img, "nm_strength": strength, "nm_border": "nearest", "nm_at": None}


def _matrix(text: str, strength: int) -> dict[str, str | int | None]:
    return {**_of("matrix", strength), "matrix": text}


EXAMPLES = {
    "photo": Example("Photo", _of("astronaut", 20)),
    "bricks": Example("Bricks", _of("brick", 12)),
    "flat": Example("A flat area", _matrix("\n".join(["5 5 5 5 5"] * 5), 4)),
    "ramp": Example("A ramp", _matrix("\n".join(["0 1 2 3 4 5"] * 6), 5)),
    "bump": Example(
        "A bump",
        _matrix(
            "0 0 0 0 0 0 0\n0 1 2 2 2 1 0\n0 2 4 5 4 2 0\n0 2 5 6 5 2 0\n0 2 4 5 4 2 0\n0 1 2 2 2 1 0\n"
            "0 0 0 0 0 0 0",
            3,
        ),
    ),
}


def start(sent: object) -> None:
    """Set all that an example sets."""
    if isinstance(sent, str) and sent in EXAMPLES:
        for key, value in EXAMPLES[sent].settings.items():
            state.put(key, value)
