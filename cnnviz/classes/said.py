"""An answer as a line of text, the same for all that mean the same; and what it means, in short."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from cnnviz.errors import CnnvizError
from cnnviz.exercises import Problem
from cnnviz.numbers import format_number
from cnnviz.predict.reading import read_number
from cnnviz.predict.table import SHORT

_LONGEST: Final = 120
#: Words that begin with a slip of the table; see `cnnviz.predict.table`.
_OF_THE_TABLE: Final = re.compile(r"\{you_did\('(\w+)'\)\}")


def said_of(problem: Problem, answer: Any) -> str:
    """Write an answer as a line of text.

    Parameters
    ----------
    problem : Problem
    answer : object
        As a page reports it. One that the problem can't read is "?".

    Returns
    -------
    str
        At most 120 characters: "9", "9 × 7", "ReLU, max pooling".
    """
    try:
        said = _WAYS[problem.posed.form["type"]](problem, answer)
    except (CnnvizError, LookupError, TypeError, ValueError):
        return "?"
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def in_short(sentence: str) -> str:
    """Give the first sentence of what is said of an answer, which names the slip; the others explain it.

    Examples
    --------
    >>> in_short("You counted the padding once. It is added at both ends: 9 + 2·3.")
    'You counted the padding once.'
    >>> in_short("0.5 is too small.")
    '0.5 is too small.'
    """
    return re.split(r"(?<=[.!?])\s+(?=\S)", sentence, maxsplit=1)[0]


def short_name(problem: Problem, slip: str, sentence: str) -> str:
    """Name a slip in a few words where the app’s table has it, else by the first sentence said of it.

    Parameters
    ----------
    problem : Problem
    slip : str
        The key of its words.
    sentence : str
        What was said of the answer.
    """
    found = _OF_THE_TABLE.match(problem.exercise.words.said.get(slip, ""))
    return SHORT[found[1]] if found else in_short(sentence)


def _number(text: str) -> str:
    """Write a typed number in one way: 9 for 9.0, and 0.5 for 1/2."""
    return format_number(read_number(text)[0].value, 8)


def _values(problem: Problem, answer: Any) -> str:
    numbers = [_number(one) for one in answer]
    shape = problem.posed.form["shape"]
    if len(shape) > 1:
        return _in_rows(numbers, shape[1])
    between = " × " if problem.exercise.item.type == "shape" else ", "  # type: ignore[attr-defined]
    return between.join(numbers)


def _kernel(problem: Problem, answer: Any) -> str:
    return _in_rows([_number(one) for one in answer], problem.posed.form["shape"][1])


def _settings(problem: Problem, answer: Any) -> str:
    keys = problem.posed.form["keys"]
    return ", ".join(f"{problem.said(key)} {_number(one)}" for key, one in zip(keys, answer, strict=True))


def _choice(problem: Problem, answer: Any) -> str:
    return ", ".join(problem.said(key) for key in problem.posed.form["keys"] if key in answer)


def _order(problem: Problem, answer: Any) -> str:
    return " → ".join(map(problem.said, answer))


def _match(problem: Problem, answer: Any) -> str:
    return ", ".join(f"{at} {problem.said(key)}" for at, key in enumerate(answer, 1))


def _pixels(problem: Problem, answer: Any) -> str:
    return " ".join(f"({int(row)}, {int(column)})" for row, column in sorted(answer))


def _in_rows(numbers: list[str], across: int) -> str:
    return "; ".join(" ".join(numbers[at : at + across]) for at in range(0, len(numbers), across))


#: By the type of a form: how its answers are written.
_WAYS: Final[Mapping[str, Callable[[Problem, Any], str]]] = MappingProxyType(
    {
        "values": _values,
        "kernel": _kernel,
        "settings": _settings,
        "choice": _choice,
        "order": _order,
        "match": _match,
        "pixels": _pixels,
    }
)
