"""Views of trained networks on paper: on Neurons, Why, Break it and Autoencoder, as a step begins."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import numpy as np

from cnnviz import images
from cnnviz.arguments import Floats
from cnnviz.attribution.changes import PERTURBATIONS
from cnnviz.attribution.cover import cover
from cnnviz.attribution.perturb import perturb
from cnnviz.lessons.lesson import View
from cnnviz.lessons.paper import Figure, Still, Table, drawing
from cnnviz.models.garments import GARMENTS, LABELS
from cnnviz.models.model import Model
from cnnviz.models.table import shared
from cnnviz.network.autoencoder import load_autoencoder
from cnnviz.network.evidence import evidence
from cnnviz.network.prepare import Preparation
from cnnviz.neurons.duplicates import cosines
from cnnviz.neurons.shipped import NAMES, load_shipped
from cnnviz.neurons.weighted import weighted_sum
from cnnviz.numbers import format_number, percent

#: What the input of a network is chosen by.
INPUT: Final = frozenset({"src", "garment", "test"})
_OF_TWO: Final = frozenset(f"two_{one}" for one in ["in1", "in2", "a1", "a2", "a_bias", "b1", "b2", "b_bias"])
_FIRST: Final = {"in1": "155", "in2": "60", "a1": "0.27", "a2": "0.2", "b1": "-0.1", "b2": "-0.4"}
_OF_COVER: Final = frozenset({"cover_row", "cover_column", "cover_high", "cover_wide"})
_shipped = lru_cache(1)(load_shipped)
_autoencoder = lru_cache(1)(load_autoencoder)


def garment(start: Mapping[str, str]) -> Floats:
    """Give the picture of a garment that settings name, as the network takes it."""
    if start.get("src") == "own":
        return GARMENTS.prepare(images.load_sample(start["garment"]), Preparation()).input
    gallery, number = shared(GARMENTS.key).gallery, int(start.get("test", 0))
    if gallery is None or not 0 <= number < len(gallery.images):
        raise IndexError(number)
    return np.asarray(gallery.images[number])


def _given(name: str, image: Floats, sign: str = "") -> Figure:
    return drawing(name, sign, 255 * image, "raw")


def neurons(view: View) -> Still | None:
    """Draw two neurons by hand, or weights as pictures with what they make of a picture."""
    start, kind = view.start, view.start.get("neurons", "none")
    own = start.keys() - {"neurons"}
    if kind == "two":
        return _two(start) if own <= _OF_TWO else None
    if not own <= INPUT | {"class", "hidden_unit", "pair_cos"}:
        return None
    image = garment(start)
    if kind == "permuted":
        rows = [
            (_called(one), LABELS[_shipped().predict(one, image).best]) for one in NAMES if one != "logistic"
        ]
        listed = Table("Said by the networks", ("Network", "Class"), tuple(rows))
        permuted = _given("Its pixels, permuted", _shipped().permute(image))
        return Still((_given("Picture", image), permuted, listed))
    if kind == "hidden":
        weights, _ = _shipped().weights("mlp")
        unit = int(start.get("hidden_unit", 0))
        alike = np.flatnonzero(cosines(weights)[unit] >= float(start.get("pair_cos", 0.9)))
        units = [unit, *(int(one) for one in alike if one != unit)]
        return Still((_given("Picture", image), *(_weights(f"Unit {at}", weights[at]) for at in units)))
    weights, _ = _shipped().weights("logistic")
    logits = [format_number(float(one), 2) for one in _shipped().predict("logistic", image).logits]
    drawn = [_weights(f"{LABELS[at]}, {logit}", weights[at]) for at, logit in enumerate(logits)]
    return Still((_given("Picture", image), *drawn))


def _called(name: str) -> str:
    kind, _, permuted = name.partition("_")
    return f"{'Dense' if kind == 'mlp' else 'Convolutional'}{', permuted pixels' if permuted else ''}"


def _weights(name: str, weights: Floats) -> Figure:
    return drawing(name, "", weights.reshape(28, 28), "signed")


def _two(start: Mapping[str, str]) -> Still:
    told = {**_FIRST, "a_bias": "0", "b_bias": "0", **{key[4:]: text for key, text in start.items()}}
    given = [float(told[name]) for name in ("in1", "in2")]
    rows = []
    for name in "ab":
        weights = [float(told[f"{name}{at}"]) for at in (1, 2)]
        made = weighted_sum(given, weights, float(told[f"{name}_bias"]))
        numbers = (*given, *weights, made.bias, made.total, made.output)
        rows.append((name.upper(), *(format_number(one, 3) for one in numbers)))
    heads = ("Neuron", "Input 1", "Input 2", "Weight 1", "Weight 2", "Bias", "Sum", "After ReLU")
    return Still((Table("Two neurons", heads, tuple(rows)),))


def why(view: View) -> Still | None:
    """Draw a picture and what a cover changes, or what each of the last maps adds to a class's score."""
    start, model = view.start, shared(GARMENTS.key)
    own, method = start.keys() - INPUT - {"method"}, start.get("method", "evidence" if "via" in start else "")
    if method == "hand" and own <= _OF_COVER:
        image, firsts = garment(start), (9, 12, 7, 7)
        keys = ("cover_row", "cover_column", "cover_high", "cover_wide")
        row, column, high, wide = (
            int(start.get(key, first)) for key, first in zip(keys, firsts, strict=True)
        )
        covered = np.asarray(cover(image[None], (row, column), (high, wide)))[0]
        return _before_and_after(model, image, covered, "Covered")
    if method != "evidence" or not own <= {"via"}:
        return None
    found = model.predict(image := garment(start))
    best = int(found.logits.argmax())
    parts = evidence(model.network, found.activations, best)
    rows = [(f"Map {at}", format_number(float(one), 3)) for at, one in enumerate(parts.of_maps)]
    last = [("Bias", format_number(parts.bias, 3)), ("Score", format_number(parts.logit, 3))]
    listed = Table(f"The score of {LABELS[best]}", ("Adds", "Part"), (*rows, *last))
    return Still((_given("Picture", image), listed))


def broken(view: View) -> Still | None:
    """Draw a picture before and after it is disturbed."""
    start, kind = view.start, view.start.get("b_kind", "")
    amount = f"b_{kind}"
    if start.get("b_view") != "disturb" or not start.keys() <= INPUT | {"b_view", "b_kind", amount}:
        return None
    image = garment(start)
    changed = perturb(image[None], kind, float(start[amount]))[0]
    name = f"{PERTURBATIONS[kind].title}: {start[amount]}"
    return _before_and_after(shared(GARMENTS.key), image, changed, name)


def _before_and_after(model: Model, before: Floats, after: Floats, name: str) -> Still:
    both = [(one, model.predict(one.astype(np.float32)).probabilities) for one in (before, after)]
    (first, shares), (then, others) = both
    best = sorted(range(len(LABELS)), key=lambda at: -max(shares[at], others[at]))[:4]
    rows = tuple((LABELS[at], percent(float(shares[at]), 1), percent(float(others[at]), 1)) for at in best)
    listed = Table("Shares of the likeliest classes", ("Class", "Before", "After"), rows)
    return Still((_given("Picture", first), _given(name, then, "→"), listed))


def rebuilt(view: View) -> Still | None:
    """Draw a picture, its code and what is made of that."""
    start = view.start
    if not start.keys() <= INPUT:
        return None
    made = _autoencoder().rebuild(garment(start))
    codes = [drawing(f"Code {at}", "" if at else "→", one, "signed") for at, one in enumerate(made.code)]
    error = format_number(made.error, 3)
    return Still((_given("Picture", made.input), *codes, _given(f"Rebuilt, error {error}", made.output, "→")))
