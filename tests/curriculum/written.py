"""The curriculum as `docs/curriculum.md`: each row, a link that opens it, and the tests that hold it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.curriculum.rows import SECTIONS, Row

HERE = Path(__file__).parents[2]
FILE = HERE / "docs" / "curriculum.md"
#: Where the app runs if it is told nothing else.
APP = "http://localhost:8501"
ABOUT = """\
# What learners can do, and what proves it

Each row is something that a learner does with numbers or a picture of their own. The links open it in an app
that runs on this computer. A row without a link cannot be done yet. Written by `python -m tests.curriculum`
from `tests/curriculum/rows.py` and the names of the tests; a test holds that it is up to date.
"""
#: Tests that read pages, before those of the logic alone.
ON_PAGES = ("tests/pages/", "tests/browser/")
#: A test's name begins with its rows; M and a number are a myth, see tests/glossary.
_NAMED = re.compile(r"^\s*def test_((?:[A-LN-Z]\d+_)+)(\w+)", re.MULTILINE)


def proofs() -> dict[str, dict[str, list[str]]]:
    """Find the tests of each row by their names: id → file → what the tests say."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((HERE / "tests").rglob("test_*.py")):
        for ids, says in _NAMED.findall(path.read_text("utf-8")):
            for one in ids.rstrip("_").split("_"):
                files = found.setdefault(one, {})
                files.setdefault(path.relative_to(HERE).as_posix(), []).append(says.replace("_", " "))
    return found


def written() -> str:
    """Write the whole document."""
    found = proofs()
    parts = [ABOUT]
    for heading, rows in SECTIONS.items():
        lines = [_line(row, found.get(row.id, {})) for row in rows]
        parts.append(
            "\n".join(
                [f"## {heading}\n", "| row | a learner … | where | tests |", "|---|---|---|---|", *lines, ""]
            )
        )
    return "\n".join(parts)


def _line(row: Row, tests: dict[str, list[str]]) -> str:
    page = row.address.partition("?")[0].removeprefix("/")
    where = f"[{page}]({APP}{row.address})" if page else "not yet"
    first = sorted(tests, key=lambda file: (not file.startswith(ON_PAGES), file))
    named = [f"[{Path(file).stem.removeprefix('test_')}](../{file}) ({len(tests[file])})" for file in first]
    return f"| {row.id} | {row.does} | {where} | {', '.join(named) or 'none yet'} |"
