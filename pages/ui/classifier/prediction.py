"""The network's prediction as bars with numbers, and beside it how far it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.models.model import Prediction
from cnnviz.network.familiarity import WARN_FROM
from cnnviz.network.report import precision_of, taken_for
from cnnviz.numbers import percent, percents
from pages.ui.classifier import current
from pages.ui.classifier.input import Input

_BLANK = (
    "This picture is blank, so there is nothing to classify. The network would still name a class, but it "
    "would mean nothing. Draw something, or change how light and dark are treated."
)


def show_prediction(given: Input, prediction: Prediction) -> None:
    """Show the probabilities and how far to trust them; for a blank picture say that there is none."""
    warning = warning_of(given, prediction)
    if given.blank:
        st.html(warning)
        return
    kind = "unlike" if prediction.unlike else "like"
    shown = bars(prediction.probabilities, "Softmax: the probability of each class")
    notes = "".join(f"<li>{line}</li>" for line in honesty(given, prediction))
    st.html(
        f'{warning}<div class="{kind}">{_verdict(given, prediction)}{shown}</div>'
        f'<ul class="honesty">{notes}</ul>'
    )


def warning_of(given: Input, prediction: Prediction) -> str:
    """Say as HTML why there is no prediction, or none to trust; empty if there is."""
    if given.blank:
        return _warning(_BLANK)
    if not prediction.unlike:
        return ""
    return _warning(
        f"<b>Do not trust this prediction.</b> This picture lies {escape(how_far(prediction))}, so the "
        f"prediction may well be wrong, however confident it looks."
    )


def _warning(text: str) -> str:
    return f'<p class="warning" role="status"><span aria-hidden="true">⚠</span> {text}</p>'


def _html_percent(share: float, digits: int = 1) -> str:
    return escape(percent(share, digits))


def how_far(prediction: Prediction) -> str:
    """Say where the picture lies among the training images."""
    share = current.known(prediction.share_nearer)
    if share >= 1:
        return "farther out than every training image"
    return f"farther out than {percent(share).replace('>', 'over')} of the training images"


def _verdict(given: Input, prediction: Prediction) -> str:
    best = int(prediction.probabilities.argmax())
    says = f"{escape(current.labels()[best])}, {escape(percents(prediction.probabilities)[best])}"
    truth = "" if given.label is None else f"<small>{escape(checked(best, given.label))}</small>"
    strong = "s" if prediction.unlike else "strong"
    return f'<p class="verdict"><{strong}>{says}</{strong}>{truth}</p>'


def judged(prediction: int, label: int | None) -> str:
    """Say whether a class is the data set's; nothing where that is not known."""
    if label is None:
        return ""
    return "✓ Right" if prediction == label else "≠ Not the label"


def checked(prediction: int, label: int | None) -> str:
    """Say so in a sentence that names the label where it is another; nothing where that is not known."""
    if label is None:
        return ""
    if prediction == label:
        return "✓ The label says so, too."
    return f"≠ The label says {current.labels()[label]}."


def bars(shares: NDArray[np.float32], caption: str) -> str:
    """Write a share of 0–1 for each class as a table with bars."""
    best = int(shares.argmax())
    rows = "".join(
        f'<tr{" class=top" if i == best else ""}><th scope="row">{escape(label)}</th>'
        f'<td><i style="width:{100 * share:.2f}%"></i></td><td>{escape(text)}</td></tr>'
        for i, (label, share, text) in enumerate(
            zip(current.labels(), shares.tolist(), percents(shares), strict=True)
        )
    )
    return f'<table class="bars" aria-label="{escape(caption)}">{rows}</table>'


def honesty(given: Input, prediction: Prediction) -> list[str]:
    """Say how often it is right, what it is confused with, how unlike the picture is; as HTML."""
    card, test = current.model().card, current.model().test
    best = int(prediction.probabilities.argmax())
    lines = ["How often it is right was not measured."] if test is None else _measured(given, best, test)
    if card is None or prediction.distance is None:
        return [*lines, "How unlike its training images a picture is was not measured, so nothing warns."]
    return [*lines, _warned(prediction, card["familiarity"])]


def _measured(given: Input, best: int, test: Mapping[str, Any]) -> list[str]:
    name = escape(current.labels()[best])
    confused = " and ".join(
        f"{escape(current.labels()[i])} ({n})" for i, n in taken_for(test["confusion"], best)
    )
    right, low, high = map(_html_percent, (test["accuracy"], *test["interval"]))
    precision = float(precision_of(test["confusion"])[best])
    said = "unknown, as it named none" if np.isnan(precision) else _html_percent(precision)
    found = _html_percent(test["per_class"][best])
    beyond = (
        ""
        if given.label is not None
        else " Accuracy on other kinds of pictures was not measured: expect it to be lower."
    )
    return [
        f"On {test['images']:,} test images it classifies <b>{right}</b> correctly (95 % interval {low} "
        f"to {high})." + beyond,
        f"For <b>{name}</b> its precision is {said} and its recall {found}"
        + (f"; it is most often mistaken for {confused}." if confused else "."),
    ]


def _warned(prediction: Prediction, rule: Mapping[str, Any]) -> str:
    hits = sorted(float(hit["warned"]) for hit in rule["hits"].values())
    false = _html_percent(rule["false_alarms_on_test_images"])
    line, least, most = _html_percent(WARN_FROM, 0), _html_percent(hits[0], 0), _html_percent(hits[-1], 0)
    return (
        f"This picture lies <b>{escape(how_far(prediction))}</b>. From {line} on, a warning appears. It is a "
        f"false alarm for {false} of the test images, and it catches {least} to {most} of the pictures of "
        f"{len(hits)} unfamiliar kinds (see the model card)."
    )
