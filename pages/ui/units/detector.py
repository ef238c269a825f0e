"""The neuron as a detector: b·x = ‖b‖ ‖x‖ cos θ with the numbers put in, at any brightness of the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.attribution.aggregation import Aggregation, Dimmed, dimmed
from cnnviz.figures import Scale, format_number, range_text, shade
from cnnviz.models.model import as_image, as_maps
from cnnviz.network.summary import seen_by
from cnnviz.numbers import percent
from cnnviz.predict.dimmed_slips import DIGITS
from pages.ui.classifier import current
from pages.ui.classifier.drawn import picture
from pages.ui.classifier.input import Input, input_map, pick_input, pick_source
from pages.ui.figures.maps import Map, Mark, show_maps
from pages.ui.figures.tables import table
from pages.ui.inputs.controls import pick_slider, pick_toggle
from pages.ui.session import state
from pages.ui.units.parts import show_parts_of
from pages.ui.units.predicting import ask_first
from pages.ui.units.unit import Unit


@state.fragment
def show_detector(unit: Unit) -> None:
    """Show a picture, the patch of it with the largest response, and the sum at full and less light."""
    st.html('<h2 class="part">What it computes: b·x = ‖b‖ ‖x‖ cos θ</h2>')
    steps = st.container(key="strip")
    with st.container(key="detector_body"):
        left, right = st.columns([1, 3.2], gap="medium")
    with left:
        given = pick_input(pick_source(), steps)
        bright = pick_slider("Brightness of the picture", "dim", 0.5, 0.05, 1.0, 0.05)
    network = current.model().network
    made = dimmed(network, as_maps(given.image), unit.convolution, unit.map, bright)
    with right:
        patch, sums = st.container(), st.container()
        with st.container(key="beneath"):
            predict = pick_toggle("Predict first", "predict")
        is_seen = ask_first(made, predict)
        if is_seen:
            st.markdown(_words(unit, made))
        with patch:
            _show_patch(unit, given, made, is_seen)
        sums.html(_table(made, is_seen))
        show_parts_of(unit, given.image)


def _show_patch(unit: Unit, given: Input, made: Dimmed, is_seen: bool) -> None:
    """The picture with the patch framed, kernel and patch as numbers; once they may be seen, the products."""
    less, channel = made.less, unit.channel
    network = current.model().network
    rows, columns = given.image.shape[-2:]
    seen = Mark(*seen_by(network, unit.convolution, less.at, (rows, columns)))
    dim = replace(input_map(given, f"at {percent(made.brightness, 0)} brightness", (seen,)), label="Picture")
    dim = replace(dim, picture=picture(as_image(made.image)))
    below = _below(unit)
    scale: Scale = "raw" if unit.is_first else "clipped"
    products = less.products[channel] if is_seen else None
    show_maps(
        [
            dim,
            _numbers(less.kernel[channel], "signed", f"Kernel b{below}"),
            _numbers(less.patch[channel], scale, f"Patch x{below}", made.limits),
            _hidden(less.patch[channel]) if products is None else _numbers(products, "signed", "Products"),
        ],
        key="detector",
        layout="mosaic",
        size=150,
    )


def _hidden(like: NDArray[np.float64]) -> Map:
    """The products' place while they would give the answer away, so that nothing moves once they are seen."""
    blank = shade(np.zeros_like(like), "signed")
    alt = "Products: hidden until the sum is predicted."
    return Map(blank, alt, "Products", "?", values=np.zeros_like(like), known=0)


def _below(unit: Unit) -> str:
    """Say which of several channels is shown."""
    if unit.kernels.shape[1] == 1:
        return ""
    return f", {'colour' if unit.is_first else 'map'} {unit.channel} below"


def _numbers(
    values: NDArray[np.float64],
    scale: Scale,
    title: str,
    limits: tuple[float, float] | None = None,
) -> Map:
    shown = shade(values, scale, limits)
    rows = "; ".join(", ".join(format_number(value, 2) for value in row) for row in values)
    return Map(shown, f"{title}: {rows}.", title, range_text(shown), values=values)


def _table(made: Dimmed, is_seen: bool) -> str:
    """All factors in both lights; while it is predicted, the sum in less light is a question mark."""
    rows = [_row(1.0, made.full, True), _row(made.brightness, made.less, is_seen)]
    heads = ["", "‖b‖", "‖x‖", "cos θ", "b·x", "bias", "b·x + bias"]
    return table(
        heads, rows, "The patch that the kernel responds to most; the last column is the map’s number"
    )


def _row(share: float, sums: Aggregation, is_seen: bool) -> list[str]:
    values = (sums.kernel_size, sums.patch_size, sums.cosine, sums.sum, sums.bias, sums.output)
    row = [f"at {percent(share, 0)} brightness", *(format_number(value, DIGITS) for value in values)]
    return row if is_seen else [*row[:4], "?", row[5], "?"]


def _words(unit: Unit, made: Dimmed) -> str:
    full, less, at = made.full, made.less, percent(made.brightness, 0)
    if not less.kernel_size:
        return "All weights of the kernel are 0: ‖b‖ is 0, and there is no angle."
    if not less.patch_size:
        dark = (
            "The patch is black" if unit.is_first else f"At {at} of the brightness all maps below are 0 here"
        )
        return f"{dark}: ‖x‖ is 0, and there is no angle."
    b, x, cosine, product = (
        format_number(value, 3) for value in (less.kernel_size, less.patch_size, less.cosine, less.sum)
    )
    formula = f"**{b} · {x} · {cosine} = {product}** (rounded). "
    if unit.is_first:
        kept = "0 as before" if np.isnan(made.kept) else f"{percent(made.kept, 0)} of what it was"
        return formula + (
            "The kernel responds to two things at once: how much the patch looks like it (cos θ) and how "
            f"bright the patch is (‖x‖). At {at} of the brightness the sum is {kept}, and the cosine is the "
            "same: a dim match can lose against a bright mismatch. That is why inputs are scaled "
            "first; here, all pixels to 0–1."
        )
    was = format_number(full.cosine, 3)
    return formula + (
        f"x has {less.patch.size} numbers here: a patch of each of {len(less.patch)} maps below. With the "
        f"picture at {at} of its brightness the cosine goes from {was} to {cosine}: "
        "the biases of the layers below did not get dimmer, so the pattern of the patch changed, too."
    )
