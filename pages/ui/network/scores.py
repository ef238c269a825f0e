"""The classes, each with its score and its share; each of these numbers can be clicked."""

from __future__ import annotations

from typing import Any

from cnnviz.neurons.rounding import fixed
from cnnviz.numbers import percents
from pages.ui.classifier import current
from pages.ui.classifier.spot import look_at_class
from pages.ui.classifier.view import View
from pages.ui.session import state
from pages.ui.session.component import register
from pages.ui.session.payload import pack

_component = register("scores")


def show_scores(view: View) -> None:
    """Show the classes in their order; a number that is clicked is the one that is explained."""
    logits = view.prediction.logits.tolist()
    header = {
        "label": "Score and probability of each class",
        "unlike": view.prediction.unlike,
        "limits": [min(0.0, *logits), max(0.0, *logits)],
        "follow": ".st-key-detail",
        "lines": [_heads(), *_lines(view)],
    }
    _component(key="scores", data=pack(header, {}), react={"pick": _take})


def _layers() -> tuple[str, str]:
    """The layers whose numbers stand at the classes."""
    return current.scores(), current.SOFTMAX


def _heads() -> dict[str, Any]:
    titles = ("dense score", "softmax")
    score, share = ({"text": text, "told": text, "value": None, "chosen": False} for text in titles)
    return {"name": "Class", "number": None, "top": False, "score": score, "share": share}


def _lines(view: View) -> list[dict[str, Any]]:
    prediction, best = view.prediction, int(view.prediction.logits.argmax())
    lines = []
    layers = _layers()
    for i, (name, logit, value, share) in enumerate(
        zip(
            current.labels(),
            prediction.logits.tolist(),
            prediction.probabilities.tolist(),
            percents(prediction.probabilities),
            strict=True,
        )
    ):
        top = ", the predicted class" if i == best else ""
        chosen = [view.spot.name == layer and view.label == i for layer in layers]
        lines.append(
            {
                "name": name,
                "number": i,
                "top": i == best,
                "score": _number(fixed(logit, 2), f"{name}{top}: dense score", logit, chosen[0]),
                "share": _number(share, f"{name}{top}: softmax", value, chosen[1]),
            }
        )
    return lines


def _number(text: str, what: str, value: float, chosen: bool) -> dict[str, Any]:
    return {"text": text, "told": f"{what} {text}", "value": value, "chosen": chosen}


def _take(pick: object) -> None:
    """Look at the number that was clicked; the heads stand above the classes."""
    match pick:
        case [int(row), int(column)] if 0 <= row <= len(current.labels()) and column in (0, 1):
            state.put("layer", _layers()[column])
            if row:
                look_at_class(row - 1)
