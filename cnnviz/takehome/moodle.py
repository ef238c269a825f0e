"""A question bank in Moodle XML: a category for each exercise, with variants to draw from at random."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cnnviz.errors import CnnvizError
from cnnviz.exercises import LARGEST_SEED, Level, exercises, pose
from cnnviz.takehome.questions import UNABLE, question

VARIANTS: Final = 30
_MOST_WANTED: Final = 200
_MOST_VARIANTS: Final = 100
#: How many seeds are tried for each variant: an exercise with few numbers has few problems.
_TRIES: Final = 3


@dataclass(frozen=True)
class Wanted:
    """An exercise by its id, and a level that it offers."""

    item: str
    level: Level


@dataclass(frozen=True)
class LeftOut:
    """An exercise that is not in the bank: its title, and why."""

    title: str
    why: str


@dataclass(frozen=True)
class Bank:
    """A question bank.

    Attributes
    ----------
    xml : bytes
        The file, UTF-8.
    made : tuple of (str, int)
        Each category's title, and how many variants it has: fewer than asked for if there are no more.
    left_out : tuple of LeftOut
    """

    xml: bytes
    made: tuple[tuple[str, int], ...]
    left_out: tuple[LeftOut, ...]


def moodle_xml(
    wanted: Sequence[Wanted], *, name: str = "cnnviz", seed: int = 0, variants: int = VARIANTS
) -> Bank:
    """Make a question bank of exercises.

    Parameters
    ----------
    wanted : sequence of Wanted
        At most 200.
    name : str
        Of the category that holds the others.
    seed : int
        Which variants are drawn.
    variants : int
        1 to 100 of each exercise, no two alike.

    Returns
    -------
    Bank

    Raises
    ------
    CnnvizError
        If there is no such exercise or level, or too much is asked for.
    """
    if not 1 <= variants <= _MOST_VARIANTS or len(wanted) > _MOST_WANTED:
        raise CnnvizError(
            f"a bank has at most {_MOST_WANTED} exercises, and 1 to {_MOST_VARIANTS} variants of each"
        )
    quiz = Element("quiz")
    made: list[tuple[str, int]] = []
    missing: list[LeftOut] = []
    for one in dict.fromkeys(wanted):
        title = _title(one)
        found = _variants(one, seed, variants)
        if isinstance(found, str):
            missing.append(LeftOut(title, found))
            continue
        if title in dict(made):
            title = f"{title} ({one.item})"
        quiz.append(_category(name, title))
        quiz.extend(_named(variant, one, title, number) for number, variant in enumerate(found, 1))
        made.append((title, len(found)))
    indent(quiz)
    return Bank(tostring(quiz, "utf-8", xml_declaration=True), tuple(made), tuple(missing))


def left_out(wanted: Sequence[Wanted]) -> tuple[LeftOut, ...]:
    """Name those of which `moodle_xml` will make no question, without drawing any.

    Raises
    ------
    CnnvizError
        If there is no such exercise or level.
    """
    titled = [(_title(one), exercises()[one.item].item) for one in dict.fromkeys(wanted)]
    return tuple(LeftOut(title, UNABLE[kind]) for title, item in titled if (kind := item.called) in UNABLE)


def _title(one: Wanted) -> str:
    exercise = exercises().get(one.item)
    if exercise is None or one.level not in exercise.item.levels_offered():
        raise CnnvizError(f"there is no exercise “{one.item[:60]}” of level {one.level}")
    title = exercise.words.said["title"]
    return title if len(exercise.item.levels_offered()) == 1 else f"{title}, level {one.level}"


def _variants(one: Wanted, seed: int, variants: int) -> list[Element] | str:
    """Draw questions that differ, or say why there are none."""
    exercise = exercises()[one.item]
    seeds = Random(f"{one.item} {one.level} {seed}").sample(range(LARGEST_SEED + 1), variants * _TRIES)
    found: dict[bytes, Element] = {}
    for tried, number in enumerate(seeds, 1):
        try:
            problem = pose(exercise, one.level, number)
        except CnnvizError:  # no draw meets the constraints with this seed
            continue
        if why := UNABLE.get(problem.posed.form["type"]):
            return why
        made = question(problem)
        if made is not None:
            found.setdefault(_asked(made), made)
        if len(found) == variants or (tried >= variants and len(found) == 1):
            break
    return list(found.values()) or "no numbers were found for it that Moodle can ask"


def _asked(made: Element) -> bytes:
    """Give what questions differ by: the text and the answers, not the order of those in the solution."""
    return b"".join(tostring(part) for part in made if part.tag in ("questiontext", "answer"))


def _category(name: str, title: str) -> Element:
    made = Element("question", type="category")
    path = "/".join(_printable(one).replace("/", "//") or "cnnviz" for one in (name, title))
    SubElement(SubElement(made, "category"), "text").text = f"$course$/top/{path}"
    return made


def _named(made: Element, one: Wanted, title: str, number: int) -> Element:
    name = Element("name")
    SubElement(name, "text").text = f"{title} · {number:02}"
    made.insert(0, name)
    SubElement(made, "idnumber").text = f"{one.item}-{one.level}-{number:02}"
    return made


def _printable(text: str) -> str:
    """Keep what XML can hold, on one line."""
    return "".join(sign if sign.isprintable() else " " for sign in text[:100]).strip()
