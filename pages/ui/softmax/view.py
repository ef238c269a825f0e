"""The view of the page on softmax: the browser answers at once, and Python keeps what was set."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz.operators import activation_trace, softmax_trace
from cnnviz.predict.curve_slips import activation_question, softmax_question
from cnnviz.predict.verdict import Question
from pages.ui.classifier import current
from pages.ui.classifier.input import Input
from pages.ui.linked.laboratory import Laboratory
from pages.ui.linked.pins import At
from pages.ui.linked.predictions import Task, verdicts
from pages.ui.linked.view import tell
from pages.ui.session.component import register
from pages.ui.softmax.logits import (
    BELOW,
    COLDEST,
    FIRST,
    HOTTEST,
    HUB,
    LARGEST,
    LONGEST_NAME,
    MOST_CLASSES,
    Logits,
    classes,
)

_view = register("softmax")


def show_view(logits: Logits, given: Input, predict: bool) -> Laboratory:
    """Draw it, and give what is saved as a page; it offers the logits that the network gives the picture."""
    options = _options(given) | _predicted(logits, predict)
    shown = Laboratory(HUB, "Softmax", [], logits.fields(), options)
    tell(HUB, shown.fields, shown.options)
    _view(key="softmax_bars", data={"hub": HUB})
    return shown


def _options(given: Input) -> dict[str, object]:
    """What the view offers."""
    names, of_network = _largest(current.model().predict(given.image).logits, given.label)
    return {
        "most": LARGEST,
        "temperatures": (COLDEST, HOTTEST),
        "longest": LONGEST_NAME,
        "classes": MOST_CLASSES,
        "first": {"classes": classes(*FIRST)},
        "below": {"classes": classes(*BELOW)},
        "network": {
            "title": f"Of the picture below. {given.alt}",
            "classes": classes(names, _decimal(of_network)),
            "right": 0 if given.label is None else names.index(_short(given.label)),
        },
    }


def _predicted(logits: Logits, predict: bool) -> dict[str, object]:
    """What is to be predicted: the probability of one class."""
    asked = [list(logits.values), logits.temperature, logits.way]
    task = Task.judged_by(str(asked), (1, 1, len(logits.values)), lambda at: _question(logits, at))
    return {
        "predict": predict,
        "asking": task.name if predict else "",
        "asks_size": False,
        "asks_value": predict,
        "verdicts": verdicts(HUB, task) if predict else {},
        "asked_of": asked,
    }


def _question(logits: Logits, at: At) -> Question:
    if logits.way == "softmax":
        return softmax_question(softmax_trace(logits.shown, logits.temperature, at[2]))
    return activation_question(activation_trace("sigmoid", logits.values[at[2]] / logits.temperature))


def _largest(logits: NDArray[np.float32], label: int | None) -> tuple[list[str], NDArray[np.float32]]:
    """The classes' names and logits; of more than the view holds the largest, the right one among them."""
    order = np.argsort(-logits, kind="stable")[:MOST_CLASSES]
    if label is not None and label not in order:
        order[-1] = label
    kept = np.sort(order)
    return [_short(int(at)) for at in kept], logits[kept]


def _short(label: int) -> str:
    return current.labels()[label][:LONGEST_NAME].strip()


def _decimal(values: NDArray[np.float32]) -> list[float]:
    """Give the shortest decimals that mean these float32, as they stand in an address."""
    return [float(str(np.clip(value, -LARGEST, LARGEST))) for value in values]
