"""Write down what addresses restore, on purpose: nothing else ever writes `addresses.json`.

    .venv/bin/python -m tests.pages.record_addresses                # new ones
    .venv/bin/python -m tests.pages.record_addresses /why "img=cat" # and those with one of these in them
    .venv/bin/python -m tests.pages.record_addresses /              # all of them

To add an address, write an entry with "about" and "address" into the table, anywhere, and run the first of
these.

An address that means something else than before breaks the links that teachers and learners have kept. So
look at every line of the table's diff, and say in the commit why the meaning had to change.
"""

import json
import logging
import sys
from pathlib import Path
from typing import Any

from tests.pages.restored import READERS, page_of, restored

TABLE = Path(__file__).with_name("addresses.json")
_WIDTH = 110


def read() -> list[dict[str, Any]]:
    """Read the table: what each address is about, and what it restores."""
    return json.loads(TABLE.read_text("utf-8"))


def record(texts: list[str]) -> int:
    """Record new addresses and those that contain one of the texts; return how many were recorded."""
    table, pages, count = read(), list(READERS), 0
    for entry in table:
        if "restores" not in entry or any(text in entry["address"] for text in texts):
            entry["restores"] = restored(entry["address"])
            count += 1
    table.sort(key=lambda entry: pages.index(page_of(entry["address"])))
    TABLE.write_text(_written(table) + "\n", "utf-8")
    return count


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


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # Streamlit's, that there is no browser
    sys.stdout.write(f"{record(sys.argv[1:])} addresses recorded in {TABLE.name}\n")
