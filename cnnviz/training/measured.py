"""What was measured, as JSON beside the weights: written, or compared with what ships."""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: How far fractions may lie apart: most are rounded to four decimals, and processors round sums differently.
CLOSE = 2e-4


def as_text(content: Any) -> str:
    """Write data as JSON, as it ships."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def write(file: Path, content: Any) -> None:
    """Write what was measured."""
    file.write_text(as_text(content), encoding="utf-8")


def ships(file: Path, content: Any) -> bool:
    """Say whether a file holds what was measured now, and if not, where it differs.

    Parameters
    ----------
    file : Path
        JSON, however it is laid out.
    content : object
        As it would be written: a tuple is a list, and all names are text.
    """
    found = list(_differing(json.loads(file.read_text(encoding="utf-8")), json.loads(as_text(content))))
    print("\n".join([f"{file.name} differs:", *found]) if found else f"{file.name} is what was measured now")
    return not found


def _differing(held: Any, now: Any, name: str = "") -> Iterator[str]:
    """Name what differs, and how: whole numbers and text by anything, fractions by more than `CLOSE`."""
    if isinstance(held, dict) and isinstance(now, dict) and held.keys() == now.keys():
        for key, value in now.items():
            yield from _differing(held[key], value, f"{name}/{key}")
    elif isinstance(held, list) and isinstance(now, list) and len(held) == len(now):
        for at, pair in enumerate(zip(held, now, strict=True)):
            yield from _differing(*pair, f"{name}/{at}")
    elif not _are_alike(held, now):
        yield f"{name}: {held!r} is held, {now!r} now"


def _are_alike(one: Any, two: Any) -> bool:
    if isinstance(one, float) and isinstance(two, float):
        return math.isclose(one, two, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(one == two)
