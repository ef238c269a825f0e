"""The files that come with the app: if one is missing or damaged, a sentence says which."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from cnnviz.errors import CnnvizError

Read = TypeVar("Read")


def read_asset(path: Path, read: Callable[[Path], Read]) -> Read:
    """Read a file that comes with the app.

    Parameters
    ----------
    path : Path
    read : callable
        Takes the path, and gives what is in the file.

    Raises
    ------
    CnnvizError
        If the file is missing, or `read` fails in any way: what is wrong in it is no learner's fault.
    """
    try:
        return read(path)
    except OSError as error:
        raise _sentence(path, "missing or can't be read") from error
    except Exception as error:
        raise _sentence(path, "damaged") from error


def read_json(path: Path) -> Any:
    """Read a JSON file that comes with the app.

    Raises
    ------
    CnnvizError
        If it is missing, can't be read, or is no JSON.
    """
    return read_asset(path, lambda file: json.loads(file.read_bytes()))


def _sentence(path: Path, what: str) -> CnnvizError:
    return CnnvizError(f"“{path.name}”, a file that comes with the app, is {what}; install the app again")
