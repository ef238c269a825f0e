"""The whole app as a folder of files: ``python -m web.build OUT``, or ``python3 run.py static OUT``.

Any web server can serve the folder, under any path. Two builds of the same sources are equal, byte by byte.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cnnviz.errors import CnnvizError
from web import frontend, inputs, stage
from web.pack import gzipped, packed, zipped

#: Of Pyodide's core what is packed as it is.
_CORE: Final = ("pyodide.asm.js", "pyodide.asm.wasm")


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
    files = python_files(core)
    later = {name: files.pop(name) for name in list(files) if stage.LATER.match(name)}
    for name, data in later.items():
        (boot / "later" / name).parent.mkdir(parents=True, exist_ok=True)
        (boot / "later" / name).write_bytes(data)
    parts = {name: gzipped((core / name).read_bytes()) for name in _CORE} | python_parts(files)
    for name, data in parts.items():
        (boot / f"{name}.packed").write_bytes(data)
    worker = (inputs.HERE / "page" / "worker.js").read_bytes()  # it sets how Python starts
    known = {
        "sizes": {f"{name}.packed": len(data) for name, data in parts.items()},
        "later": {name: len(data) for name, data in later.items()},
        "version": hashlib.sha256(b"".join([*parts.values(), worker])).hexdigest()[:16],
    }
    (boot / "parts.json").write_text(json.dumps(known), "utf-8")
    lock = json.loads((core / "pyodide-lock.json").read_text("utf-8"))
    (boot / "pyodide-lock.json").write_text(json.dumps({"info": lock["info"], "packages": {}}), "utf-8")
    shutil.copyfile(core / "pyodide.mjs", boot / "pyodide.mjs")
    for name in ("boot.js", "worker.js"):
        shutil.copyfile(inputs.HERE / "page" / name, boot / name)
    frontend.build(out)
    write_service_worker(out)


def python_files(core: Path) -> dict[str, bytes]:
    """Give all of Python's files, compiled by the Python that will run them."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        stage.fill(folder)
        compiler = [inputs.node(), str(inputs.HERE / "compile.mjs"), str(core), str(folder)]
        subprocess.run(compiler, check=True)
        for path in folder.rglob("*.py"):
            if not stage.keeps_its_text(path.relative_to(folder).as_posix()):
                path.unlink()
        found = sorted(one for one in folder.rglob("*") if one.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def python_parts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Pack Python's files into three parts.

    Python's own library, as the zip that it starts with; the compiled halves of NumPy and Pillow, which the
    browser compiles while the rest comes; and the rest.
    """
    own = f"{stage.LIBRARY}/"
    library = {name.removeprefix(own): data for name, data in files.items() if name.startswith(own)}
    compiled = {name: data for name, data in files.items() if name.endswith(".so")}
    rest = {name: data for name, data in files.items() if not name.startswith(own) and name not in compiled}
    return {
        "python_stdlib.zip": gzipped(zipped(library)),
        "libraries": packed(compiled),
        "python": packed(rest),
    }


def write_service_worker(out: Path) -> None:
    """Write `sw.js` with the hash of each file that it keeps, and a version that changes with any of them."""
    files = {
        path.relative_to(out).as_posix(): _hash(path)
        for path in sorted(one for one in out.rglob("*") if one.is_file())
        if not frontend.is_made_again(path.relative_to(out).as_posix())
    }
    text = (inputs.HERE / "page" / "sw.js").read_text("utf-8")
    version = hashlib.sha256(json.dumps(files).encode() + text.encode()).hexdigest()[:16]
    values = {"VERSION": version, "FILES": files, "PAGES": frontend.names()}
    known = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in values.items())
    (out / "sw.js").write_text(known + text, "utf-8")


def _hash(path: Path) -> str:
    """Give a file's hash as browsers check it."""
    return f"sha256-{b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder that is to be written: python -m web.build OUT")
    try:
        build(Path(sys.argv[1]))
    except CnnvizError as error:
        sys.exit(str(error))
