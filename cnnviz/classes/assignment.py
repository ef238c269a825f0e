"""What a class is to do: tasks, how attempts count, and when what is shown. Read from YAML, within bounds."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

import yaml
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from cnnviz.exercises import ContentError, Level, practised
from cnnviz.exercises.item import Key
from cnnviz.exercises.reading import FORMAT, first_fault
from cnnviz.exercises.reading import read_yaml as read_plain
from cnnviz.lessons import lessons
from cnnviz.views import states

LONGEST_TEXT: Final = 64 * 1024
"""The most bytes of an assignment's file."""
MOST_TASKS: Final = 60
LONGEST_TITLE: Final = 80

Kind = Literal["exercise", "lesson", "picture"]
Counts = Literal["best", "last", "first"]
Solutions = Literal["never", "right", "due", "always"]
Scores = Literal["never", "at once", "due"]


def _on_one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("it is one line of letters, digits and signs")
    return text.strip()


Line = Annotated[str, Field(max_length=LONGEST_TITLE), AfterValidator(_on_one_line)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Task(_Strict):
    """One thing to do.

    Attributes
    ----------
    kind : {"exercise", "lesson", "picture"}
        A picture is any of one's own, on a page.
    id : str
        Of the exercise, the lesson, or the page.
    level : {1, 2, 3}
        Of an exercise; 1 for all else.
    points : int
        0 to 100, for all of it.
    """

    kind: Kind = "exercise"
    id: Key
    level: Level = 1
    points: Annotated[int, Field(ge=0, le=100)] = 1

    @model_validator(mode="after")
    def _has_a_level_if_an_exercise(self) -> Task:
        if self.kind != "exercise" and self.level != 1:
            raise ValueError(f"a {self.kind} has no level")
        return self

    @property
    def key(self) -> str:
        """Its name: the same in each version of the assignment, and unlike all others there."""
        return f"{self.id}~{self.level}" if self.kind == "exercise" else f"{self.kind}~{self.id}"


class Assignment(_Strict):
    """What a class is to do.

    Attributes
    ----------
    title : str
        One line of at most 80 characters.
    tasks : tuple of Task
        1 to 60, no two with the same key.
    attempts : int or None
        How often each task may be answered, 1 to 100; None for as often as one likes.
    counts : {"best", "last", "first"}
        Which attempt makes the mark.
    solutions : {"never", "right", "due", "always"}
        When a solution is shown: once the answer was right, once the assignment is due, or at any time.
    scores : {"never", "at once", "due"}
        When students see what they scored.
    opens, due : datetime or None
        With their time zone.
    ask_for : str
        What students are asked for, so that marks find their way to people: the label of a field whose
        content never leaves the browser. Empty if nothing is asked for.
    """

    title: Annotated[Line, Field(min_length=1)]
    tasks: Annotated[tuple[Task, ...], Field(min_length=1, max_length=MOST_TASKS)]
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None
    counts: Counts = "best"
    solutions: Solutions = "right"
    scores: Scores = "at once"
    opens: AwareDatetime | None = None
    due: AwareDatetime | None = None
    ask_for: Line = ""

    @model_validator(mode="after")
    def _makes_sense(self) -> Assignment:
        keys = [task.key for task in self.tasks]
        if twice := [key for key in keys if keys.count(key) > 1]:
            raise ValueError(f"the task “{twice[0]}” stands twice")
        if self.opens is not None and self.due is not None and self.due <= self.opens:
            raise ValueError("it is due before it opens")
        return self

    def task(self, key: str) -> Task | None:
        """Find a task by its key."""
        return next((task for task in self.tasks if task.key == key), None)


def read_yaml(text: str) -> Assignment:
    """Read an assignment as a teacher wrote it.

    Parameters
    ----------
    text : str
        YAML of at most 64 kB, without references.

    Raises
    ------
    ContentError
        Names the field, and says what belongs there.
    """
    if len(text.encode("utf-8", "replace")) > LONGEST_TEXT:
        raise ContentError(f"An assignment is a text of at most {LONGEST_TEXT // 1024} kB.")
    raw = read_plain("The assignment", text)
    raw.pop("format")
    tasks = raw.get("tasks")
    if not isinstance(tasks, list) or not 1 <= len(tasks) <= MOST_TASKS:
        raise ContentError(f"tasks: a list of 1 to {MOST_TASKS}")
    try:
        made = Assignment.model_validate(raw)
    except ValidationError as error:
        raise ContentError(first_fault(error)) from error
    check_tasks(made)
    for field in ("solutions", "scores"):
        if getattr(made, field) == "due" and made.due is None:
            raise ContentError(f"{field}: “due” never comes, as there is no date: give one as “due”")
    return made


def check_tasks(assignment: Assignment) -> None:
    """Hold that there is all that an assignment names.

    Raises
    ------
    ContentError
        Names the first task that there is not.
    """
    for number, task in enumerate(assignment.tasks):
        if fault := _fault(task):
            raise ContentError(f"tasks.{number}.{fault}")


def _fault(task: Task) -> str:
    if task.kind == "lesson":
        return "" if task.id in lessons() else f"id: there is no lesson “{task.id}”"
    if task.kind == "picture":
        return "" if task.id != "shared" and states(task.id) else f"id: there is no page “{task.id}”"
    found = practised().get(task.id)
    if found is None:
        return f"id: there is no exercise “{task.id}”"
    levels = found.item.levels_offered()
    return "" if task.level in levels else f"level: “{task.id}” has {', '.join(map(str, levels))}"


def to_fields(assignment: Assignment) -> dict[str, Any]:
    """Give all fields of an assignment, as JSON has them; written as JSON, `read_yaml` reads them."""
    return {"format": FORMAT, **assignment.model_dump(mode="json")}


def to_yaml(assignment: Assignment) -> str:
    """Write an assignment as `read_yaml` reads it, without what is as usual."""
    content: dict[str, Any] = {"format": FORMAT, **assignment.model_dump(mode="json", exclude_defaults=True)}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
