"""What was measured, as JSON beside the weights: written, or compared with what ships."""

import json
from pathlib import Path
from typing import Any


def as_text(content: Any) -> str:
    """Write data as JSON, as it ships."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def write(file: Path, content: Any) -> None:
    """Write what was measured."""
    file.write_text(as_text(content), encoding="utf-8")


def ships(file: Path, content: Any) -> bool:
    """Say whether a file holds what was measured now, and if not, what that is.

    Parameters
    ----------
    file : Path
        JSON, however it is laid out.
    content : object
        As it would be written: a tuple is a list, and all names are text.
    """
    text = as_text(content)
    same = bool(json.loads(text) == json.loads(file.read_text(encoding="utf-8")))
    print(f"{file.name} is what was measured now" if same else f"{file.name} differs from this:\n{text}")
    return same
