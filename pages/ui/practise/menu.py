"""What one can choose exercises from: all, a topic, a kind of question, or a lesson."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from cnnviz.exercises import QUESTIONS, Exercise, practised, topics
from cnnviz.lessons import lessons


class Group(NamedTuple):
    """Exercises that belong together.

    Attributes
    ----------
    key : str
        Its name in the address.
    title : str
    ids : tuple of str
    """

    key: str
    title: str
    ids: tuple[str, ...]


@cache
def groups() -> Mapping[str, list[Group]]:
    """List what one can choose from, without what has no exercise."""
    known = practised().values()
    made = {
        "Topics": [_group(f"topic-{one.key}", one.title, one.exercises) for one in topics()],
        "Kinds of questions": [
            _group(f"kind-{number}", title, (one for one in known if one.item.kind == number))
            for number, title in QUESTIONS.items()
        ],
        "Lessons": [
            _group(
                f"lesson-{taught.lesson.order}",
                f"{taught.lesson.order} · {taught.words.title}",
                (one for one in known if one.item.lesson == taught.lesson.order),
            )
            for taught in lessons().values()
        ],
    }
    return {title: [group for group in found if group.ids] for title, found in made.items()}


@cache
def among() -> Mapping[str, tuple[str, ...]]:
    """Give the exercises of each group by its name in the address; "" is all of them."""
    found = {group.key: group.ids for one in groups().values() for group in one}
    return {"": tuple(practised()), **found}


@cache
def menu() -> dict[str, Any]:
    """Describe exercises, by topic, and groups for the browser."""
    known = practised()
    return {
        "topics": [
            {"title": topic.title, "exercises": [_described(known[one]) for one in topic.ids]}
            for topic in groups()["Topics"]
        ],
        "groups": [
            {"title": title, "choices": [group._asdict() for group in found]}
            for title, found in groups().items()
        ],
    }


def _group(key: str, title: str, found: Iterable[Exercise]) -> Group:
    return Group(key, title, tuple(one.item.id for one in found if not one.item.diagnostic))


def _described(one: Exercise) -> dict[str, Any]:
    return {"id": one.item.id, "title": one.words.said["title"], "levels": one.item.levels_offered()}
