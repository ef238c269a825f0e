"""In place of SQLAlchemy: nothing is kept here; the numbers of a server only name one of its errors."""

from types import SimpleNamespace


class SQLAlchemyError(Exception):
    """Never raised."""


exc = SimpleNamespace(SQLAlchemyError=SQLAlchemyError, OperationalError=SQLAlchemyError)
