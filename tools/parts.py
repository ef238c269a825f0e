"""List what is shipped and whose it is: ``python -m tools.parts``.

Writes ``docs/parts.cdx.json``, all packages that the locks install at run time as CycloneDX has them, and
``docs/licences.md`` of these, of the assets, and of the fonts and scripts that Streamlit's package brings.
"""

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
BOM, LICENCES = ROOT / "docs" / "parts.cdx.json", ROOT / "docs" / "licences.md"
LOCK, EXTRAS = "requirements.txt", ("requirements-onnx.txt", "requirements-postgres.txt")
#: Licences that a package's metadata do not name as SPDX does: read in what it says of itself.
UNDECLARED = {
    "altair": "BSD-3-Clause",
    "certifi": "MPL-2.0",
    "charset-normalizer": "MIT",
    "h11": "MIT",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "protobuf": "BSD-3-Clause",
    "pydeck": "Apache-2.0",
    "pyyaml": "MIT",
    "requests": "Apache-2.0",
    "segno": "BSD-3-Clause",
    "simpleeval": "MIT",
    "tzdata": "Apache-2.0",
    "watchdog": "Apache-2.0",
}
#: Fonts that Streamlit's package carries, by how their files' names begin: whose they are, and the licence.
FONTS = {
    "KaTeX_": ("© 2009–2010 Design Science, Inc.; © 2014–2018 Khan Academy", "OFL-1.1"),
    "MaterialSymbols-": ("© Google LLC", "Apache-2.0"),
    "SourceCode": ("© Adobe, with Reserved Font Name “Source”", "OFL-1.1"),
    "SourceSans": ("© Adobe, with Reserved Font Name “Source”", "OFL-1.1"),
    "SourceSerif": ("© Adobe, with Reserved Font Name “Source”", "OFL-1.1"),
}
_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<rest>.*\n(?:[ ].*\n)*)", re.MULTILINE)
_ASKED_BY = re.compile(r"#(?: via)? +([a-z0-9-]+)(?:$| \(pyproject)", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """A package that a lock installs, and the packages that need it, ours among them."""

    name: str
    version: str
    asked_by: tuple[str, ...]
    is_extra: bool = False

    @property
    def licence(self) -> str:
        """Its licence as SPDX writes it."""
        return declared(self.name) or UNDECLARED[self.name]


def declared(name: str) -> str | None:
    """Give the licence that an installed package's metadata name; not every one is installed everywhere."""
    try:
        said: str | None = metadata(name).get("License-Expression")
    except PackageNotFoundError:
        return None
    return said


def locked(lock: str) -> list[Part]:
    """Read a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return [
        Part(found["name"], found["version"], tuple(_ASKED_BY.findall(found["rest"])))
        for found in _PIN.finditer(text)
    ]


def parts() -> list[Part]:
    """Give all packages of run time, those of the extras last."""
    needed = locked(LOCK)
    names = {part.name for part in needed}
    extras = {part.name: part for lock in EXTRAS for part in locked(lock) if part.name not in names}
    return needed + [Part(part.name, part.version, part.asked_by, is_extra=True) for part in extras.values()]


def bill() -> str:
    """Write the list of parts in CycloneDX's form: the same parts give the same bytes."""
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = parts()
    root = Component(
        type=ComponentType.APPLICATION,
        name=ours["name"],
        version=ours["version"],
        bom_ref=ours["name"],
        licenses=[LicenseExpression(ours["license"])],
    )
    components = {part.name: _component(part) for part in listed} | {root.name: root}
    made = Bom(components=[components[part.name] for part in listed])
    made.metadata.component = root
    made.metadata.tools.components.add(Component(type=ComponentType.APPLICATION, name="tools/parts.py"))
    for name, component in components.items():
        asked = [components[part.name] for part in listed if name in part.asked_by]
        made.register_dependency(component, asked)
    made.metadata.timestamp = None
    made.serial_number = uuid5(NAMESPACE_URL, repr((root.version, listed)))
    return JsonV1Dot6(made).output_as_string(indent=1) + "\n"


def _component(part: Part) -> Component:
    return Component(
        type=ComponentType.LIBRARY,
        name=part.name,
        version=part.version,
        bom_ref=part.name,
        purl=PackageURL("pypi", name=part.name, version=part.version),
        scope=ComponentScope.OPTIONAL if part.is_extra else ComponentScope.REQUIRED,
        licenses=[LicenseExpression(part.licence)],
    )


def licences() -> str:
    """Write whose everything is."""
    files = tomllib.loads((ROOT / "assets" / "manifest.toml").read_text(encoding="utf-8"))["file"]
    assets = [
        (f"`{one['path']}`", one["source"], one.get("author", "cnnviz"), one["licence"]) for one in files
    ]
    packages = [
        (part.name + (" (extra)" if part.is_extra else ""), part.version, part.licence) for part in parts()
    ]
    fonts = [(f"{start}…", whose, licence) for start, (whose, licence) in FONTS.items()]
    return _TEXT.format(
        assets=_table(("file in assets/", "from", "by", "licence"), assets),
        packages=_table(("package", "version", "licence"), packages),
        fonts=_table(("files", "by", "licence"), fonts),
    )


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    cells = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


_TEXT = """# Whose it is

Made by `python -m tools.parts`; a test holds that it is so.

cnnviz, its JavaScript and its styles are under the licence MIT: see `LICENSE`.

## What cnnviz carries

{assets}

What is not listed in `assets/` (exercises, lessons, texts for teachers, components) is cnnviz's own.

## What is installed with it

cnnviz carries none of these. They come from the package registry, each with its own licence's text, and
whoever passes on an environment or a container with them passes them on under these licences.
`parts.cdx.json` is the same list for programs (CycloneDX).

{packages}

## What Streamlit's package brings to browsers

Fonts; names, owners and licences stand in the files themselves, but for Material Symbols:

{fonts}

Its scripts are compiled from Streamlit's own (Apache-2.0) and from libraries, among them React, Emotion,
React Aria, protobuf.js, Apache Arrow, DOMPurify and KaTeX. The file `NOTICES` in Streamlit's source lists
them all; its package does not. cnnviz's pages load what they show and no more.
"""


def main() -> None:
    """Write both files."""
    BOM.write_text(bill(), encoding="utf-8")
    LICENCES.write_text(licences(), encoding="utf-8")


if __name__ == "__main__":
    main()
