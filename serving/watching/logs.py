"""The server's log: one line a record, and nothing in it that comes from outside.

A record of any library may hold what somebody sent: an address, a cookie, what was typed, in its text or in
the message of an exception. So only what stands in a program is written: texts that are constants of the
function that logs, names of functions and of exceptions, and of the fields that we add ourselves those below.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Final

from serving.watching import measures

FORMS: Final = ("text", "json")
LEVELS: Final = ("info", "warning", "error")
#: Fields that a record of ours may have, `extra` of logging's calls: our own words, and numbers.
FIELDS: Final = ("page", "ms", "kind", "status", "seconds")
#: Loggers that say something of every request, or every connection; `Counted` counts these.
_TALKATIVE: Final = ("uvicorn.access", "uvicorn.error", "websockets.server")
#: How the names of our own loggers begin.
_OURS: Final = ("serving.", "pages.", "store.", "cnnviz.")
#: Frames of a traceback that are written, the innermost.
_FRAMES: Final = 12
_FOLDERS: Final = sorted({str(Path(place).resolve()) for place in sys.path if place}, key=len, reverse=True)


class Lines(logging.Formatter):
    """Writes records as lines.

    Parameters
    ----------
    form
        One of `FORMS`.
    replica
        This process's name among several.
    """

    def __init__(self, form: str, replica: str) -> None:
        super().__init__()
        self._is_json, self._replica = form == "json", replica

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        told = told_of(record, self._replica)
        if self._is_json:
            return json.dumps(told, ensure_ascii=True)
        head = " ".join(str(told.pop(name)) for name in ("time", "level", "event"))
        return " ".join([head, *(f"{name}={_plain(value)}" for name, value in told.items())])


def told_of(record: logging.LogRecord, replica: str) -> dict[str, Any]:
    """Give what is told of a record.

    Returns
    -------
    Its time (UTC), level, event, replica, and where in the program it is from; `FIELDS` that it has; of an
    exception its kind and where it was raised, never its message.
    """
    told: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": _constant(record) or "something else",
        "replica": replica,
        "from": f"{record.module}:{record.lineno}",
    }
    if record.name.startswith(_OURS):
        told |= {name: vars(record)[name] for name in FIELDS if name in vars(record)}
    if record.exc_info and record.exc_info[1] is not None:
        told["error"] = _names(record.exc_info[1])
        told["at"] = _places(record.exc_info[1])
    return told


def _constant(record: logging.LogRecord) -> str | None:
    """Give a record's text, before anything was put into it, if it stands in the function that logs.

    A text that was made, by an f-string or from an exception, does not.
    """
    said = record.msg
    if vars(record).get("is_ours"):  # `pages.ui.session.logged` has put it in another's place
        return str(said)
    if not isinstance(said, str) or not said.strip():
        return None
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        code = frame.f_code
        if (code.co_filename, code.co_name) == (record.pathname, record.funcName):
            return " ".join(said.split()) if said in code.co_consts else None
        frame = frame.f_back
    return None


def _names(error: BaseException) -> list[str]:
    """Give the kind of an exception, and of those that it comes from."""
    names: list[str] = []
    one: BaseException | None = error
    while one is not None and len(names) < _FRAMES:
        names.append(type(one).__qualname__)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return names


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(file: str) -> str:
    folder = next((one for one in _FOLDERS if file.startswith(one + "/")), None)
    return file if folder is None else file[len(folder) + 1 :]


def _plain(value: Any) -> str:
    return " < ".join(value) if isinstance(value, list) else str(value)


class Counting(logging.Filter):
    """Counts the records of each level."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let all pass."""
        measures.LOGGED.labels(record.levelname.lower()).inc()
        return True


def set_up(level: str, form: str, replica: str, sparing: logging.Filter) -> logging.Handler:
    """Have everything that is logged in this process written by one handler, to the standard error.

    Parameters
    ----------
    level
        One of `LEVELS`: what is less is not written.
    form, replica
        As for `Lines`.
    sparing
        Leaves out what is too much.
    """
    handler = logging.StreamHandler()
    handler.setLevel(level.upper())
    handler.setFormatter(Lines(form, replica))
    handler.addFilter(Counting())
    handler.addFilter(sparing)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for name in list(root.manager.loggerDict):  # those of uvicorn have handlers of their own
        log = logging.getLogger(name)
        log.handlers, log.propagate = [], True
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    _hook()
    return handler


def _hook() -> None:
    """Have exceptions that nobody catches logged, too, in place of their whole text."""
    log = logging.getLogger(__name__)

    def of_process(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.critical("an exception that nobody caught", exc_info=(kind, error, trace))

    def of_thread(found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            log.error("an exception that no thread caught", exc_info=found.exc_value)

    def unraisable(found: Any) -> None:
        log.error("an exception that could not be raised", exc_info=found.exc_value)

    sys.excepthook, threading.excepthook, sys.unraisablehook = of_process, of_thread, unraisable
