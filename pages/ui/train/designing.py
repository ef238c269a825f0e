"""Choosing the layers of the network to train, and how it learns."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import streamlit as st

from cnnviz.errors import CnnvizError
from cnnviz.live import Bench, Design
from cnnviz.live.choices import ACTIVATION_NAMES, OPTIMISER_NAMES, POOLING_NAMES
from cnnviz.live.limits import BATCH, DEPTH, FILTERS, KERNELS, MOST_DROPOUT, MOST_SEED, STAGES
from pages.ui.figures.sentences import sentence
from pages.ui.inputs.controls import pick_number, pick_one, pick_slider, pick_toggle
from pages.ui.session import state

_FIRST: Final = Design()
_RATES: Final = (
    "0.00001",
    "0.00003",
    "0.0001",
    "0.0003",
    "0.001",
    "0.003",
    "0.01",
    "0.03",
    "0.1",
    "0.3",
    "1",
    "3",
    "10",
)
_BATCHES: Final = tuple(str(size) for size in (4, 8, 16, 32, 64, 128) if BATCH[0] <= size <= BATCH[1])
#: Two controls of this width, in CSS pixels, stand side by side.
_HALF: Final = 136
#: Each choice of a design that is a list: its key in the address.
_LISTS: Final = MappingProxyType(
    {
        "kernel_size": "t_kernel",
        "pooling": "t_pool",
        "activation": "t_act",
        "optimiser": "t_opt",
        "batch": "t_batch",
    }
)


def pick_design(bench: Bench) -> Design:
    """Show the controls; of a design whose batch would take too long say so, and keep the run's."""
    try:
        design = _pick()
    except CnnvizError as error:
        st.error(sentence(error))
        design = bench.run.design
    bench.suits(design)
    return design


def _pick() -> Design:
    with st.container(horizontal=True, gap="small", key="choices"):
        stages = pick_number(
            "Stages", "t_stages", len(_FIRST.filters), *STAGES, _HALF, "Each ends with pooling, if any."
        )
        depth = pick_number("Convolutions per stage", "t_depth", _FIRST.depth, *DEPTH, _HALF)
        filters = tuple(_pick_filters(stage) for stage in range(1, stages + 1))
        kernel = pick_one(
            "Kernel", {str(k): f"{k} × {k}" for k in KERNELS}, "t_kernel", first="5", width=_HALF
        )
        pooling = pick_one("Pooling", POOLING_NAMES, "t_pool", width=_HALF)
        activation = pick_one("Activation", ACTIVATION_NAMES, "t_act", width=_HALF)
        optimiser = pick_one("Optimiser", OPTIMISER_NAMES, "t_opt", width=_HALF)
        rate = pick_one(
            "Learning rate",
            {f"{float(r):g}": r for r in _RATES},
            "t_rate",
            first=f"{_FIRST.rate:g}",
            width=_HALF,
        )
        batch = pick_one("Batch", {b: b for b in _BATCHES}, "t_batch", first=str(_FIRST.batch), width=_HALF)
        dropout = pick_slider("Dropout", "t_drop", _FIRST.dropout, 0.0, MOST_DROPOUT, 0.05, _HALF)
        seed = pick_number("Seed", "t_seed", _FIRST.seed, 0, MOST_SEED, _HALF)
        batch_norm = pick_toggle("Batch normalisation", "t_norm", _FIRST.batch_norm)
    return Design(
        filters,
        int(kernel),
        pooling,
        activation,
        dropout,
        batch_norm,
        float(rate),
        int(batch),
        optimiser,
        seed,
        depth,
    )


def _pick_filters(stage: int) -> int:
    first = _FIRST.filters[min(stage, len(_FIRST.filters)) - 1]
    return pick_number(f"Filters {stage}", f"t_f{stage}", first, *FILTERS, width=86)


def set_design(design: Design) -> None:
    """Set the controls to a design, as far as they can show it; for callbacks."""
    state.put("t_stages", len(design.filters))
    state.put("t_depth", design.depth)
    for stage, count in enumerate(design.filters, 1):
        state.put(f"t_f{stage}", count)
    for name, key in _LISTS.items():
        state.put(key, str(getattr(design, name)))
    state.put("t_rate", f"{design.rate:g}")
    state.put("t_drop", design.dropout)
    state.put("t_seed", design.seed)
    state.put("t_norm", design.batch_norm)
