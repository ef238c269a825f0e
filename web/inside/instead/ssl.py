"""In place of Python's ``ssl``, which Pyodide leaves out (2 MB): anyio names some of it in signatures."""

from __future__ import annotations

from typing import Any


class SSLError(OSError):
    """Never raised: nothing is encrypted inside one page."""


class _Absent:
    """A class of ``ssl`` that is only named."""


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (_Absent,), {})
