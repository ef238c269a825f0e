"""What each layer already knows: the read-out of every layer on this picture, and how often it is right."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz.figures import Shade, format_number, shade
from cnnviz.network.readouts import INPUT, Said
from cnnviz.numbers import percent, percents
from pages.ui.classifier import current
from pages.ui.classifier.maps import limits_of
from pages.ui.figures.bars import Bar, show_bars
from pages.ui.figures.maps import Map, show_maps
from pages.ui.figures.tables import table
from pages.ui.inputs.controls import pick_one
from pages.ui.session import state
from pages.ui.why.case import Case

#: The layer whose maps are shown.
_KEY = "known"
#: So many classes of each read-out are named in the table.
_NAMED = 3
_MAP = 84


def show_known(case: Case) -> None:
    """Show what would be said after each layer, and the maps of one of them; a sentence if nobody knows."""
    if case.model.readouts is None:
        st.info(
            "Nobody trained read-outs for this network, so what its layers already know was not measured. "
            "Choose Garments or Digits."
        )
        return
    said = case.model.readouts.say(case.image, case.prediction.activations)
    lines, maps = st.columns([1.15, 1], gap="medium")
    with maps:
        names = {one.name: one.name for one in said}
        chosen = _index_of(said, pick_one("Its maps", names, _KEY, width=140, first=said[-1].name))
        _show_maps(case, said[chosen])
        _offer_network(said[chosen])
    with lines:
        _show_lines(case, said, chosen)
        st.html(f'<p class="words">{_words(case)}</p>')
    st.html(_all(case, said, chosen))


def _index_of(said: list[Said], name: str) -> int:
    """Which of the read-outs reads a layer."""
    return [one.name for one in said].index(name)


def _show_lines(case: Case, said: list[Said], chosen: int) -> None:
    """A line for each layer: what it would say, how sure, and how often that is right."""
    labels = case.model.labels
    lines = []
    for i, one in enumerate(said):
        best = one.top(1)[0]
        share = percents(one.probabilities)[best]
        text = f"{labels[best]}: {share} · right {percent(one.accuracy)}"
        lines.append(Bar(one.name, text, float(one.probabilities[best]), i == chosen))
    lines.append(_network(case))

    def take(said: list[Said], number: int) -> None:
        state.put(_KEY, said[number].name)

    show_bars(
        lines,
        key="known_lines",
        label="What would be said after each layer; choose one to see its maps",
        on_pick=partial(take, said),
        limits=(0, 1),
        title="What it would say after each layer, and how often that is right",
    )


def _network(case: Case) -> Bar:
    """The line of the whole network."""
    shares, best = case.prediction.probabilities, int(case.prediction.probabilities.argmax())
    right = "" if case.model.test is None else f" · right {percent(case.model.test['accuracy'])}"
    text = f"{case.model.labels[best]}: {percents(shares)[best]}{right}"
    return Bar("network", text, float(shares[best]), pickable=False)


def _show_maps(case: Case, one: Said) -> None:
    """All that a read-out sees: the maps of its layer."""
    shown = _shades(case, one)
    show_maps(
        [
            Map(picture, f"{one.name}, map {number}.", f"{number}" if len(shown) > 1 else "")
            for number, picture in enumerate(shown)
        ],
        key="known_maps",
        layout="mosaic",
        size=_MAP if len(shown) > 1 else 4 * _MAP,
        abreast=4 if len(shown) > 1 else 1,
    )


def _shades(case: Case, one: Said) -> list[Shade]:
    if one.layer_index == INPUT:
        return [shade(channel, "raw", (0, 1)) for channel in case.image]
    maps = case.prediction.activations[one.layer_index]
    limits = limits_of(case.model, case.prediction, one.layer_index, "layer")
    return [shade(values, "signed", ends) for values, ends in zip(maps, limits, strict=True)]


def _offer_network(one: Said) -> None:
    """A link to the layer on Network, where each number of it is explained; the input is no layer."""
    if one.layer_index != INPUT:
        query = {"layer": one.name, "model": current.model().about.key}
        with st.container(key="known_link"):
            st.page_link(
                "pages/network.py", label=f"Network: {one.name}, number by number", query_params=query
            )


def _words(case: Case) -> str:
    assert case.model.readouts is not None
    windows = case.model.readouts.facts["windows"]
    return (
        f"A read-out is one dense layer, trained afterwards on a layer’s maps, each averaged over "
        f"{windows} × {windows} windows. The network is left as it is. A read-out tells what sums alone can "
        "read off there, not what the network does with it."
    )


def _all(case: Case, said: list[Said], chosen: int) -> str:
    """Everything as a table: the likeliest classes of each read-out, and its measured accuracy."""
    assert case.model.readouts is not None
    labels, images = case.model.labels, case.model.readouts.facts["images"]
    rows = []
    for one in said:
        shares = percents(one.probabilities)
        ends = " to ".join(map(percent, one.interval))
        rows.append(
            [
                one.name,
                *(f"{labels[label]}: {shares[label]}" for label in one.top(_NAMED)),
                percent(one.accuracy),
                ends,
                format_number(one.numbers),
            ]
        )
    places = ("It would say", "then", "then")[:_NAMED]
    heads = ["After", *places, "Accuracy", "95 % interval", "Numbers it reads"]
    caption = f"Each layer’s read-out on this picture, and how often it is right on {images:,} test images"
    return table(heads, rows, caption, chosen=chosen, words=range(1, 1 + _NAMED))
