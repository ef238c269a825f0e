"""The whole app as a folder of files: ``python -m web.build OUT``, or ``python3 run.py static OUT``.

Any web server can serve the folder, under any path. Two builds of the same sources are equal, byte by byte.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from cnnviz.errors import CnnvizError
from web import frontend, inputs, stage

#: Of Pyodide's core what the worker loads as it is, and what it unpacks.
_AS_IS: Final = ("pyodide.mjs", "pyodide.asm.js", "pyodide-lock.json", "python_stdlib.zip")
_PACKED: Final = ("pyodide.asm.wasm",)
ARCHIVE: Final = "python.tar.gz"


def build(out: Path) -> None:
    """Write the folder, which must not be there yet or be empty.

    Raises
    ------
    CnnvizError
        If it is not empty, or something that it takes is missing.
    """
    if out.exists() and any(out.iterdir()):
        raise CnnvizError(f"{out} is not empty: name a folder that is not there yet")
    core = inputs.pyodide()
    boot = out / "boot"
    boot.mkdir(parents=True)
    (boot / ARCHIVE).write_bytes(python_files(core))
    for name in _AS_IS:
        shutil.copyfile(core / name, boot / name)
    for name in _PACKED:
        (boot / f"{name}.gz").write_bytes(_gzip((core / name).read_bytes()))
    frontend.build(out)
    for name in ("boot.js", "worker.js"):
        shutil.copyfile(inputs.HERE / "page" / name, boot / name)
    sizes = {
        path.name: path.stat().st_size for path in sorted(boot.iterdir()) if path.suffix in {".gz", ".zip"}
    }
    (boot / "sizes.json").write_text(json.dumps(sizes), "utf-8")
    write_service_worker(out)


def python_files(core: Path) -> bytes:
    """Pack all of Python's files, compiled by the Python that will run them."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        stage.fill(folder)
        compiler = [inputs.node(), str(inputs.HERE / "compile.mjs"), str(core), str(folder)]
        subprocess.run(compiler, check=True)
        for path in folder.rglob("*.py"):
            if not stage.keeps_its_text(path.relative_to(folder).as_posix()):
                path.unlink()
        return _gzip(_tar(folder))


def _tar(folder: Path) -> bytes:
    """Pack a folder's files in the order of their names, with nothing in it of when and by whom."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            entry = tarfile.TarInfo(path.relative_to(folder).as_posix())
            entry.size = path.stat().st_size
            with path.open("rb") as content:
                archive.addfile(entry, content)
    return file.getvalue()


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def write_service_worker(out: Path) -> None:
    """Write `sw.js` with the names of all files, and a version that changes with any of them."""
    paths = sorted(one for one in out.rglob("*") if one.is_file())
    digest = hashlib.sha256()
    for path in paths:
        digest.update(
            path.relative_to(out).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
        )
    names = [path.relative_to(out).as_posix() for path in paths]
    text = (inputs.HERE / "page" / "sw.js").read_text("utf-8")
    known = f"const VERSION = {json.dumps(digest.hexdigest()[:16])};\nconst FILES = {json.dumps(names)};\n"
    (out / "sw.js").write_text(known + text, "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder that is to be written: python -m web.build OUT")
    try:
        build(Path(sys.argv[1]))
    except CnnvizError as error:
        sys.exit(str(error))
