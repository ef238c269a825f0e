"""Size against error against cost: a chart, and the same as a table with where each error stands."""

from __future__ import annotations

from typing import Final

import streamlit as st

from cnnviz.architectures import COMPARED, NETWORKS
from cnnviz.architectures.chart import ERROR_TICKS, ERRORS, PARAMETER_TICKS, PARAMETERS, Point, points
from cnnviz.figures.curves import log_share
from cnnviz.numbers import format_number
from pages.ui.architectures.setting import Chosen, take_net
from pages.ui.figures.tables import table
from pages.ui.session.component import register
from pages.ui.shell.frame import Folded

_component = register("against")
_HEADS: Final = ("Network", "Year", "Parameters", "Multiplications", "Top-5 error", "Measured by", "Source")
#: Where a name stands, so that names do not cover each other; else on the right.
_SIDES: Final = {
    "vgg16": "above",
    "vgg19": "below",
    "resnet101": "above",
    "inception_v3": "left",
    "inception_v4": "left",
}
_WORDS = (
    "Top-5 error: the share of ImageNet’s validation pictures whose class is not among the network’s five "
    "likeliest. AlexNet’s, with ten crops, and Inception-v4’s are from their papers; torchvision measured "
    "all others alike. LeNet-5 is not here: it reads digits."
)


def show_comparison(part: Folded, chosen: Chosen) -> None:
    """If unfolded, show both."""
    if not part.is_open:
        return
    data = {
        "points": [_point(point) for point in points()],
        "across": [[_in_millions(tick), log_share(tick, *PARAMETERS)] for tick in PARAMETER_TICKS],
        "up": [[f"{tick} %", log_share(tick, *ERRORS)] for tick in ERROR_TICKS],
        "chosen": chosen.key,
    }
    with part.slot:
        _component(key="a_against", data=data, react={"net": take_net})
        st.html(f'<p class="words">{_WORDS}</p>')
        st.html(table(_HEADS, [_row(point) for point in points()], "Size, error and cost", words=(5, 6)))


def _point(point: Point) -> dict[str, object]:
    network = NETWORKS[point.key]
    return {
        "key": point.key,
        "title": network.title.partition(",")[0],
        "told": f"{network.title} ({network.year}): {_costs(point)}.",
        "across": point.across,
        "up": point.up,
        "size": point.size,
        "side": _SIDES.get(point.key, "right"),
    }


def _costs(point: Point) -> str:
    return (
        f"{format_number(point.parameters)} parameters, {format_number(point.multiplications)} "
        f"multiplications, top-5 error {format_number(point.error, 3)} %"
    )


def _row(point: Point) -> list[str]:
    network, error = NETWORKS[point.key], COMPARED[point.key]
    numbers = [format_number(point.parameters), format_number(point.multiplications)]
    return [
        network.title,
        str(network.year),
        *numbers,
        f"{format_number(error.percent, 3)} %",
        error.how,
        error.source,
    ]


def _in_millions(number: float) -> str:
    return f"{format_number(number / 1e6)} million"
