"""Finding the files of a component that runs in the browser, and joining its JavaScript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from pages.ui.session import state

ASSETS = Path(__file__).parents[3] / "assets" / "components"

_IMPORT = re.compile(r'import \{ (?P<names>\w+(?:, \w+)*) \} from "(?P<path>\.\.?/[^"]+\.js)";')
_DEFINITION = re.compile(r"(?P<export>export )?(?:const|let|var|class|(?:async )?function\*?) (?P<name>\w+)")
_DEFAULT = "export default "


def style(name: str) -> str:
    """Read a style sheet of assets/components."""
    return (ASSETS / f"{name}.css").read_text("utf-8")


def register(name: str) -> Callable[..., Any]:
    """Make a component of the HTML, CSS and JavaScript in its folder under assets/components.

    Parameters
    ----------
    name
        The folder's and its files' name. What NAME.js imports comes along: see `joined`.

    Returns
    -------
    What draws it; takes what a component of Streamlit takes. Its callbacks are never cut off.
    """
    draw: Callable[..., Any] = st.components.v2.component(
        f"cnnviz_{name}",
        html=(ASSETS / name / f"{name}.html").read_text("utf-8"),
        css=style(f"{name}/{name}"),
        js=joined(ASSETS / name / f"{name}.js"),
    )

    def component(**given: Any) -> Any:
        callbacks = {key: state.uninterrupted(call) for key, call in given.items() if key.startswith("on_")}
        return draw(**{**given, **callbacks})

    return component


def reported(key: str, name: str) -> Any:
    """What the browser reports of a component, for its callback; None if its page was left meanwhile.

    Parameters
    ----------
    key
        The component's key.
    name
        Of the state or trigger that was set.
    """
    shown = st.session_state.get(key)
    return None if shown is None else shown.get(name)


def joined(entry: Path) -> str:
    """Join a JavaScript module and all that it imports into one.

    There is no build step, and a component's code runs where nothing can be imported. So modules are put one
    after the other, each once and after those it needs, without their imports and exports; of the entry
    ``export default`` stays. Nothing is renamed: a name may be defined by one of the modules only.

    Parameters
    ----------
    entry
        The file. An import is one line, ``import { name, name } from "./file.js";``, and relative.

    Raises
    ------
    ImportError
        If an import cannot be read, its file or name is not there, modules import each other in a circle, two
        define the same name, or the entry lacks ``export default``.
    """
    modules: dict[Path, str] = {}
    _collect(entry.resolve(), modules, ())
    counts = Counter(name for text in modules.values() for name in set(_defined(text)))
    twice = [name for name, count in counts.items() if count > 1]
    if twice:
        places = ", ".join(path.name for path, text in modules.items() if twice[0] in _defined(text))
        raise ImportError(f"{twice[0]} is defined by {places}, which are joined into one; rename all but one")
    if not any(line.startswith(_DEFAULT) for line in modules[entry.resolve()].splitlines()):
        raise ImportError(f"{entry} has no line with export default, which a component starts with")
    return "\n".join(_bare(text) for text in modules.values())


def _collect(path: Path, modules: dict[Path, str], importers: tuple[Path, ...]) -> None:
    """Add a module's text to `modules`, after the texts of those it imports."""
    if path in importers:
        circle = " → ".join(module.name for module in (*importers[importers.index(path) :], path))
        raise ImportError(f"modules import each other in a circle: {circle}")
    if path in modules:
        return
    if not path.is_file():
        raise ImportError(f"{importers[-1] if importers else 'a component'} needs {path}, which is not there")
    text = path.read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{path}, line {number}"
        if line.startswith("import"):
            _follow(line, where, path, modules, importers)
        elif line.startswith("export") and not _may_export(line, entry=not importers):
            raise ImportError(f"{where}: {line!r} cannot be joined; use export const or export function")
    modules[path] = text


def _follow(line: str, where: str, path: Path, modules: dict[Path, str], importers: tuple[Path, ...]) -> None:
    """Collect what a line imports, and check that it has the names."""
    found = _IMPORT.fullmatch(line)
    if found is None:
        raise ImportError(f'{where}: {line!r} cannot be joined; use import {{ name }} from "./file.js";')
    target = (path.parent / found["path"]).resolve()
    _collect(target, modules, (*importers, path))
    missing = set(found["names"].split(", ")) - set(_defined(modules[target], exported=True))
    if missing:
        raise ImportError(f"{where}: {found['path']} does not export {', '.join(sorted(missing))}")


def _may_export(line: str, *, entry: bool) -> bool:
    return _DEFINITION.match(line) is not None or (entry and line.startswith(_DEFAULT))


def _defined(text: str, *, exported: bool = False) -> list[str]:
    """Names that the lines of a module define at its top level, or those of them that it exports."""
    found = [_DEFINITION.match(line.removeprefix(_DEFAULT)) for line in text.splitlines()]
    return [match["name"] for match in found if match and (match["export"] or not exported)]


def _bare(text: str) -> str:
    """Return a module's text without its imports and the word export."""
    lines = [line for line in text.splitlines() if not line.startswith("import")]
    return "\n".join(line if line.startswith(_DEFAULT) else line.removeprefix("export ") for line in lines)
