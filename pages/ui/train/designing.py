"""Choosing the layers of the network to train, and how it learns."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.errors import CnnvizError
from cnnviz.live import Bench, Design
from cnnviz.live.choices import ACTIVATION_NAMES, OPTIMISER_NAMES, POOLING_NAMES
from cnnviz.live.limits import BATCH, DEPTH, FILTERS, KERNELS, MOST_DROPOUT, MOST_SEED, STAGES, refuse
from cnnviz.numbers import format_number
from pages.ui.figures.sentences import sentence
from pages.ui.inputs.controls import pick_one, pick_slider, pick_toggle, pick_typed_number
from pages.ui.session import keeping, state

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
#: What is shown first in each field of a whole number, and what it is called where a number is refused.
_FIRSTS: Final = MappingProxyType(
    {
        "t_stages": len(_FIRST.filters),
        "t_depth": _FIRST.depth,
        "t_seed": _FIRST.seed,
        **{f"t_f{n}": _FIRST.filters[min(n, len(_FIRST.filters)) - 1] for n in range(1, STAGES[1] + 1)},
    }
)
_CALLED: Final = MappingProxyType(
    {
        "t_stages": "number of stages",
        "t_depth": "number of convolutions per stage",
        "t_seed": "seed",
        **{f"t_f{n}": "number of filters" for n in range(1, STAGES[1] + 1)},
    }
)
_CHOSEN: Final = "train_chosen"
_BLAMED: Final = "train_blamed"
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
        slots[_blamed(chosen)].error(sentence(error))
        design = bench.run.design
    else:
        keeping.keep(_BLAMED, None)
    keeping.keep(_CHOSEN, chosen)
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
        error = refuse(_CALLED[key], format_number(typed.refused), f"{ends[0]} to {ends[1]:,}")
        slots[key].error(f"{sentence(error)} It stays {typed.value}.")
    return typed.value


def _pick_listed(
    label: str, key: str, options: Mapping[Any, str], first: str | None, slots: dict[str, DeltaGenerator]
) -> Any:
    chosen = pick_one(label, options, key, first=first, width=_HALF)
    slots[key] = st.empty()
    return chosen


def _blamed(chosen: Mapping[str, Any]) -> str:
    """The key of the control that was changed last, as long as the design is refused."""
    before = keeping.kept(_CHOSEN) or {}
    changed = [name for name in chosen if chosen[name] != before.get(name)] if before else []
    if changed:
        name = changed[0]
        keeping.keep(_BLAMED, _key_of_filters(before, chosen) if name == "filters" else _KEYS.get(name))
    return keeping.kept(_BLAMED) or _KEYS["batch"]


def _key_of_filters(before: Mapping[str, Any], chosen: Mapping[str, Any]) -> str:
    counts = before["filters"], chosen["filters"]
    if len(counts[0]) != len(counts[1]):
        return "t_stages"
    return next(f"t_f{i}" for i, (was, now) in enumerate(zip(*counts, strict=True), 1) if was != now)


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
