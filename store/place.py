"""Where classes are kept: a file beside the app, unless the environment names another place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from store.faults import StoreError

#: The environment variable with another place for the database: a path, or the URL of a PostgreSQL database.
VARIABLE: Final = "CNNVIZ_DATABASE"
DEFAULT: Final = Path(__file__).resolve().parents[1] / "cnnviz.db"


def place(text: str | None = None) -> URL:
    """Say where the database is.

    Parameters
    ----------
    text : str or None
        A path or URL; None for what `VARIABLE` says, or `DEFAULT`.

    Raises
    ------
    StoreError
        If it is neither.
    """
    said = text or os.environ.get(VARIABLE) or str(DEFAULT)
    if "://" not in said:
        return URL.create("sqlite", database=str(Path(said).expanduser().absolute()))
    try:
        url = make_url(said)
    except sa.exc.ArgumentError as error:
        raise StoreError(f"“{VARIABLE}” is the path of a file, or postgresql://user@host/name.") from error
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database:
        return url
    raise StoreError(f"“{VARIABLE}” names “{url.drivername}”; classes are kept in SQLite or PostgreSQL.")
