"""The concept test: its questions one after the other, and where that leaves the learner.

What was chosen is kept by the browser alone. The result is sent with what each choice says, and the browser
looks up its own.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

from cnnviz.exercises import FORMS, Problem, concepts, told_by
from cnnviz.glossary import MYTHS
from cnnviz.lessons import lessons
from pages.ui.session import state
from pages.ui.shell.guide import href

_FORM, _NUMBER = "standing", "n"
#: What each form is for.
WHEN: Final = {"a": "before the course", "b": "after the course"}


class Place(NamedTuple):
    """Where somebody is in the test.

    Attributes
    ----------
    form : str
    number : int
        The question's, from 1; one more than there are stands for the result.
    """

    form: str
    number: int

    @property
    def problem(self) -> Problem | None:
        """The question; None at the result."""
        asked = concepts(self.form)
        return asked[self.number - 1] if self.number <= len(asked) else None


def place() -> Place | None:
    """Give the place that the address names; None if it names no test."""
    form = state.setting(_FORM, "", lambda text: text if text in ("", *FORMS) else None)
    number = state.setting(_NUMBER, 1, _read_number)
    return Place(form, number) if form else None


def go_on(sent: object) -> None:
    """Go to a question, or to the result."""
    number = sent.get(_NUMBER) if isinstance(sent, dict) else None
    form = sent.get(_FORM) if isinstance(sent, dict) else None
    if form in FORMS and type(number) is int and _read_number(str(number)):
        state.put(_FORM, form)
        state.put(_NUMBER, number)


def _read_number(text: str) -> int | None:
    numbers = {str(number): number for number in range(1, len(concepts("a")) + 2)}
    return numbers.get(text)


def described(here: Place) -> dict[str, Any]:
    """Describe the place in the test; at its end also what each choice says."""
    return {
        "form": here.form,
        "number": here.number,
        "count": len(concepts(here.form)),
        "when": WHEN,
        "concepts": _concepts() if here.problem is None else None,
    }


@cache
def _concepts() -> list[dict[str, Any]]:
    taught = {one.lesson.order: one for one in lessons().values()}
    made = []
    for pair in zip(*map(concepts, FORMS), strict=True):
        lesson = taught.get(pair[0].exercise.item.lesson or 0)
        link = lesson and {
            "title": lesson.words.title,
            "href": href(lesson, lesson.lesson.steps[0]).lstrip("/"),
        }
        forms = {form: _choices(problem) for form, problem in zip(FORMS, pair, strict=True)}
        made.append({"title": pair[0].title, "lesson": link, "forms": forms})
    return made


def _choices(problem: Problem) -> dict[str, dict[str, Any]]:
    made = {}
    for choice in told_by(problem):
        myth = MYTHS.get(choice.myth)
        shown = myth and {"href": myth.at, "title": myth.see}
        made[choice.key] = {"right": choice.right, "why": choice.why, "myth": shown}
    return made
