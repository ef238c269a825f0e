"""Which files of Python's go into the folder."""

from __future__ import annotations

import ast
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
    "anyio", "click", "google/protobuf", "itsdangerous", "packaging", "python_multipart", "segno",
    "prometheus_client", "simpleeval.py", "starlette", "streamlit", "typing_extensions.py", "yaml",
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
    r"^numpy/.*(conftest|setup)\.py$|^PIL/(ImageTk|ImageQt|ImageShow|ImageGrab|_imagingft)|"
    r"\.dist-info/RECORD$|^anyio/(pytest_plugin|_backends/_trio)|^click/(testing|_winconsole)|"
    r"^packaging/(licenses|metadata|pylock|_?ranges|specifiers|markers|requirements|direct_url|_parser)|"
    r"^packaging/(_tokenizer|dependency_groups)|^prometheus_client/(openmetrics/parser|parser|multiprocess)|"
    r"^segno/cli|^starlette/testclient|^streamlit/vendor/pympler/"
)
#: What NumPy and Pillow import where it is asked for, as nobody here does; `random/mtrand` has a stand-in.
WHEELS_LEFT_OUT: Final = re.compile(
    r"^numpy/(polynomial|fft|testing|core|ma/tests)/|^numpy/(ctypeslib|matlib|ma/mrecords|ma/timer_comparison)\.|"
    r"^numpy/lib/recfunctions\.|^numpy/linalg/lapack_lite\.|^numpy/_core/(_rational|_struct_ufunc|_umath|_operand_flag)_tests\.|"
    r"^numpy/_core/_simd\.|"
    r"^numpy/random/mtrand\.|"
    r"^PIL/(ImageCms|PcfFontFile|BdfFontFile|FontFile|ImageMorph|ImageMath|PyAccess|PSDraw)\.|"
    r"^PIL/(_imagingmath|_imagingmorph|_imagingcms|_imagingtk|PdfParser|TarIO|ContainerIO|WalImageFile)\.|"
    r"^PIL/(Blp|BufrStub|Cur|Dcx|Dds|Eps|Fits|Fli|Fpx|Ftex|Gbr|GribStub|Hdf5Stub|Icns|Ico|Im|Imt|Iptc|Jpeg2K|"
    r"McIdas|Mic|Mpeg|Msp|Palm|Pcd|Pcx|Pdf|Pixar|Psd|Qoi|Sgi|Spider|Sun|Tga|Wmf|Xbm|Xpm|XVThumb)ImagePlugin\."
)
#: The same of Python's own library.
LIBRARY_LEFT_OUT: Final = re.compile(
    r"^(unittest|pydoc_data|xmlrpc|multiprocessing|xml/dom)/|"
    r"^concurrent/futures/process\.|^logging/(config|handlers)\.|"
    r"^encodings/(?!(__init__|aliases|ascii|charmap|cp437|cp1252|idna|iso8859_1|latin_1|punycode|"
    r"raw_unicode_escape|unicode_escape|utf_\w+)\.)|"
    r"^(_pydatetime|_pyio|aifc|antigravity|bdb|cProfile|cgi|cgitb|chunk|cmd|code|compileall|configparser|crypt|"
    r"doctest|fileinput|filecmp|ftplib|getpass|imaplib|imghdr|mailbox|mailcap|modulefinder|netrc|nntplib|"
    r"nturl2path|optparse|pdb|pickletools|pipes|plistlib|poplib|profile|pstats|pty|py_compile|pyclbr|pydoc|"
    r"rlcompleter|sched|shelve|smtplib|sndhdr|sre_compile|sre_constants|sre_parse|statistics|sunau|symtable|"
    r"tabnanny|telnetlib|this|trace|tty|uu|wave|webbrowser|xdrlib|zipapp)\."
)
#: Fetched when it is read, or once the first page is there.
LATER: Final = re.compile(r"^app/assets/(live|weights)/.*\.(png|npz|npy)$")
#: Streamlit reads these as text, as it runs them.
_SCRIPTS: Final = re.compile(r"^(app\.py|pages/[a-z_]+\.py)$")
#: Their lines are shown as code.
_SHOWN: Final = re.compile(r"^cnnviz/operators/loops/")


def fill(stage: Path) -> None:
    """Copy all that Python needs into an empty folder: ``library``, ``inside``, ``packages`` and ``app``."""
    fill_without_wheels(stage)
    with zipfile.ZipFile(inputs.pyodide() / "python_stdlib.zip") as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith("/") and not LIBRARY_LEFT_OUT.match(name):
                _write(stage / LIBRARY / name, archive.read(name))
    for wheel in inputs.wheels():
        _unpack(wheel, stage / "packages")
    # `numpy.random` imports it, and nobody here asks for it: its older random numbers.
    _write(stage / "packages" / "numpy" / "random" / "mtrand.py", b"RandomState = None\n")


def fill_without_wheels(stage: Path) -> None:
    """Copy the same but for NumPy and Pillow, whose compiled half runs under Pyodide alone."""
    _copy(inputs.HERE, ["inside"], stage)
    (stage / "inside" / "content.pickle").write_bytes(content.pickled())
    (stage / "inside" / "imported.txt").write_text("\n".join(imported()), "utf-8")
    _copy(_INSTALLED, PACKAGES, stage / "packages")
    _copy(ROOT, APP, stage / "app")
    # Streamlit asks for its own version there.
    told = f"Metadata-Version: 2.1\nName: streamlit\nVersion: {streamlit.__version__}\n"
    _write(stage / "packages" / f"streamlit-{streamlit.__version__}.dist-info" / "METADATA", told.encode())
    # `serve` looks at it for what its scripts are.
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    _write(stage / "packages" / "streamlit" / "static" / "index.html", page.read_bytes())


def imported() -> list[str]:
    """Name the modules that the pages import: before the first page is asked for, so that memory has them."""
    found: set[str] = set()
    for path in sorted((ROOT / "pages").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
    return sorted(found)


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
            wanted = (name.endswith(".so") or not LEFT_OUT.search(name)) and not WHEELS_LEFT_OUT.match(name)
            if wanted and "/tests/" not in name and not name.endswith("/"):
                _write(target / name, archive.read(name))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
