"""The files that come with the app: if one is missing or damaged, a sentence says which."""

import hashlib
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from cnnviz.errors import CnnvizError

_BESIDE: Final = Path(__file__).resolve().parents[1]
#: In an installed cnnviz the app has a folder of its own beside the package: see pyproject.toml.
INSTALLED: Final = _BESIDE / "cnnviz_app"
#: The folder that the server runs in, with serve.py.
APP: Final = INSTALLED if INSTALLED.is_dir() else _BESIDE
#: How this cnnviz is started in a terminal.
COMMAND: Final = "cnnviz" if APP == INSTALLED else "python3 run.py"
ASSETS: Final = APP / "assets"
WEIGHTS_FOLDER: Final = ASSETS / "weights"
MANIFEST: Final = "manifest.toml"

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


def broken(folder: Path = ASSETS) -> list[str]:
    """Name the files that are missing or damaged, as the manifest has them.

    Parameters
    ----------
    folder : Path
        Holds the manifest and, at the paths that stand there, the files.

    Returns
    -------
    list of str
        Paths relative to `folder`, in the manifest's order; the manifest's own if it cannot be read.

    Examples
    --------
    >>> broken()
    []
    """
    try:
        entries = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))["file"]
        known = {entry["path"]: entry["sha256"] for entry in entries}
    except (OSError, ValueError, KeyError, TypeError):
        return [MANIFEST]
    return [path for path, digest in known.items() if _digest(folder / path) != digest]


def _digest(path: Path) -> str:
    """Hash a file; nothing has the hash of one that cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
