"""The time between being told to end and ending, in which a proxy can send its learners elsewhere."""

from __future__ import annotations

import logging
import signal
import socket
import threading
from collections.abc import Callable
from functools import partial
from types import FrameType

import uvicorn

_log = logging.getLogger(__name__)


class Draining:
    """Lets the server answer for some seconds more after SIGTERM; `serving.health` says so to the proxy.

    A second signal, or Ctrl+C, ends it at once.

    Parameters
    ----------
    seconds
        For how long; with 0 the server ends at once.

    Attributes
    ----------
    is_on : bool
        Whether it was told to end.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.is_on = False

    def adapt(self) -> None:
        """Have uvicorn end so; it has set its own handlers before the app is imported."""
        startup = uvicorn.Server.startup

        async def begin(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
            await startup(server, sockets)
            if threading.current_thread() is threading.main_thread():  # others are told nothing
                signal.signal(signal.SIGTERM, partial(self.end, server.handle_exit))

        uvicorn.Server.startup = begin

    def end(
        self, at_once: Callable[[int, FrameType | None], None], number: int, frame: FrameType | None
    ) -> None:
        """End the server when it is time.

        Parameters
        ----------
        at_once : callable
            Ends it now.
        number, frame
            The signal, as Python hands it over.
        """
        waits = self._seconds > 0 and not self.is_on
        self.is_on = True
        if not waits:
            at_once(number, frame)
            return
        _log.info("the server is to end, and answers for some seconds more", extra={"seconds": self._seconds})
        later = threading.Timer(self._seconds, at_once, (number, frame))
        later.daemon = True  # whoever ends the server at once does not wait for this
        later.start()
