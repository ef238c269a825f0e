"""The view that follows a probability back: the map, its strongest position, the patch, and each step."""

from __future__ import annotations

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from cnnviz.attribution.path_steps import Rule, Step
from cnnviz.attribution.path_stops import Stop
from cnnviz.figures import format_number, shade, shared_limits
from cnnviz.operators.words import factor
from pages.ui.classifier import current
from pages.ui.classifier.input import input_map
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.figures.maps import Map, Mark, show_maps
from pages.ui.figures.tables import table
from pages.ui.shell.frame import folded
from pages.ui.why.linked import show_stop_linked
from pages.ui.why.trace import Trace

#: How a step's parts make its number, in words; {} is how many they are.
_RULES: dict[Rule, str] = {
    "share": "softmax of {} logits",
    "sum": "the sum of {} numbers",
    "product": "weight · value",
    "largest": "the largest of {}",
    "positive": "itself if positive, else 0",
}


def show_products(found: Trace) -> None:
    """The map that is followed: what each of its positions adds, the largest framed."""
    products = found.evidence.products
    own, (row, column) = products[found.unit], found.position
    weight, value = (
        float(part[found.unit, row, column]) for part in (found.evidence.weights, found.evidence.activations)
    )
    limits = shared_limits(list(products), "signed")
    most = "which contributes most" if found.unit == found.most else "which you chose"
    show_maps(
        [
            Map(
                shade(own, "signed", limits),
                f"Weight times value at each position of map {found.unit}, for the logit of "
                f"{found.case.name}",
                f"Map {found.unit}, {most}",
                f"Its {own.size} products add up to {format_number(own.sum())}. Framed: row {row}, column "
                f"{column} with {factor(weight)} · {factor(value)} = {format_number(own[row, column])}. "
                f"Colours of all maps: {format_number(limits[0])} … {format_number(limits[1])}.",
                values=np.round(own, 2),
                marks=(Mark(row, column, kind="winner"),),
            )
        ],
        key="products",
        size=190,
    )


def show_patch(found: Trace, stop: Stop) -> None:
    """The picture with what the step's number sees of it, and where the path ends."""
    name, last = current.names()[stop.layer], found.path.steps[-1]
    pixel = (Mark(*last.window, kind="cell"),) if last.title == "Product" else ()
    marks = (Mark(*stop.steps[0].window), Mark(*found.path.window), *pixel)
    seen = stop.steps[0].window
    note = (
        f"Outer frame: what this number in {name} sees, {seen.height} × {seen.width} pixels. "
        f"{found.path.sentence()}"
    )
    show_maps([input_map(found.case.given, note, marks)], key="path_patch", size=240)


def show_stop(found: Trace, stop: Stop, slot: DeltaGenerator) -> None:
    """A step's numbers, each part of the next, and its linked view."""
    with slot:
        show_facts([_fact(step, i == 0) for i, step in enumerate(stop.steps)], _next_step(found, stop))
    show_stop_linked(found.case, stop, slot)


def _next_step(found: Trace, stop: Stop) -> str:
    following = found.stops.index(stop) + 1
    if following == len(found.stops):
        return found.path.sentence()
    name = current.names()[found.stops[following].layer]
    number = format_number(stop.steps[-1].passed_on, 6)
    return f"{number} is an output of {name}, which the next step explains."


def _fact(step: Step, is_first: bool) -> Fact:
    """What a step's parts make; where it differs from the network's own number, or is the first, that too."""
    rule = _RULES[step.rule].format(len(step.parts))
    made, followed = format_number(step.made, 6), format_number(step.total, 6)
    said = f"the number followed: {followed}" if is_first or made != followed else ""
    return Fact(f"{step.title}: {rule}", made, said)


def show_whole_path(found: Trace) -> None:
    """Fold away a table of all steps: what each number's parts make, and which of them the next one is."""
    part = folded("The whole path, number by number", "whole")
    if not part.is_open:
        return
    names = (*current.names(), "the image")
    rows = [
        [
            f"{i}. {step.title}",
            names[step.layer],
            format_number(step.total, 6),
            _RULES[step.rule].format(len(step.parts)),
            format_number(step.made, 6),
            format_number(step.passed_on, 6),
        ]
        for i, step in enumerate(found.path.steps, 1)
    ]
    heads = ["Step", "Layer", "Number", "It is", "Recomputed", "Part that the next step explains"]
    part.slot.html(
        table(heads, rows, f"From the probability of {found.case.name} to the image", words=[1, 3])
    )
