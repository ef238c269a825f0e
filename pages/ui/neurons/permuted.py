"""Permuted pixels: what a dense layer does not mind and a convolution does, measured."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from cnnviz.figures import shade
from cnnviz.figures.hues import signed_text
from cnnviz.models.garments import LABELS
from cnnviz.neurons.rounding import fixed
from cnnviz.neurons.shipped import NAMES, PERMUTED, Name, Prediction
from cnnviz.numbers import percent, percents
from pages.ui.classifier.input import Input
from pages.ui.classifier.prediction import judged
from pages.ui.figures.maps import Map, show_maps
from pages.ui.figures.tables import table
from pages.ui.neurons.look import Look
from pages.ui.neurons.prediction import caveat
from pages.ui.neurons.shipped import TITLES, shipped
from pages.ui.neurons.slots import Slots
from pages.ui.neurons.told import tell_permuted

#: The four that are compared, and how many of the permuted network's units are drawn.
_FOUR: tuple[Name, ...] = tuple(name for name in NAMES if name != "logistic")
_UNITS = 8
_WHY = (
    "A dense layer gives every pixel a weight of its own and is never told which pixels are neighbours: if "
    "the pixels are reordered, it learns the same weights in the new order. A convolution looks at "
    "neighbours, with the same few weights everywhere; among permuted pixels, neighbours are unrelated."
)


def show_permuted(given: Input, look: Look, slots: Slots) -> None:
    """Show the picture both ways, what the four networks say to it, and how often they are right."""
    predictions = {name: shipped().predict(name, given.image) for name in _FOUR}
    tell_permuted(prediction.best for prediction in predictions.values())
    with slots.main:
        _show_pictures(given)
        st.html(_predictions(given, predictions))
    with slots.side:
        st.html(accuracies())
        st.html(f'<p class="measured">{escape(what_was_measured() + caveat(given))}</p>')
    with slots.below:
        _show_units(look)
        st.html(f'<p class="measured"><b>Why?</b> {_WHY}</p>')


def _show_pictures(given: Input) -> None:
    pictures = {"Ordinary": given.image, "Permuted": shipped().permute(given.image)}
    maps = [
        Map(shade(picture, "raw", (0, 1)), f"{name}. {given.alt}", name) for name, picture in pictures.items()
    ]
    show_maps(maps, key="orders", layout="mosaic", size=220, abreast=2)


def accuracies() -> str:
    """The four measured accuracies as a table with bars; on each bar its 95 % interval."""
    rows = []
    for name in _FOUR:
        test = shipped().card["networks"][name]["test"]
        low, high = test["interval"]
        ends = f"{percent(low)} to {percent(high)}"
        kind = "permuted" if name in PERMUTED else "ordinary"
        rows.append(
            f'<tr><th scope="row">{escape(_short(name))}</th><td class="of-all">'
            f'<i class="{kind}" style="width:{test["accuracy"]:.2%}"></i>'
            f'<u style="left:{low:.2%};width:{high - low:.2%}"></u></td>'
            f"<td><b>{percent(test['accuracy'])}</b> <small>{ends}</small></td></tr>"
        )
    images = shipped().card["networks"][_FOUR[0]]["test"]["images"]
    caption = f"Accuracy on {images:,} test images, 0 to 100 %, with its 95 % interval"
    return f'<table class="bars measured"><caption>{caption}</caption>{"".join(rows)}</table>'


def _short(name: Name) -> str:
    return (
        TITLES[name].replace("one hidden layer", "MLP").replace("convolutions", "CNN").removesuffix(" pixels")
    )


def what_was_measured() -> str:
    """What permuting costs each kind of network, in sentences of measured numbers."""
    kinds: tuple[tuple[Name, str], ...] = (("mlp", "The MLP"), ("cnn", "The CNN"))
    return " ".join(_lost(kind, title) for kind, title in kinds) + " Each network was trained once."


def _lost(kind: Name, title: str) -> str:
    card = shipped().card
    found, other = card["lost_by_permuting"][kind], f"{kind}_permuted"
    before, after = (percent(card["networks"][name]["test"]["accuracy"]) for name in (kind, other))
    loss, (low, high) = found["difference"], found["interval"]
    if low <= 0 <= high:
        change = f"a difference of {_points(-loss)} percentage points ({_interval(-high, -low)})"
        return f"{title} is not measurably affected: {before} and {after}, {change}."
    lost = f"it loses {_points(loss)} percentage points ({_interval(low, high)})"
    return f"{title} is affected: from {before} to {after} {lost}."


def _interval(low: float, high: float) -> str:
    return f"95 % interval {_points(low)} to {_points(high)}"


def _points(share: float) -> str:
    return fixed(100 * share, 1)


def _predictions(given: Input, predictions: Mapping[Name, Prediction]) -> str:
    heads = ["Network", "Prediction", "Softmax"] + ([] if given.label is None else ["Correct?"])
    rows = []
    for name, prediction in predictions.items():
        share = percents(prediction.probabilities)[prediction.best]
        rows.append(
            [_short(name), LABELS[prediction.best], share, judged(prediction.best, given.label)][: len(heads)]
        )
    truth = "" if given.label is None else f", {LABELS[given.label]} in the data set"
    return table(heads, rows, f"What the four networks predict for this picture{truth}", words=[1, 3])


def _show_units(look: Look) -> None:
    weights = shipped().weights("mlp_permuted")[0][:_UNITS].reshape(-1, 28, 28)
    learned, back = look.shades(weights), look.shades(shipped().put_back(weights))
    rows = {
        "As learned from permuted pixels": learned,
        "The same weights, each back at its pixel": back,
    }
    maps = [
        Map(one, f"Unit {unit}, {title.lower()}; {signed_text(one, look.hues)}", f"unit {unit}", row=title)
        for title, shades in rows.items()
        for unit, one in enumerate(shades)
    ]
    colours = escape(look.words(learned[0]))
    st.html(
        f'<p class="words">Weights of the permuted MLP’s first {_UNITS} hidden units. It learned the '
        f"garments all the same, in its own pixel order. {colours}</p>"
    )
    show_maps(maps, key="put_back", layout="mosaic", size=156, abreast=_UNITS)
