"""Two grids linked in the browser: an output and the window it came from, an input and what it takes part in.

The view is what is seen. Each part of the data is a component of its own, which draws nothing, so that a new
kernel sends its result only, and neither the picture nor the windows again, nor the view's code, which
Streamlit sends along with a component's data. They meet in a store of the browser's window, under the name of
their hub (assets/components/linked/store.js), which owns what the learner sets in the view.

A page calls `listen` before all that depends on what was set in the view. It publishes its lesson's source,
outside the part of the page that runs by itself unless it is chosen there. Then it calls `show_lesson`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from streamlit.delta_generator import DeltaGenerator

from cnnviz.errors import CnnvizError
from pages.ui.figures.sentences import plain_sentence
from pages.ui.linked.known import Known, what_is_known
from pages.ui.linked.lesson import Lesson
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Part, Stamp, key_of, pack_part
from pages.ui.linked.predictions import Task, found, verdicts
from pages.ui.linked.previews import offer, reporter
from pages.ui.session import keeping, reports, restart, told
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.session.visit import Reaction
from pages.ui.shell.downloads import Latest

_view = register("linked")
_part = register("part")
_intent = register("intent")


def listen(hub: str, react: Mapping[str, Reaction]) -> None:
    """Take over what a learner has set in a view; to be called before anything that depends on that.

    Parameters
    ----------
    hub
        The view's name.
    react
        By the field that was set: what to do with its value, which may be anything.
    """
    _intent(key=reporter(hub), data=stamp(hub)._asdict(), react=react)


def publish(hub: str, name: str, part: Part, key: str | None = None) -> str:
    """Send the "source", the "windows" or the "result" to the view of a hub, unless its browser has it.

    Parameters
    ----------
    key
        The part's key, where that is known already.

    Returns
    -------
    The key that the browser knows it by.
    """
    key = key_of(part) if key is None else key
    report = reports.reported(reporter(hub)) or {}
    # By its key page.css hides it: it would leave a gap.
    _part(key=f"part_{hub}_{name}", data=pack_part(stamp(hub), name, part, report.get("have"), key))
    return key


def show_lesson(
    lesson: Lesson,
    *,
    parts: DeltaGenerator,
    view: DeltaGenerator,
    predict: bool = False,
    latest: Latest | None = None,
) -> bool:
    """Show what a lesson gives in its linked view, or why there is nothing to show.

    Parameters
    ----------
    lesson
        Its source is published already.
    parts, view
        Where the windows and the result go, which draw nothing, and where the view is drawn.
    predict
        Whether the learner wants to predict, if the lesson has something to be predicted.
    latest
        What the page offers for saving, if that follows from the lesson.

    Returns
    -------
    Whether there is a result.
    """
    try:
        task = _task(lesson) if predict else None
        windows = lesson.windows()
        result, key = (lesson.result(task.name), None) if task else lesson.open_result
    except CnnvizError as error:
        if latest is not None:
            latest.withdraw_all()
        _show_refused(lesson, error, parts, view)
        return False
    with parts:
        publish(lesson.hub, "windows", windows)
        key = publish(lesson.hub, "result", result, key)
        if latest is not None:
            latest.hold(*lesson.saved(), is_to_be_found=task is not None)
    with view:
        options = _options(lesson, task)  # which judges what was predicted last
        known = _known(lesson, key, result, task)
        told.tell(**known._asdict())
        options = replace(options, known=known._asdict())
        _show_linked(lesson.hub, lesson.stands, options)
    return True


def _task(lesson: Lesson) -> Task | None:
    """Give what the learner predicts."""
    task, cells = lesson.task(), lesson.left_open()
    return task if task is None or cells is None else task.of(cells)


def _known(lesson: Lesson, key: str, result: Part, task: Task | None) -> Known:
    """Give what the learner has done with this result, known by its key."""
    header, _ = result
    planes, height, width = (int(str(header[side])) for side in ("planes", "height", "width"))
    cells = lesson.left_open() if task else None
    done = len(found(lesson.hub, task)) if task else 0
    return what_is_known(lesson.hub, str(header["source"]), key, planes * height * width, cells, done)


def _show_refused(lesson: Lesson, error: CnnvizError, parts: DeltaGenerator, view: DeltaGenerator) -> None:
    """Say why there is no result, and leave the learner what was shown before, with all controls."""
    other = lesson.instead()
    if other is None:
        raise error
    with parts:
        publish(lesson.hub, "windows", other.windows())
        publish(lesson.hub, "result", other.result())
    refused = {"sentence": plain_sentence(error), "axes": lesson.asked()}
    preview = offer(lesson.hub, replace(lesson)) if lesson.is_previewed else None
    with view:
        fields = {**other.fields(), **lesson.settings()}
        _show_linked(lesson.hub, fields, replace(lesson.offers, refused=refused, preview=preview))


def _options(lesson: Lesson, task: Task | None) -> ViewOptions:
    """What the view offers; a preview would give away what is to be predicted."""
    options = lesson.offers
    if lesson.is_previewed:
        # A copy has nothing computed yet, and takes little of the session's memory.
        options = replace(options, preview=offer(lesson.hub, replace(lesson) if task is None else None))
    if task is None:
        return options
    return replace(
        options,
        predict=True,
        asking=task.name,
        asks_size=task.size is not None,
        asks_value=task.value is not None,
        verdicts=verdicts(lesson.hub, task),
        left_open=lesson.left_open(),
    )


def _show_linked(hub: str, fields: Mapping[str, object], options: ViewOptions) -> None:
    tell(hub, fields, vars(options))
    _view(key=f"{hub}_view", data={"hub": hub})


def tell(hub: str, fields: Mapping[str, object], options: Mapping[str, object]) -> None:
    """Tell the store of a view how its fields stand, and what the view offers."""
    said = {"part": "head", "fields": fields, "held": restart.held_meanwhile()}
    head = {**stamp(hub)._asdict(), **said, **options}
    _part(key=f"part_{hub}_head", data=pack(head, {}))


def stamp(hub: str) -> Stamp:
    """What all that is sent to a view now was made from."""
    return Stamp(hub, keeping.session(), reports.revision(reporter(hub)))
