"""The view of the transposed page: the browser answers at once, and Python keeps what was set."""

from __future__ import annotations

from cnnviz.errors import CnnvizError
from cnnviz.predict import Verdict, check_transposed_size, check_value, neighbours_of
from cnnviz.transposing import Transposing
from pages.ui.linked.laboratory import Laboratory
from pages.ui.linked.pins import At
from pages.ui.linked.predictions import Task, verdicts
from pages.ui.linked.view import tell
from pages.ui.session.component import register
from pages.ui.transposed.examples import examples
from pages.ui.transposed.setting import HUB, MOST_INPUTS, MOST_TAPS, Chosen, limits

_view = register("transposed")


def show_view(chosen: Chosen, predict: bool) -> None:
    """Draw it."""
    tell(HUB, chosen.fields(), _options(_task(chosen) if predict else None, predict))
    _view(key="transposed_view", data={"hub": HUB})


def laboratory(chosen: Chosen) -> Laboratory:
    """Give what is saved as a page."""
    return Laboratory(HUB, "Transposed convolution", [], chosen.fields(), _options(None, False))


def _options(task: Task | None, predict: bool) -> dict[str, object]:
    """What the view offers."""
    return {
        "most": {"input": MOST_INPUTS, "kernel": MOST_TAPS},
        "limits": limits(),
        "examples": [example.fields() for example in examples()],
        "predict": predict,
        "asking": task.name if task else "",
        "asks_size": task is not None,
        "asks_value": task is not None,
        "verdicts": verdicts(HUB, task) if task else {},
    }


def _task(chosen: Chosen) -> Task | None:
    """Give what is to be predicted; None where there is no output."""
    made = chosen.made()
    try:
        shape = made.output.shape
    except CnnvizError:
        return None
    parts = (chosen.input, chosen.kernel, *map(str, chosen.options.values()))
    return Task(
        name="|".join(parts),
        shape=(1, *shape),
        size=lambda typed: check_transposed_size(typed, made.sizes),
        value=lambda typed, at: _judged(made, typed, at),
    )


def _judged(made: Transposing, typed: str, at: At) -> Verdict:
    _, row, column = at
    beside = neighbours_of(made.output, (row, column))
    return check_value(typed, made.gather(row, column), neighbours=beside)
