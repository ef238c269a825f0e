"""Write down what addresses restore, on purpose: nothing else ever writes `addresses.json`.

    .venv/bin/python -m tests.pages.record_addresses                # new ones
    .venv/bin/python -m tests.pages.record_addresses /why "img=cat" # and those with one of these in them
    .venv/bin/python -m tests.pages.record_addresses /              # all of them

To add an address, write an entry with "about" and "address" into the table, anywhere, and run the first of
these. It warns of settings that change nothing of what is told: choose others, or have the page's reader tell
of them.

An address that means something else than before breaks the links that teachers and learners have kept. So
look at every line of the table's diff, and say in the commit why the meaning had to change.
"""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.pages.restored import READERS, page_of, restored
from tests.pages.stable import differences

TABLE = Path(__file__).with_name("addresses.json")
_WIDTH = 110


def read() -> list[dict[str, Any]]:
    """Read the table: what each address is about, and what it restores."""
    return json.loads(TABLE.read_text("utf-8"))


def record(texts: list[str]) -> list[dict[str, Any]]:
    """Record new addresses and those that contain one of the texts, and return them."""
    table, pages, recorded = read(), list(READERS), []
    for entry in table:
        if "restores" not in entry or any(text in entry["address"] for text in texts):
            entry["restores"] = restored(entry["address"])
            recorded.append(entry)
    table.sort(key=lambda entry: pages.index(page_of(entry["address"])))
    TABLE.write_text(_written(table) + "\n", "utf-8")
    return recorded


def _written(value: Any, indent: str = "") -> str:
    """Write JSON that can be read: whatever fits into a line stands on one."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent + line) < _WIDTH or not isinstance(value, dict | list):
        return line
    deeper = f"{indent}  "
    if isinstance(value, list):
        lines, (first, last) = [_written(each, deeper) for each in value], "[]"
    else:
        lines = [
            f"{json.dumps(key, ensure_ascii=False)}: {_written(each, deeper)}" for key, each in value.items()
        ]
        first, last = "{}"
    body = f",\n{deeper}".join(lines)
    return f"{first}\n{deeper}{body}\n{indent}{last}"


def untold(entry: dict[str, Any]) -> Iterator[str]:
    """Name the settings of an address that nothing tells of: without them it restores the same."""
    path, was = urlsplit(entry["address"]).path, entry["restores"]
    settings = parse_qsl(urlsplit(was["address then"]).query, keep_blank_values=True)
    for setting in settings:
        others = urlencode([other for other in settings if other != setting])
        now = restored(f"{path}?{others}")
        if not any(differences(was, now | {"address then": was["address then"]})):
            yield "=".join(setting)


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # Streamlit's, that there is no browser
    for recorded in record(sys.argv[1:]):
        nothing = "; ".join(untold(recorded))
        warning = f"  NOTHING TELLS OF {nothing}" if nothing else ""
        sys.stdout.write(f"{recorded['address']}{warning}\n")
