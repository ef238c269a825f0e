"""Finding the files of a component that runs in the browser, and joining its JavaScript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from cnnviz.assets import ASSETS as ALL_ASSETS
from pages.ui.session import mounting, reports
from pages.ui.session.visit import Reaction

ASSETS = ALL_ASSETS / "components"

_IMPORT = re.compile(r'import \{ (?P<names>\w+(?:, \w+)*) \} from "(?P<path>\.\.?/[^"]+\.js)";')
_DEFINITION = re.compile(r"(?P<export>export )?(?:const|let|var|class|(?:async )?function\*?) (?P<name>\w+)")
#: How a component begins what it exports.
DEFAULT = "export default "


class ScriptError(ImportError):
    """A script of assets/components that is missing, or cannot be joined with others; `file` is its path."""

    def __init__(self, message: str, file: Path) -> None:
        super().__init__(message)
        self.file = file


@cache
def style(name: str) -> str:
    """Read a style sheet of assets/components, without comments and space: it is sent in every run.

    A sheet that it imports, by its name there, takes the place of that line.
    """
    text = re.sub(r"/\*.*?\*/", "", (ASSETS / f"{name}.css").read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r'@import "([a-z_]+)\.css";', lambda found: style(found[1]), text)
    short = re.sub(r"\s*([{};,])\s*|(?<=:)\s+", r"\1", text).strip()
    return short.replace("}", "}\n")  # Streamlit takes a text of one line for a file's name


#: Streamlit sends all of a component again in every run that draws it. So its JavaScript is a stub that waits
#: for the code, which `delivery` brings once for all components.
_STUB = """export default (given) => {
  const run = () => globalThis.cnnvizCode.%(name)s(given);
  if (globalThis.cnnvizCode) return run();
  let end;
  const later = () => { end = run(); };
  const waiting = (globalThis.cnnvizWaiting ??= new Map());
  waiting.set(given.parentElement, later);
  return () => (waiting.get(given.parentElement) === later ? waiting.delete(given.parentElement) : end?.());
};"""
_SMALL = len(_STUB)


def sheets_of(name: str) -> list[str]:
    """Name the style sheets of a component; the one of its own name comes first."""
    sheets = sorted(path.stem for path in (ASSETS / name).glob("*.css"))
    return [f"{name}/{sheet}" for sheet in sorted(sheets, key=lambda sheet: sheet != name)]


def styles_with_code() -> dict[str, str]:
    """Give the styles of components that have several sheets, by the components' names.

    They are too much for every run, and travel with the code, once: see assets/components/styles.js.
    """
    named = {path.parent.name: sheets_of(path.parent.name) for path in sorted(ASSETS.glob("*/*.html"))}
    return {name: "".join(map(style, sheets)) for name, sheets in named.items() if len(sheets) > 1}


def register(name: str) -> Callable[..., Any]:
    """Make a component of the HTML, CSS and JavaScript in its folder under assets/components.

    Parameters
    ----------
    name
        The folder's and its files' name. What NAME.js imports comes along: see `joined`.

    Returns
    -------
    What draws it: takes a ``key``, ``react``, a function for each name that its JavaScript may report
    something under (see `reports.expect`), and ``data`` and ``width`` as `mounting.mount`.
    """
    code = joined(ASSETS / name / f"{name}.js")
    blank = mounting.blank(
        f"cnnviz_{name}",
        html=(ASSETS / name / f"{name}.html").read_text("utf-8"),
        css=style("reach") + (style(f"{name}/{name}") if len(sheets_of(name)) == 1 else ""),
        js=code if len(code) < _SMALL else _STUB % {"name": name},
    )

    def component(
        *,
        key: str,
        react: Mapping[str, Reaction] | None = None,
        data: Any = None,
        width: str | int = "stretch",
    ) -> None:
        if react is not None:
            reports.expect(key, react)
        said = mounting.mount(blank, key, data, width, is_heard=react is not None)
        if react is not None and not reports.has_heard(key, said):
            st.rerun()

    return component


def joined(entry: Path) -> str:
    """Join a JavaScript module and all that it imports into one.

    There is no build step, and a component's code runs where nothing can be imported. So modules are put one
    after the other, each once and after those it needs, without their imports and exports; of the entry
    ``export default`` stays. Nothing is renamed: a name may be defined by one of the modules only.

    So a component is sent that is shorter than a stub, and so saved pages hold theirs. In the file of all
    components each module is a function, see `as_function`.

    Parameters
    ----------
    entry
        The file. An import is one line, ``import { name, name } from "./file.js";``, and relative.

    Raises
    ------
    ScriptError
        If an import cannot be read, its file or name is not there, modules import each other in a circle, two
        define the same name, or the entry lacks ``export default``.
    """
    modules = modules_of(entry)
    counts = Counter(name for text in modules.values() for name in set(_defined(text)))
    twice = [name for name, count in counts.items() if count > 1]
    if twice:
        files = ", ".join(path.name for path, text in modules.items() if twice[0] in _defined(text))
        raise ScriptError(
            f"{twice[0]} is defined by {files}, which are joined into one; rename all but one", entry
        )
    return "\n".join(_bare(text) for text in modules.values())


def modules_of(entry: Path) -> dict[Path, str]:
    """Read a component's module and all that it imports, each after those it needs; see `joined`."""
    modules: dict[Path, str] = {}
    _collect(entry.resolve(), modules, ())
    if not _is_entry(modules[entry.resolve()]):
        raise ScriptError(f"{entry} has no line with export default, which a component starts with", entry)
    return modules


def as_function(path: Path, text: str) -> str:
    """Write a module as a JavaScript function that gives what the module exports.

    What it imports, it asks for by ``use(name)``; names are those of `name_of`. A component's module gives
    its default export, and nothing else.
    """
    imports = [found for line in text.splitlines() if (found := _IMPORT.fullmatch(line))]
    asked = [
        f"const {{ {found['names']} }} = use({name_of(path.parent / found['path'])!r});" for found in imports
    ]
    named = f"return {{ {', '.join(_defined(text, exported=True))} }};"
    exported = [] if _is_entry(text) else [named]
    bare = re.sub(rf"^{DEFAULT}", "return ", _bare(text), flags=re.MULTILINE)
    return "\n".join(["() => {", *asked, bare, *exported, "}"])


def name_of(path: Path) -> str:
    """Name a module: its path below assets/components."""
    return path.resolve().relative_to(ASSETS.resolve()).as_posix()


def _collect(path: Path, modules: dict[Path, str], importers: tuple[Path, ...]) -> None:
    """Add a module's text to `modules`, after the texts of those it imports."""
    if path in importers:
        circle = " → ".join(module.name for module in (*importers[importers.index(path) :], path))
        raise ScriptError(f"modules import each other in a circle: {circle}", path)
    if path in modules:
        return
    if not path.is_file():
        needs = importers[-1] if importers else "a component"
        raise ScriptError(f"{needs} needs {path}, which is not there", path)
    text = path.read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{path}, line {number}"
        if line.startswith("import"):
            _follow(line, where, path, modules, importers)
        elif line.startswith("export") and not _may_export(line, entry=not importers):
            raise ScriptError(
                f"{where}: {line!r} cannot be joined; use export const or export function", path
            )
    modules[path] = text


def _follow(line: str, where: str, path: Path, modules: dict[Path, str], importers: tuple[Path, ...]) -> None:
    """Collect what a line imports, and check that it has the names."""
    found = _IMPORT.fullmatch(line)
    if found is None:
        message = f'{where}: {line!r} cannot be joined; use import {{ name }} from "./file.js";'
        raise ScriptError(message, path)
    target = (path.parent / found["path"]).resolve()
    _collect(target, modules, (*importers, path))
    missing = set(found["names"].split(", ")) - set(_defined(modules[target], exported=True))
    if missing:
        message = f"{where}: {found['path']} does not export {', '.join(sorted(missing))}"
        raise ScriptError(message, target)


def _is_entry(text: str) -> bool:
    return any(line.startswith(DEFAULT) for line in text.splitlines())


def _may_export(line: str, *, entry: bool) -> bool:
    return _DEFINITION.match(line) is not None or (entry and line.startswith(DEFAULT))


def _defined(text: str, *, exported: bool = False) -> list[str]:
    """Names that the lines of a module define at its top level, or those of them that it exports."""
    found = [_DEFINITION.match(line.removeprefix(DEFAULT)) for line in text.splitlines()]
    return [match["name"] for match in found if match and (match["export"] or not exported)]


def _bare(text: str) -> str:
    """Return a module's text without its imports and the word export."""
    lines = [line for line in text.splitlines() if not line.startswith("import")]
    return "\n".join(line if line.startswith(DEFAULT) else line.removeprefix("export ") for line in lines)
