"""The path back: which map of the last ones it follows, and which layer of it is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from cnnviz.attribution.path_back import PathBack, trace_back
from cnnviz.attribution.path_stops import Stop, stops
from cnnviz.figures import format_number
from cnnviz.network.evidence import Evidence, evidence
from pages.ui.classifier import current
from pages.ui.figures.bars import Bar, show_bars
from pages.ui.inputs.controls import pick_one, pick_toggle
from pages.ui.session import state
from pages.ui.why.case import Case
from pages.ui.why.predicting import ask_first

_MAP, _STOP = "via", "stop"


@dataclass(frozen=True)
class Trace:
    """A path from a class's probability to the image."""

    case: Case
    path: PathBack

    @cached_property
    def evidence(self) -> Evidence:
        """What the class's score is made of."""
        return evidence(self.case.model.network, self.case.prediction.activations, self.case.label)

    @cached_property
    def stops(self) -> list[Stop]:
        """The path's layers, from the softmax down."""
        return stops(self.path)

    @property
    def most(self) -> int:
        """The map that gave most."""
        return self.path.strongest

    @property
    def unit(self) -> int:
        """The map that is followed."""
        return self.path.cell[0]

    @property
    def position(self) -> tuple[int, int]:
        """Row and column of that map's largest product."""
        return self.path.cell[1:]


def trace(case: Case) -> Trace:
    """Follow the path through the map that was chosen, or the one that gave most."""
    maps = len(case.prediction.activations[-3])
    chosen = state.setting(
        _MAP, _no_map, lambda text: _read_map(text, maps), lambda i: "" if i is None else f"{i}"
    )
    network, prediction = case.model.network, case.prediction
    return Trace(case, trace_back(network, prediction.activations, case.label, case.image, chosen))


_no_map: int | None = None


def _read_map(text: str, maps: int) -> int | None:
    is_one = text.isascii() and text.isdigit() and len(text) < 4 and int(text) < maps
    return int(text) if is_one else None


def show_contributions(found: Trace) -> None:
    """The score as a sum over the maps, largest first; each can be followed."""
    parts = found.evidence.of_maps.tolist()
    order = sorted(range(len(parts)), key=lambda i: -parts[i])
    lines = [Bar(f"map {i}", format_number(parts[i]), parts[i], chosen=i == found.unit) for i in order]
    bias = found.evidence.bias
    lines.append(Bar("bias", format_number(bias), bias, pickable=False))

    def follow(line: int) -> None:
        state.put(_MAP, None if order[line] == found.most else order[line])

    label = f"What each of the last maps adds to the logit of {found.case.name}; choose one to follow"
    show_bars(
        lines, key="contributions", label=label, on_pick=follow, title=f"Logit of {found.case.name}: a sum"
    )
    score = found.stops[1].steps[0]
    st.html(
        f'<p class="words">All {len(score.parts)} add up to {format_number(score.made, 6)}; the network '
        f"computed {format_number(score.total, 6)}. Softmax turns it into "
        f"{format_number(found.stops[0].total)}.</p>"
    )
    with st.container(key="beneath"):
        predict = pick_toggle("Predict first", "predict")
    if ask_first(found.evidence, found.unit, found.position, found.case.name, predict):
        without = format_number(found.evidence.without(found.unit))
        st.html(f'<p class="words">Without map {found.unit} the logit would be {without}.</p>')


def pick_stop(found: Trace) -> Stop:
    """Show the path as a list of layers, of which one is looked at."""
    names = current.names()
    by_name = {names[stop.layer]: stop for stop in found.stops}
    chosen = pick_one("Step", {name: name for name in by_name}, _STOP, first=current.scores())
    keys = list(by_name)
    lines = [
        Bar(f"{name}{_map_of(stop)}", format_number(stop.total), chosen=name == chosen)
        for name, stop in by_name.items()
    ]
    show_bars(
        lines,
        key="steps_back",
        label="The path's numbers, from the prediction to the image",
        on_pick=lambda line: state.put(_STOP, keys[line]),
    )
    return by_name[chosen]


def _map_of(stop: Stop) -> str:
    return f", map {stop.at[0]}" if len(stop.at) > 1 else ""
