"""Reading lessons: a folder each, with ``lesson.yaml`` and the words in ``en.md``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from pydantic import ValidationError

from cnnviz.assets import ASSETS, read_asset
from cnnviz.errors import CnnvizError
from cnnviz.exercises import ContentError
from cnnviz.exercises.reading import first_fault, read_yaml
from cnnviz.lessons.lesson import Lesson, Step
from cnnviz.lessons.units import UNITS
from cnnviz.lessons.words import LessonWords, read_lesson_words

FOLDER: Final = ASSETS / "lessons"


@dataclass(frozen=True)
class Taught:
    """A lesson with its words."""

    lesson: Lesson
    words: LessonWords

    def index(self, step: str) -> int | None:
        """Give the place of a step, from 0; None if there is no such step."""
        ids = [one.id for one in self.lesson.steps]
        return ids.index(step) if step in ids else None


def read_lesson(folder: str, content: str, words: str) -> Taught:
    """Read a lesson of its two texts.

    Parameters
    ----------
    folder : str
        What it is called in errors.

    Raises
    ------
    ContentError
        Names the file, the step and the field.
    """
    raw = read_yaml(f"{folder}/lesson.yaml", content)
    try:
        lesson = Lesson.model_validate(raw)
    except ValidationError as error:
        raise ContentError(f"{folder}/lesson.yaml, {_where(raw, error)}") from error
    if lesson.unit not in UNITS:
        raise ContentError(f"{folder}/lesson.yaml, unit: it is one of {', '.join(UNITS)}")
    try:
        said = read_lesson_words(words)
    except CnnvizError as error:
        raise ContentError(f"{folder}/en.md: {error}") from error
    ids = [step.id for step in lesson.steps]
    if missing := [one for one in ids if not said.steps.get(one)]:
        raise ContentError(f"{folder}/en.md: “## {missing[0]}” is missing")
    if extra := sorted(said.steps.keys() - {*ids, *(f"{one}.reveal" for one in ids)}):
        raise ContentError(f"{folder}/en.md: there is no step “{extra[0]}”")
    return Taught(lesson, said)


def _where(raw: Any, error: ValidationError) -> str:
    """Say in which step the first mistake lies, by its id, and what it is."""
    place = error.errors(include_url=False)[0]["loc"]
    if len(place) > 1 and place[0] == "steps" and isinstance(place[1], int):
        step = raw["steps"][place[1]]
        name = step.get("id") if isinstance(step, dict) else None
        return f"step “{name or place[1] + 1}”, {first_fault(error, skip=2)}"
    return first_fault(error)


@cache
def lessons() -> Mapping[str, Taught]:
    """Give the lessons of the course in its order, by their ids.

    Raises
    ------
    CnnvizError
        If a file is missing or damaged.
    """
    found = []
    for path in sorted(FOLDER.glob("*/lesson.yaml")):
        content = read_asset(path, lambda file: file.read_text("utf-8"))
        words = read_asset(path.with_name("en.md"), lambda file: file.read_text("utf-8"))
        found.append(read_lesson(path.parent.name, content, words))
    found.sort(key=lambda taught: taught.lesson.order)
    return MappingProxyType({taught.lesson.id: taught for taught in found})


def find_step(text: str) -> tuple[Taught, int] | None:
    """Find a step by its name in an address, ``lesson~step``; None if there is none."""
    name, _, step = text.partition("~")
    taught = lessons().get(name)
    index = None if taught is None else taught.index(step)
    return None if taught is None or index is None else (taught, index)


def name_of(taught: Taught, step: Step) -> str:
    """Name a step as an address does."""
    return f"{taught.lesson.id}~{step.id}"
