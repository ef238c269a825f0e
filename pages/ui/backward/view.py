"""The view of a training step: the browser answers at once, and Python keeps what was set."""

from __future__ import annotations

from cnnviz.backward import EXAMPLES, numbers
from cnnviz.errors import CnnvizError
from cnnviz.predict import check_backward
from cnnviz.predict.backward_slips import ASKED
from pages.ui.backward.setting import HUB, MOST_INPUTS, MOST_TAPS, Chosen, limits
from pages.ui.linked.laboratory import Laboratory
from pages.ui.linked.predictions import Task, verdicts
from pages.ui.linked.view import tell
from pages.ui.session.component import register

_view = register("backward")
#: Parts of 1 that tell one task from another; JavaScript writes small numbers otherwise than Python.
_FINE = 1_000_000


def show_view(chosen: Chosen, predict: bool) -> None:
    """Draw it."""
    tell(HUB, chosen.fields(), _options(_task(chosen) if predict else None, predict))
    _view(key="backward_view", data={"hub": HUB})


def laboratory(chosen: Chosen) -> Laboratory:
    """Give what is saved as a page."""
    return Laboratory(HUB, "One step of training", [], chosen.fields(), _options(None, False))


def _options(task: Task | None, predict: bool) -> dict[str, object]:
    """What the view offers."""
    return {
        "most": {"input": MOST_INPUTS, "weight": MOST_TAPS},
        "limits": limits(),
        "examples": [{**example._asdict(), "at": None, "weight_at": [0, 0]} for example in EXAMPLES],
        "asked": ASKED,
        "predict": predict,
        "asking": task.name if task else "",
        "asks_size": False,
        "asks_value": task is not None,
        "verdicts": verdicts(HUB, task) if task else {},
    }


def _task(chosen: Chosen) -> Task | None:
    """Give what is to be predicted, a plane for each of `ASKED`; None where nothing fits."""
    try:
        step = chosen.made()
        shapes = [numbers(step, name).shape for name in ASKED]
    except CnnvizError:
        return None
    rows, columns = (max(shape[axis] for shape in shapes) for axis in (0, 1))
    return Task(
        name=name_of(chosen),
        shape=(len(ASKED), rows, columns),
        size=None,
        value=lambda typed, at: check_backward(typed, step, ASKED[at[0]], at[1:]),
    )


def name_of(chosen: Chosen) -> str:
    """Name what is to be predicted, as keyOf in assets/components/backward/backward_task.js does."""
    told = chosen.fields()
    names = ("input", "weight", "target", "rate", "stride", "padding", "relu", "pool", "reduce", "steps")
    return "|".join(_written(told[name]) for name in names)


def _written(value: object) -> str:
    return str(round(value * _FINE)) if isinstance(value, float) else str(value).lower()
