"""In place of uvicorn: nothing listens here, messages of the page come in one by one."""

from __future__ import annotations

from typing import Any


class Server:
    """Its start is what `serving.connections` changes; it never comes."""

    startup: Any = None
    shutdown: Any = None
    handle_exit: Any = None
