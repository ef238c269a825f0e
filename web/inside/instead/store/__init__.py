"""In place of the store of classes: there is none, and whoever asks for one is told so."""

from __future__ import annotations

from typing import Any

from cnnviz.errors import CnnvizError

KEPT_DAYS = 365
VARIABLE = "CNNVIZ_DATABASE"


class StoreError(CnnvizError):
    """There is no store."""


class Forbidden(StoreError):
    """Never raised."""


class Refused(StoreError):
    """Never raised."""


def open_patiently() -> Any:
    """Say that there is no store."""
    raise StoreError(
        "This copy of the app has no server, so there are no classes. Whoever runs it with “python3 run.py” "
        "has them. Everything else works as it is."
    )


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return type(name, (), {})
