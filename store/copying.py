"""Backups: a SQLite file with all rows, whatever database they come from or go to."""

from __future__ import annotations

from store.base import Base


class Copying(Base):
    """The part of the store that makes backups."""
