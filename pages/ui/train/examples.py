"""Designs at one click: two of which one's gradient vanishes, one that overfits, and five that do so less."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from cnnviz.live import Bench, Design
from cnnviz.live.examples import DEEP_RELU, DEEP_SIGMOID, OVERFIT, SWITCHES
from cnnviz.live.switched import BATCHES, NONE, SEEDS, points, says_measured, switched
from cnnviz.numbers import percent
from pages.ui.figures.tables import table
from pages.ui.train.setting import set_design

_KEPT = "If the current run has been trained, it is kept as A, unless there is already an A."


def show_examples(bench: Bench) -> None:
    """Offer two stacks of which one's gradient vanishes."""
    st.html("<p class='words'><b>Vanishing gradients:</b> compare</p>")
    with st.container(horizontal=True, gap="small"):
        for name, design in (("sigmoid", DEEP_SIGMOID), ("ReLU", DEEP_RELU)):
            st.button(
                f"Deep {name}s",
                on_click=_try,
                args=(bench, design),
                key=f"t_deep_{design.activation}",
                width=138,
                help=f"Sets all controls. {_KEPT}",
            )
    st.html(
        "<p class='words'>On its way back the gradient is multiplied by each activation’s slope: a sigmoid’s "
        "is at most ¼, a ReLU’s is 1 wherever its input is positive.</p>"
    )


def show_switches(bench: Bench) -> None:
    """Offer a design that learns by heart, and for the design in hand what makes the gap smaller."""
    st.button(
        "Learn by heart",
        on_click=_try,
        args=(bench, OVERFIT),
        key="t_overfit",
        width="stretch",
        help=f"{OVERFIT.images} images and many filters. Sets all controls. {_KEPT}",
    )
    st.html("<p class='words'><b>Narrow the gap:</b> keeps a trained run as A</p>")
    with st.container(horizontal=True, gap="small", key="switches"):
        for key, switch in SWITCHES.items():
            design = switch.of(bench.run.design)
            st.button(
                switch.title,
                on_click=_try,
                args=(bench, design),
                key=f"t_less_{key}",
                disabled=design == bench.run.design,
                help=f"{switch.says} {says_measured(key)} {_KEPT}",
            )
    st.html(_measured())


def _measured() -> str:
    """Write what each switch was measured to make of the gap, and what that costs."""
    titles = {NONE: "Learn by heart", **{key: switch.title for key, switch in SWITCHES.items()}}
    rows = [[titles[key], points(found.gap), percent(found.accuracy)] for key, found in switched().items()]
    caption = f"Measured after {BATCHES} batches, means of {len(SEEDS)} runs; the gap in points"
    return table(("With", "Gap", "Held out"), rows, caption)


def _try(bench: Bench, design: Design) -> None:
    design = replace(design, data=bench.run.design.data)
    set_design(design)
    if not bench.suits(design) and bench.kept is None:
        bench.begin(design, keep=True)
