"""Reading exercises from files: YAML for what is asked and judged, Markdown for the words.

A mistake in a file is a sentence that names the file, the exercise and the field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from pydantic import ValidationError

from cnnviz.assets import ASSETS, read_asset
from cnnviz.errors import CnnvizError
from cnnviz.exercises.item import COMMON, Item
from cnnviz.exercises.kinds import KINDS
from cnnviz.exercises.reading import LONGEST_FILE, ContentError, first_fault, read_yaml
from cnnviz.exercises.words import Words, read_words

FOLDER: Final = ASSETS / "exercises"
_MOST_ITEMS: Final = 200


@dataclass(frozen=True)
class Exercise:
    """An exercise, its words, and the topic whose file it stands in."""

    item: Item
    words: Words
    topic: str


@dataclass(frozen=True)
class Topic:
    """A file of exercises.

    Attributes
    ----------
    key : str
        The file's name.
    title : str
        The heading of its words.
    exercises : tuple of Exercise
    """

    key: str
    title: str
    exercises: tuple[Exercise, ...]


def read_topic(key: str, content: str, words: str) -> Topic:
    """Read a file of exercises and the file of their words.

    Parameters
    ----------
    key : str
        What the files are called, for errors.
    content, words : str
        Their texts.

    Raises
    ------
    ContentError
        Names the file, the exercise and the field.
    """
    raw = _items(f"{key}.yaml", content)
    said = _words(key, words)
    exercises = tuple(_exercise(key, number, one, said) for number, one in enumerate(raw))
    ids = [one.item.id for one in exercises]
    for identity in ids:
        if ids.count(identity) > 1:
            raise ContentError(f"{key}.yaml: there are two exercises “{identity}”")
    for identity in said.keys() - set(ids):
        raise ContentError(f"{key}.en.md: there is no exercise “{identity}”")
    title = words.lstrip().splitlines()[0].removeprefix("# ").strip() if words.strip() else ""
    return Topic(key, title, exercises)


def _items(file: str, content: str) -> list[Any]:
    items = read_yaml(file, content).get("items")
    if not isinstance(items, list) or not 1 <= len(items) <= _MOST_ITEMS:
        raise ContentError(f"{file}: “items” is a list of 1 to {_MOST_ITEMS} exercises")
    return items


def _words(key: str, words: str) -> dict[str, Words]:
    if len(words) > LONGEST_FILE:
        raise ContentError(f"{key}.en.md is longer than {LONGEST_FILE:,} characters")
    try:
        return read_words(words)
    except CnnvizError as error:
        raise ContentError(f"{key}.en.md: {error}") from error


def _exercise(key: str, number: int, raw: Any, said: Mapping[str, Words]) -> Exercise:
    name = f"exercise {number + 1}"
    if isinstance(raw, dict) and isinstance(raw.get("id"), str):
        name = f"“{raw['id']}”"
    kind = raw.get("type") if isinstance(raw, dict) else None
    if kind not in KINDS:
        raise ContentError(f"{key}.yaml, {name}, type: it is one of {', '.join(KINDS)}")
    try:
        item = KINDS[kind].model_validate(raw)
    except ValidationError as error:
        raise ContentError(f"{key}.yaml, {name}, {first_fault(error)}") from error
    words = said.get(item.id)
    if words is None or not words.prompt:
        raise ContentError(f"{key}.en.md: “{item.id}” has no words")
    if missing := sorted(item.needed_words() - words.said.keys()):
        raise ContentError(f"{key}.en.md, “{item.id}”: “- {missing[0]}: …” is missing")
    if extra := sorted(words.said.keys() - item.needed_words() - set(COMMON)):
        raise ContentError(f"{key}.en.md, “{item.id}”: nothing is called “{extra[0]}”")
    return Exercise(item, words, key)


@cache
def topics() -> tuple[Topic, ...]:
    """Read the exercises that come with the app, in the order of their files' names.

    Raises
    ------
    CnnvizError
        If a file is missing or damaged.
    """
    return tuple(_shipped(path) for path in sorted(FOLDER.glob("*.yaml")))


def _shipped(path: Path) -> Topic:
    content = read_asset(path, lambda file: file.read_text("utf-8"))
    words = read_asset(path.with_suffix(".en.md"), lambda file: file.read_text("utf-8"))
    return read_topic(path.stem, content, words)


@cache
def exercises() -> Mapping[str, Exercise]:
    """Give all exercises that come with the app, by their ids."""
    return MappingProxyType({one.item.id: one for topic in topics() for one in topic.exercises})


@cache
def practised() -> Mapping[str, Exercise]:
    """Give those that are offered for practice: all but the questions of the concept test."""
    return MappingProxyType({name: one for name, one in exercises().items() if not one.item.diagnostic})
