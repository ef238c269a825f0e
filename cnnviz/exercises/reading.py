"""Reading YAML that a teacher wrote: bounded, without references, and with mistakes named."""

from __future__ import annotations

from typing import Any, Final

import yaml
from pydantic import ValidationError

from cnnviz.errors import CnnvizError

#: The form of the files; another number is refused rather than misread.
FORMAT: Final = 1
LONGEST_FILE: Final = 400_000
"""The most characters of a file."""


class ContentError(CnnvizError):
    """A mistake in a file of exercises or lessons."""


def read_yaml(file: str, content: str) -> dict[str, Any]:
    """Read a file's text.

    Parameters
    ----------
    file : str
        What it is called in errors.

    Raises
    ------
    ContentError
        If it is too long, no YAML, has references, or lacks ``format: 1``.
    """
    if len(content) > LONGEST_FILE:
        raise ContentError(f"{file} is longer than {LONGEST_FILE:,} characters")
    try:
        # References could make millions of a few lines.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(content, yaml.SafeLoader)):
            raise ContentError(f"{file}: references (“*name”) are not allowed; write it out")
        raw = yaml.safe_load(content)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if isinstance(error, ContentError):
            raise
        where = getattr(error, "problem_mark", None)
        raise ContentError(f"{file}{f', line {where.line + 1}' if where else ''}: this is no YAML") from error
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ContentError(f"{file}: “format: {FORMAT}” is missing")
    return raw


def first_fault(error: ValidationError, skip: int = 0) -> str:
    """Say where the first mistake is, without the first `skip` parts of the place, and what it is."""
    first = error.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"][skip:])) or "its fields"
    return f"{where}: {first['msg'].removeprefix('Value error, ')}"
