"""What is left of a gradient at the first layer of a deep stack, with and without skips."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz.architectures.skip import WIDTH, Gradients, gradients, slopes
from cnnviz.figures.curves import log_share, path
from cnnviz.numbers import format_number
from pages.ui.architectures.tells import tell_skips
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.figures.plots import Layer, drawing
from pages.ui.figures.tables import table
from pages.ui.inputs.controls import HALF, pick_number, pick_slider
from pages.ui.shell.frame import Folded

_WIDE, _HIGH = 600, 200
MOST_LAYERS, MOST_SEED = 56, 999


def show_skip(part: Folded) -> None:
    """If unfolded, show controls, products, and a measured stack."""
    if not part.is_open:
        return
    with part.slot:
        with st.container(horizontal=True, gap="medium"):
            layers = pick_number("Layers", "a_deep", 5, 1, MOST_LAYERS, width=HALF)
            slope = pick_slider("Slope of each layer", "a_slope", 0.1, 0.05, 1.0, 0.05, width=HALF)
            seed = pick_number("Seed of the weights", "a_seed", 0, 0, MOST_SEED, width=HALF)
        found = gradients(slope, layers, seed)
        tell_skips(slope, layers)
        _show_facts(slope, layers, found)
        st.html(_chart(found))
        st.html(
            table(("Behind layer", "Without skips", "With skips"), _rows(found), "Length of the gradient")
        )


def _show_facts(slope: float, layers: int, found: Gradients) -> None:
    plain, skipping = slopes(slope, layers)
    one, more = format_number(slope), format_number(1 + slope)
    facts = [
        Fact("Slopes multiplied", format_number(plain), f"{one} to the power of {layers}"),
        Fact("With skips", format_number(skipping), f"(1 + {one}) = {more} to the power of {layers}"),
        Fact(
            "Measured, without skips", format_number(found.plain[0]), "length at the input; 1 at the output"
        ),
        Fact(
            "Measured, with skips", format_number(found.skipping[0]), "length at the input; 1 at the output"
        ),
    ]
    show_facts(
        facts,
        "On its way back a layer multiplies the gradient by its slope. A skip adds the layer’s input to its "
        f"output, which makes the slope 1 more. Measured: layers of {WIDTH} numbers, each with random "
        "weights and a ReLU. With skips their gradient stays below (1 + slope)ⁿ: what a layer adds to it "
        "points elsewhere, and lengths add up in full only where directions agree.",
    )


def _chart(found: Gradients) -> str:
    layers = len(found.plain) - 1
    across = np.arange(layers + 1)
    low, high = _ends(found)
    drawn = [
        path(across, [log_share(value, low, high) for value in values], (layers, 1.0), (_WIDE, _HIGH))
        for values in (found.plain, found.skipping)
    ]
    frame = f'<path d="M0,0V{_HIGH}H{_WIDE}" fill="none" stroke="#000" stroke-width="2"/>'
    lines = [
        f'<path d="{line}" fill="none" stroke="#000" stroke-width="3"{dash}/>'
        for line, dash in zip(drawn, (' stroke-dasharray="9 6"', ""), strict=True)
    ]
    label = (
        "Length of the gradient from the input, left, to the output, right: at the input "
        f"{format_number(found.plain[0])} without skips (dashed), "
        f"{format_number(found.skipping[0])} with skips."
    )
    layered = [Layer(frame, "edge"), Layer(lines[0], "ink"), Layer(lines[1], "act")]
    ends = f"Upwards, logarithmic: {format_number(low)} to {format_number(high)}"
    legend = f"Dashed: without skips. Drawn through: with skips. Left: the input; right: the output. {ends}."
    plot = drawing(layered, _WIDE, _HIGH, label, 'preserveAspectRatio="none"')
    return f'<div class="gradients">{plot}<p class="words">{legend}</p></div>'


def _ends(found: Gradients) -> tuple[float, float]:
    """Give the powers of ten between which all lengths lie; what is 0 is drawn at the border."""
    lengths = np.concatenate([found.plain, found.skipping])
    powers = np.log10(lengths[lengths > 0])
    return 10.0 ** int(np.floor(powers.min())), 10.0 ** int(np.floor(powers.max()) + 1)


def _rows(found: Gradients) -> list[list[str]]:
    pairs = zip(found.plain, found.skipping, strict=True)
    return [
        [str(at) if at else "the input", format_number(plain), format_number(skipping)]
        for at, (plain, skipping) in enumerate(pairs)
    ]
