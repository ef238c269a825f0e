"""Backups of the classes: ``python -m store backup FILE``, ``restore FILE``, ``delete-older DAYS``."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

import store
from cnnviz.assets import COMMAND
from store.removal import KEPT_DAYS


def main(arguments: list[str]) -> str:
    """Do what the command line asks for, and say what was done.

    Raises
    ------
    StoreError
        If it can't be done.
    """
    asked = _parser().parse_args(arguments)
    kept = store.open()
    try:
        if asked.do == "backup":
            kept.backup(asked.file)
            return f"All classes are in {asked.file}. Keep it where only you can read it."
        if asked.do == "restore":
            kept.restore(asked.file)
            return f"The classes are as they were in {asked.file}."
        return f"Classes deleted: {kept.delete_older(datetime.now(UTC), asked.days)}"
    finally:
        kept.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"{COMMAND} store", description=__doc__)
    what = parser.add_subparsers(dest="do", required=True)
    what.add_parser("backup", help="write all classes to a file").add_argument("file", type=Path)
    restore = what.add_parser("restore", help="put a backup in the place of all classes")
    restore.add_argument("file", type=Path)
    older = what.add_parser("delete-older", help="delete classes that nobody has used for some days")
    older.add_argument("days", type=_days, nargs="?", default=KEPT_DAYS)
    return parser


def _days(text: str) -> int:
    days = int(text)
    if days < 1:
        raise argparse.ArgumentTypeError("a number of days, at least 1")
    return days


if __name__ == "__main__":
    try:
        print(main(sys.argv[1:]))
    except store.StoreError as error:
        sys.exit(str(error))
