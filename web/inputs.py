"""What the folder is made from, beside the app: Pyodide's core, and two wheels that its own lock knows."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from cnnviz.errors import CnnvizError

HERE: Final = Path(__file__).resolve().parent
#: Downloads are kept here; the folder that run.py makes, and git ignores.
CACHE: Final = HERE.parent / ".venv" / "pyodide"
PYODIDE: Final = "0.27.7"
#: Of npm's package: core, standard library and lock. The lock has the wheels' own hashes.
SHA256: Final = "89d5d952675eb08e11286e52c7238f1248ce71726e896db9703e73bef23dc343"
#: Compiled for this Pyodide; npm has none. See wheels/README.md for whose they are and where they come from.
WHEELS: Final = ("numpy", "pillow")


def pyodide() -> Path:
    """Give the folder of Pyodide's core; it is downloaded the first time.

    Raises
    ------
    CnnvizError
        If it cannot be, or is not what it should be.
    """
    folder, packed = CACHE / "package", CACHE / f"pyodide-{PYODIDE}.tgz"
    if not packed.exists():
        _download(packed)
    found = hashlib.sha256(packed.read_bytes()).hexdigest()
    if found != SHA256:
        raise CnnvizError(f"{packed} is not what was published as Pyodide {PYODIDE}: delete it and try again")
    if not folder.exists():
        with tarfile.open(packed) as archive, TemporaryDirectory(dir=CACHE) as beside:
            archive.extractall(beside, filter="data")
            (Path(beside) / folder.name).rename(folder)
    return folder


def _download(packed: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise CnnvizError(f"to download Pyodide, npm is needed; or put {packed.name} into {CACHE} by hand")
    CACHE.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [npm, "pack", "--silent", f"pyodide@{PYODIDE}"], cwd=CACHE, check=True, capture_output=True
    )


def wheels() -> list[Path]:
    """Give the wheels, each with the hash that Pyodide's lock has of it.

    Raises
    ------
    CnnvizError
        If one is not the one that Pyodide was released with.
    """
    lock = json.loads((pyodide() / "pyodide-lock.json").read_text("utf-8"))["packages"]
    found = []
    for name in WHEELS:
        path = HERE / "wheels" / lock[name]["file_name"]
        if hashlib.sha256(path.read_bytes()).hexdigest() != lock[name]["sha256"]:
            raise CnnvizError(f"{path.name} is not the wheel that Pyodide {PYODIDE} was released with")
        found.append(path)
    return found


def node() -> str:
    """Find Node.js, which runs Pyodide while the folder is built: the compiled files are its own.

    Raises
    ------
    CnnvizError
        If there is none.
    """
    found = shutil.which("node")
    if found is None:
        raise CnnvizError(
            "to build the folder, Node.js 18 or newer is needed (on Debian: apt-get install nodejs npm)"
        )
    return found
