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


class _ReferenceError(yaml.YAMLError):
    """A reference stands in the file."""


class _TwiceError(yaml.YAMLError):
    """A name stands twice, of which only the last would count."""


class _Loader(yaml.SafeLoader):
    """YAML's plain kinds only, no name twice, and no references: by these a few lines could become millions.

    They are noticed as it is read. Looking for them first, event by event, took time that grew with the
    square of how deeply lists are nested.
    """

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Read the next part, unless it is a reference."""
        if self.check_event(yaml.AliasEvent):
            raise _ReferenceError
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """Read names and what belongs to them, unless one stands twice."""
        seen = set()
        for name in (name for name, _ in node.value if isinstance(name, yaml.ScalarNode)):
            if (name.tag, name.value) in seen:
                raise _TwiceError(f"line {name.start_mark.line + 1}: “{name.value[:80]}” stands twice")
            seen.add((name.tag, name.value))
        return super().construct_mapping(node, deep)


def read_yaml(file: str, content: str) -> dict[str, Any]:
    """Read a file's text.

    Parameters
    ----------
    file : str
        What it is called in errors.

    Raises
    ------
    ContentError
        If it is too long, no YAML, has references or a name twice, or lacks ``format: 1``.
    """
    if len(content) > LONGEST_FILE:
        raise ContentError(f"{file} is longer than {LONGEST_FILE:,} characters")
    try:
        raw = yaml.load(content, _Loader)
    except _ReferenceError as error:
        raise ContentError(f"{file}: references (“*name”) are not allowed; write it out") from error
    except _TwiceError as error:
        raise ContentError(f"{file}, {error}") from error
    except Exception as error:  # what stands behind a tag, such as !!int, may fail with any class of error
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
