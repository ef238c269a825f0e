"""What can go wrong with a store, as plain sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import sqlalchemy as sa

from cnnviz.errors import CnnvizError


class StoreError(CnnvizError):
    """The database can't be used now. What was to be kept is not, and nothing that was kept is lost."""


class Forbidden(CnnvizError):  # noqa: N818 - whoever catches it reads what it means
    """Somebody asks for what is not theirs, or is no longer there."""


class Refused(CnnvizError):  # noqa: N818
    """What was to be kept breaks a rule; the sentence says which."""


_AGAIN: Final = "Nothing was kept just now, and nothing is lost: try again in a moment."
_ASK: Final = "Nothing was kept just now; what was kept before is safe. Tell whoever looks after the server."
LOCKED: Final = f"The store of classes is busy. {_AGAIN}"
FULL: Final = f"The store of classes is full. {_ASK}"
READ_ONLY: Final = f"The store of classes can't be written to. {_ASK}"
GONE: Final = f"The store of classes can't be reached. {_ASK}"

#: By a part of SQLite's message. https://www.sqlite.org/rescode.html
_SQLITE: Final = {
    "locked": LOCKED,
    "busy": LOCKED,
    "full": FULL,
    "readonly": READ_ONLY,
    "read-only": READ_ONLY,
}
#: By the beginning of PostgreSQL's code. https://www.postgresql.org/docs/15/errcodes-appendix.html
_POSTGRESQL: Final = {
    "53100": FULL,
    "25006": READ_ONLY,
    "42501": READ_ONLY,
    "55P03": LOCKED,
    "57014": LOCKED,
    "40": LOCKED,
    "53": LOCKED,
}


def sentence(error: Exception) -> str:
    """Say what an error of the database means."""
    if isinstance(error, sa.exc.TimeoutError | sa.exc.IntegrityError):
        return LOCKED  # the latter: two drew the same at the same moment
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlstate", None) or ""
    known = next((said for start, said in _POSTGRESQL.items() if code.startswith(start)), None)
    if known is not None:
        return known
    text = str(cause).lower()
    return next((said for part, said in _SQLITE.items() if part in text), GONE)


@contextmanager
def told() -> Iterator[None]:
    """Turn the database's errors into a `StoreError`; what it has no room for into `Refused`."""
    try:
        yield
    except sa.exc.DataError as error:
        raise Refused("This can't be kept: it has signs, or a length, that nothing here has.") from error
    except (sa.exc.DBAPIError, sa.exc.TimeoutError, sqlite3.Error, OSError) as error:
        raise StoreError(sentence(error)) from error
