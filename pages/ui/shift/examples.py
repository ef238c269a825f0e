"""What there is to start from: pictures and numbers with a kernel, a stride and a pool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pages.ui.session import state

_ROW: dict[str, Any] = {
    "img": "matrix",
    "shuffled": False,
    "flip": False,
    "pad": "valid",
    "axes": False,
    "stride": 1,
    "dilation": 1,
    "pool": "max",
    "window_axes": True,
    "window": 1,
    "step": 1,
    "window_across": 2,
    "step_across": 2,
    "border_pixels": 0,
    "pool_same": False,
    "window_dilation": 1,
    "ceil": False,
    "kernel": "custom",
    "move_in": "constant",
    "shift_panel": "differences",
    "shift_at": None,
}


@dataclass(frozen=True)
class Example:
    """Settings to start from, by their names in the address."""

    title: str
    settings: Mapping[str, Any]

    @property
    def query(self) -> dict[str, str]:
        """The settings as an address writes them."""
        moved = self.settings["move"]
        written = {key: value for key, value in self.settings.items() if value is not None}
        return {key: _written(value) for key, value in {**written, "move": moved}.items()}

    @property
    def href(self) -> str:
        """Its address on the page."""
        return f"?{urlencode(self.query)}"


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return "_".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


EXAMPLES = {
    "photo": Example(
        "Photo, pool 2",
        {
            **_ROW,
            "img": "astronaut",
            "kernel": "sobel",
            "window_axes": False,
            "window": 2,
            "step": 2,
            "move": (0, 1),
        },
    ),
    "spot": Example(
        "A spot in a row",
        {**_ROW, "matrix": "0 0 9 0 0 0 0 0", "custom_text": "1", "move": (0, 1)},
    ),
    "stride": Example(
        "Stride 2",
        {**_ROW, "matrix": "0 0 1 0 0 0 0 0", "custom_text": "1 2 1", "stride": 2, "move": (0, 1)},
    ),
    "template": Example(
        "X as a template",
        {
            **_ROW,
            "matrix": "0 0 0 0 0 0 0\n0 1 0 1 0 0 0\n0 0 1 0 0 0 0\n0 1 0 1 0 0 0\n0 0 0 0 0 0 0",
            "custom_text": "1 0 1\n0 1 0\n1 0 1",
            "window_axes": False,
            "window": 2,
            "step": 2,
            "shift_panel": "template",
            "move": (0, 1),
        },
    ),
}


def start(sent: object) -> None:
    """Set all that an example sets."""
    if isinstance(sent, str) and sent in EXAMPLES:
        for key, value in EXAMPLES[sent].settings.items():
            state.put(key, value)
