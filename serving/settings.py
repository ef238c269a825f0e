"""What whoever runs the server can set, as environment variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cnnviz.errors import CnnvizError
from store import KEPT_DAYS

#: Each setting, and what it holds: several entries are separated by spaces or commas.
SETTINGS = {
    "CNNVIZ_HOSTS": "further names that the server is reached by: class.school.example, or *.school.example",
    "CNNVIZ_FRAMES": "who may show pages in a frame: https://moodle.school.example",
    "CNNVIZ_CLASS_DAYS": "for how many days a class is kept that nobody uses: 180",
}
_FORMS = {
    "CNNVIZ_CLASS_DAYS": re.compile(r"[1-9][0-9]{0,4}"),
    "CNNVIZ_HOSTS": re.compile(r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|[0-9a-f:]+", re.IGNORECASE),
    "CNNVIZ_FRAMES": re.compile(r"https?://(\*\.)?[a-z0-9_.-]+(:\d+)?", re.IGNORECASE),
}


@dataclass(frozen=True)
class Settings:
    """What was set.

    Attributes
    ----------
    hosts : tuple of str
        Names beside the server's own addresses, in small letters and without a dot at the end.
    frames : tuple of str
        Origins of pages that may hold ours in a frame.
    class_days : int
        For how long a class is kept that nobody uses.
    """

    hosts: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    class_days: int = KEPT_DAYS


def read(environment: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises
    ------
    CnnvizError
        If an entry is not of the form that its setting needs.
    """
    hosts, frames, days = (_entries(name, environment.get(name, "")) for name in SETTINGS)
    return Settings(
        tuple(host.removesuffix(".") for host in hosts), frames, int(days[0]) if days else KEPT_DAYS
    )


def _entries(name: str, text: str) -> tuple[str, ...]:
    entries = tuple(text.lower().replace(",", " ").split())
    for entry in entries:
        if not _FORMS[name].fullmatch(entry):
            raise CnnvizError(f"{name} has “{entry}”, which it cannot use; it holds {SETTINGS[name]}.")
    return entries
