"""A lesson beside the page that one of its steps is shown on: its words, its goal, and the way on.

The step stands in the address. What is told of it depends on what the page computes; so it is written at the
end of each run, as an element that nobody sees, and assets/components/guide/ reads it from there.
"""

from __future__ import annotations

import json
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from cnnviz.lessons import UNITS, Step, Taught, find_step, lessons, name_of, tell
from pages.ui.inputs import own
from pages.ui.inputs.pictures import OWN
from pages.ui.session import keeping, reports, state, told
from pages.ui.session.component import register
from pages.ui.session.faults import guarded

_component = register("guide")
_KEY = "guide"
_FIRST = "lesson:first"
#: With what the learner has brought: what each of the last steps began with that showed their picture.
_WITH_OWN = "begun"
_MOST_WITH_OWN = 20
#: The numbers of each step as anybody begins it: its address says all, so they are the same for everybody.
_beginnings: dict[str, dict[str, Any]] = {}
#: The way on from the course's last step.
_ALL_LESSONS = {"href": "/course", "page": "course", "step": "", "lesson": ""}
#: No visit has as many runs.
_MOST_RUNS = 1_000_000
#: The address's names for the picture, on pages that offer the learner's own; of garments the second.
_PICTURES = ("img", "garment")
#: A run that somebody trains is theirs, and no address says it.
_OF_SESSION = frozenset({"train"})
#: What a step offers where a picture may be chosen: pages of the network have it in their column.
_WITH_PICTURES = frozenset({"picture", "settings"})


def show_guide() -> None:
    """Show the lesson's step, if the address names one that belongs on this page."""
    told.at_end(None)
    with guarded():
        name = state.setting(state.LESSON, "", _read)
        found = find_step(name)
        if found is None:
            return
        taught, index = found
        told.at_end(partial(_tell, taught, index))
        with st.container(key="beside_guide"):
            _component(key=_KEY, data=_described(taught, index), react={"step": _go, "show": _show_me})


def address(taught: Taught, step: Step) -> dict[str, str]:
    """Give the settings that an address of a step has."""
    return {**step.start, state.LESSON: name_of(taught, step)}


def href(taught: Taught, step: Step) -> str:
    """Give the address of a step."""
    return f"/{step.page}?{urlencode(address(taught, step))}"


def _own_address(taught: Taught, step: Step) -> dict[str, str]:
    """Give the settings of a step for this learner, whose own picture goes along where one may be chosen."""
    settings = address(taught, step)
    brought = next((name for name in OWN if own.kept(name) is not None), None)
    if brought is None or step.view is None or not _WITH_PICTURES.intersection(step.view.offers):
        return settings
    return settings | {name: brought for name in _PICTURES if name in settings}


def _read(text: str) -> str | None:
    """Read a step that belongs on this page."""
    found = find_step(text)
    if found is None:
        return "" if not text else None
    taught, index = found
    return text if taught.lesson.steps[index].page == state.page_names()["page"] else None


def _described(taught: Taught, index: int) -> dict[str, Any]:
    lesson, steps = taught.lesson, taught.lesson.steps
    step, view = steps[index], steps[index].view
    return {
        "session": keeping.session(),
        "revision": reports.revision(_KEY),
        "lesson": lesson.id,
        "order": lesson.order,
        "title": taught.words.title,
        "unit": UNITS[lesson.unit],
        "step": name_of(taught, step),
        "index": index,
        "count": len(steps),
        "offers": ["tools"] if view is None else view.offers,
        "isQuestion": view is None,
        "hasGoal": step.until is not None,
        "canShow": step.goal is not None,
        "back": _link(_before(taught, index)),
        "next": _link(_after(taught, index)) or _ALL_LESSONS,
    }


def _link(place: tuple[Taught, Step] | None) -> dict[str, str] | None:
    if place is None:
        return None
    taught, step = place
    return {
        "href": f"/{step.page}?{urlencode(_own_address(taught, step))}",
        "page": step.page,
        "step": name_of(taught, step),
        "lesson": taught.words.title,
    }


def _before(taught: Taught, index: int) -> tuple[Taught, Step] | None:
    if index:
        return taught, taught.lesson.steps[index - 1]
    course = list(lessons().values())
    at = course.index(taught)
    return (course[at - 1], course[at - 1].lesson.steps[-1]) if at else None


def _after(taught: Taught, index: int) -> tuple[Taught, Step] | None:
    if index + 1 < len(taught.lesson.steps):
        return taught, taught.lesson.steps[index + 1]
    course = list(lessons().values())
    at = course.index(taught) + 1
    return (course[at], course[at].lesson.steps[0]) if at < len(course) else None


def _go(sent: object) -> None:
    """Open another step on the same page."""
    found = find_step(sent) if isinstance(sent, str) else None
    if found is None or sent == state.read(state.LESSON):
        return
    taught, index = found
    step = taught.lesson.steps[index]
    if step.page == state.page_names()["page"]:
        state.open_anew(_own_address(taught, step))


def _show_me(sent: object) -> None:
    """Reach the goal of a step, as the lesson does it."""
    found = find_step(sent) if isinstance(sent, str) else None
    if found is None or sent != state.read(state.LESSON):
        return
    taught, index = found
    step = taught.lesson.steps[index]
    if step.goal is not None:
        reached = {key: text for change in step.goal.reached_by for key, text in change.items()}
        began = _began(sent)
        state.open_anew({**address(taught, step), **reached})
        _begin(str(sent), began or told.known())


def _began(name: object) -> dict[str, Any] | None:
    """Give the numbers that a step began with, if this visit has begun it."""
    kept = keeping.kept(_FIRST)
    return kept[2] if kept is not None and kept[:2] == (name, keeping.current_visit().number) else None


def _begin(name: str, numbers: dict[str, Any]) -> None:
    keeping.keep(_FIRST, (name, keeping.current_visit().number, numbers))


def _beginning(taught: Taught, index: int, names: dict[str, Any]) -> dict[str, Any]:
    """Give the numbers of a step as it begins, also to a page that is loaded anew in its middle."""
    step, came = taught.lesson.steps[index], dict(keeping.current_visit().came)
    name = name_of(taught, step)
    if step.page in _OF_SESSION:
        return names
    # What is shown counts, too: a page that is come back to has no address that it came with.
    shown = {*came.values(), *(str(names.get(one)) for one in _PICTURES)}
    if OWN.keys().isdisjoint(shown):
        if came == address(taught, step):
            _beginnings[name] = names
        return _beginnings.get(name, names)
    begun: dict[str, dict[str, Any]] = own.kept(_WITH_OWN) or {}
    if came != _own_address(taught, step):
        return begun.get(name, names)
    others = [(one, numbers) for one, numbers in begun.items() if one != name]
    own.keep(_WITH_OWN, {**dict(others[1 - _MOST_WITH_OWN :]), name: names})
    return names


def _tell(taught: Taught, index: int) -> None:
    """Write what is told of the step now; its words keep the numbers that it began with."""
    name, names = name_of(taught, taught.lesson.steps[index]), told.known()
    first = _began(name)
    if first is None:
        _begin(name, first := _beginning(taught, index, names))
    found = tell(taught, index, first, names)
    said = {"step": name, "words": found.words, "reveal": found.reveal, "reached": found.is_reached}
    visit = keeping.current_visit()
    run = visit.number * _MOST_RUNS + visit.run  # each visit counts its runs anew
    st.html(f'<i hidden class="guide-told" data-run="{run}" data-told="{escape(json.dumps(said))}"></i>')
