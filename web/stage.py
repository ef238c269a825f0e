"""Which files of Python's go into the folder."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import streamlit

from web import content, inputs

ROOT: Final = inputs.HERE.parent
#: Where Python's own library is staged.
LIBRARY: Final = "library"
_INSTALLED: Final = Path(streamlit.__file__).parents[1]
#: What the app imports of what is installed, and what that imports. All of it is Python alone.
PACKAGES: Final = (
    "anyio", "click", "google/protobuf", "idna", "itsdangerous", "packaging", "python_multipart", "segno",
    "prometheus_client", "platformdirs", "simpleeval.py", "sniffio", "starlette", "streamlit",
    "typing_extensions.py", "yaml",
)  # fmt: skip
#: Of the app: what it runs, and what it reads.
APP: Final = (
    "app.py", "serve.py", ".streamlit/config.toml", "cnnviz", "pages", "serving", "assets",
)  # fmt: skip
#: What nobody asks for in a browser.
LEFT_OUT: Final = re.compile(
    r"(^|/)__pycache__/|\.(so|pyi|pyd|h|a|c|cpp|pxd|lib|typed|exe)$|/tests?/|/testing/|"
    r"^streamlit/(static|hello|external|agent_skills|\.agents)/|^streamlit/.*\.(png|md)$|"
    r"^google/protobuf/(compiler|testdata|pyext|util)/|^numpy/(f2py|distutils|_pyinstaller|doc)/|"
    r"^numpy/.*(conftest|setup)\.py$|^PIL/(ImageTk|ImageQt|ImageShow|ImageGrab|_imagingft)"
)
#: Streamlit reads these as text, as it runs them.
_SCRIPTS: Final = re.compile(r"^(app\.py|pages/[a-z_]+\.py)$")
#: Their lines are shown as code.
_SHOWN: Final = re.compile(r"^cnnviz/operators/loops/")


def fill(stage: Path) -> None:
    """Copy all that Python needs into an empty folder: ``library``, ``inside``, ``packages`` and ``app``."""
    fill_without_wheels(stage)
    with zipfile.ZipFile(inputs.pyodide() / "python_stdlib.zip") as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith("/"):
                _write(stage / LIBRARY / name, archive.read(name))
    for wheel in inputs.wheels():
        _unpack(wheel, stage / "packages")


def fill_without_wheels(stage: Path) -> None:
    """Copy the same but for NumPy and Pillow, whose compiled half runs under Pyodide alone."""
    _copy(inputs.HERE, ["inside"], stage)
    (stage / "inside" / "content.pickle").write_bytes(content.pickled())
    _copy(_INSTALLED, PACKAGES, stage / "packages")
    _copy(ROOT, APP, stage / "app")
    # Streamlit asks for its own version there.
    told = f"Metadata-Version: 2.1\nName: streamlit\nVersion: {streamlit.__version__}\n"
    _write(stage / "packages" / f"streamlit-{streamlit.__version__}.dist-info" / "METADATA", told.encode())
    # `serve` looks at it for what its scripts are.
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    _write(stage / "packages" / "streamlit" / "static" / "index.html", page.read_bytes())


def keeps_its_text(name: str) -> bool:
    """Say whether a staged file is needed as it was written, besides its compiled form."""
    place, _, rest = name.partition("/")
    return place == "app" and bool(_SCRIPTS.match(rest) or _SHOWN.match(rest))


def _copy(source: Path, names: list[str] | tuple[str, ...], target: Path) -> None:
    for name in names:
        for path in _files(source / name):
            relative = path.relative_to(source).as_posix()
            if not LEFT_OUT.search(relative):
                _write(target / relative, path.read_bytes())


def _files(path: Path) -> Iterator[Path]:
    yield from [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())


def _unpack(wheel: Path, target: Path) -> None:
    """Unpack a wheel with its compiled half, which is Pyodide's own."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            wanted = name.endswith(".so") or not LEFT_OUT.search(name)
            if wanted and "/tests/" not in name and not name.endswith("/"):
                _write(target / name, archive.read(name))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
