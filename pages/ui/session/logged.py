"""What the server writes to its log: not more than a disk can take. `internals.adapt` has Streamlit use this.

Streamlit writes a line, or a traceback, for many a message that makes no sense; who sends many of them could
fill the disk that the log is on.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from streamlit import logger

#: Records of a minute; with tracebacks they are half a megabyte.
MOST = 100
_MINUTE = 60.0
_LEFT_OUT = "There are too many messages for the log: the rest of this minute's are left out."

_set_up = logger.setup_formatter


class Sparing(logging.Filter):
    """Lets so many records of a minute through, and then a sentence.

    Parameters
    ----------
    clock : callable
        Returns seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._began, self._count = clock(), 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether a record is written; the last one becomes the sentence."""
        now = self._clock()
        if now - self._began >= _MINUTE:
            self._began, self._count = now, 0
        self._count += 1
        if self._count == MOST + 1:
            record.msg, record.args, record.exc_info, record.exc_text = _LEFT_OUT, None, None, None
            record.is_ours = True
        return self._count <= MOST + 1


sparing = Sparing()
#: What writes the whole server's log; `serve.py` says so. Where it is None, Streamlit's own handlers do.
handler: logging.Handler | None = None


def set_up(log: logging.Logger) -> None:
    """Give a logger of Streamlit's its handler; all handlers share one count."""
    _set_up(log)
    own: logging.Handler = log.streamlit_console_handler  # type: ignore[attr-defined]
    if handler is None:
        own.addFilter(sparing)
        return
    log.removeHandler(own)
    log.propagate = True
