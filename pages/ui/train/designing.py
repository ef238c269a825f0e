"""Choosing the layers of the network to train, and how it learns."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.errors import CnnvizError
from cnnviz.live import Bench, Design
from cnnviz.live.choices import ACTIVATION_NAMES, OPTIMISER_NAMES, POOLING_NAMES
from cnnviz.live.limits import BATCH, DEPTH, FILTERS, KERNELS, MOST_DROPOUT, MOST_SEED, STAGES
from cnnviz.numbers import format_number
from pages.ui.figures.sentences import sentence
from pages.ui.inputs.controls import pick_one, pick_slider, pick_toggle
from pages.ui.inputs.typed_numbers import Typed, pick_typed_number
from pages.ui.session import state
from pages.ui.train.changed import changed_last

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
#: What is shown first in each field of a whole number.
_FIRSTS: Final = MappingProxyType(
    {
        "t_stages": len(_FIRST.filters),
        "t_depth": _FIRST.depth,
        "t_seed": _FIRST.seed,
        **{f"t_f{n}": _FIRST.filters[min(n, len(_FIRST.filters)) - 1] for n in range(1, STAGES[1] + 1)},
    }
)
#: Why there can be no fewer, and why no more.
_LIMITED: Final = MappingProxyType(
    {
        "t_stages": ("a network has at least one stage", "more would train too slowly to watch"),
        "t_depth": ("a stage has at least one convolution", "more would train too slowly to watch"),
        "t_seed": ("a seed is 0 or more", "seeds end there"),
        **dict.fromkeys(
            (f"t_f{n}" for n in range(1, STAGES[1] + 1)),
            ("a convolution has at least one filter", "more would train too slowly to watch"),
        ),
    }
)
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


#: Each choice that a batch's work depends on, but for the filters: its key in the address.
_KEYS: Final = MappingProxyType({"depth": "t_depth", **_LISTS})


def pick_design(bench: Bench) -> Design:
    """Show the controls; say of a refused design why, at the control that was changed, and keep the run's."""
    with st.container(horizontal=True, gap="small", key="choices"):
        slots: dict[str, DeltaGenerator] = {}
        chosen = _pick(slots)
    try:
        design = Design(**chosen)
    except CnnvizError as error:
        slots[changed_last(chosen, _KEYS) or _KEYS["batch"]].error(sentence(error))
        design = bench.run.design
    else:
        changed_last(chosen, _KEYS)
    bench.suits(design)
    return design


def _pick(slots: dict[str, DeltaGenerator]) -> dict[str, Any]:
    """Show a control for each choice, and behind each a slot for what is to be said of it, by its key."""
    stages = _pick_count("Stages", "t_stages", STAGES, slots, help="Each ends with pooling, if any.")
    depth = _pick_count("Convolutions per stage", "t_depth", DEPTH, slots)
    filters = tuple(
        _pick_count(f"Filters {stage}", f"t_f{stage}", FILTERS, slots, 86) for stage in range(1, stages + 1)
    )
    kernel = _pick_listed("Kernel", "t_kernel", {str(k): f"{k} × {k}" for k in KERNELS}, "5", slots)
    pooling = _pick_listed("Pooling", "t_pool", POOLING_NAMES, None, slots)
    activation = _pick_listed("Activation", "t_act", ACTIVATION_NAMES, None, slots)
    optimiser = _pick_listed("Optimiser", "t_opt", OPTIMISER_NAMES, None, slots)
    rates = {f"{float(rate):g}": rate for rate in _RATES}
    rate = _pick_listed("Learning rate", "t_rate", rates, f"{_FIRST.rate:g}", slots)
    batch = _pick_listed("Batch", "t_batch", {b: b for b in _BATCHES}, str(_FIRST.batch), slots)
    dropout = pick_slider("Dropout", "t_drop", _FIRST.dropout, 0.0, MOST_DROPOUT, 0.05, _HALF)
    seed = _pick_count("Seed", "t_seed", (0, MOST_SEED), slots)
    return {
        "depth": depth,
        "filters": filters,
        "kernel_size": int(kernel),
        "pooling": pooling,
        "activation": activation,
        "dropout": dropout,
        "batch_norm": pick_toggle("Batch normalisation", "t_norm", _FIRST.batch_norm),
        "rate": float(rate),
        "batch": int(batch),
        "optimiser": optimiser,
        "seed": seed,
    }


def _pick_count(
    label: str,
    key: str,
    ends: tuple[int, int],
    slots: dict[str, DeltaGenerator],
    width: int = _HALF,
    help: str | None = None,
) -> int:
    """Show a number, and right behind it why another one was refused."""
    typed = pick_typed_number(label, key, _FIRSTS[key], *ends, width, help)
    slots[key] = st.empty()
    if typed.refused is not None:
        slots[key].error(_refusal(key, typed, *ends))
    return typed.value


def _refusal(key: str, typed: Typed, low: int, high: int) -> str:
    """Say why a number cannot be had, what can, and what stays."""
    asked = cast(int, typed.refused)
    why = _LIMITED[key][asked > high]
    choices = f"{format_number(low)} to {format_number(high)}"
    return (
        f"{format_number(asked)} is not available here, as {why}. Choose {choices}; it stays {typed.value}."
    )


def _pick_listed(
    label: str, key: str, options: Mapping[Any, str], first: str | None, slots: dict[str, DeltaGenerator]
) -> Any:
    chosen = pick_one(label, options, key, first=first, width=_HALF)
    slots[key] = st.empty()
    return chosen


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
