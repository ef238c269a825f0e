"""Choosing the layers of the network to train, how it learns, and what keeps it from learning by heart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import streamlit as st

from cnnviz.errors import CnnvizError
from cnnviz.live import Bench, Design, nonlinearity
from cnnviz.live.choices import ACTIVATION_NAMES, OPTIMISER_NAMES, POOLING_NAMES
from cnnviz.live.limits import BATCH, IMAGES, KERNELS, MOST_DROPOUT, MOST_SHIFT
from pages.ui.figures.sentences import sentence
from pages.ui.inputs.controls import pick_slider, pick_tabs, pick_toggle
from pages.ui.train.changed import changed_last
from pages.ui.train.examples import show_examples, show_switches
from pages.ui.train.fields import FIRST, HALF, Fields
from pages.ui.train.setting import LISTS

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
_IMAGES: Final = MappingProxyType({str(n): f"{n:,}" for n in (IMAGES[0], 500, 1000, 2000, 4000, IMAGES[1])})
_DECAYS: Final = ("0", "0.01", "0.03", "0.1", "0.3", "1", "3", "10")
_SHIFTS: Final = MappingProxyType(
    {"0": "none", **{str(n): f"up to {n} px" for n in range(1, MOST_SHIFT + 1)}}
)
#: Each choice that a batch's work depends on, but for the filters: its key in the address.
_KEYS: Final = MappingProxyType({"depth": "t_depth", **LISTS})


def pick_design(bench: Bench, data: str) -> Design:
    """Show the controls; say of a refused design why, at the control that was changed, and keep the run's."""
    fields, chosen = Fields(), dict[str, Any]()
    groups = pick_tabs({name: title for name, (title, _, _) in _GROUPS.items()}, "t_group")
    for name, (_, pick, _) in _GROUPS.items():
        with groups[name], st.container(horizontal=True, gap="small", key=f"choices_{name}"):
            chosen |= pick(fields)
    try:
        design = Design(data=data, **chosen)
    except CnnvizError as error:
        fields.refuse(changed_last(chosen, _KEYS) or _KEYS["batch"], sentence(error))
        design = bench.run.design
    else:
        changed_last(chosen, _KEYS)
    bench.suits(design)
    for name, (_, _, show) in _GROUPS.items():  # of the run that is of this design by now, if it may be
        with groups[name]:
            show(bench)
    return design


def _pick_layers(fields: Fields) -> dict[str, Any]:
    stages = fields.pick_count("Stages", "t_stages", help="Each ends with pooling, if any.")
    depth = fields.pick_count("Convolutions per stage", "t_depth")
    return {
        "depth": depth,
        "filters": tuple(fields.pick_count(f"Filters {n}", f"t_f{n}", 86) for n in range(1, stages + 1)),
        "kernel_size": int(fields.pick_listed("Kernel", "t_kernel", _sides(), str(FIRST.kernel_size))),
        "pooling": fields.pick_listed("Pooling", "t_pool", POOLING_NAMES, None),
        "activation": fields.pick_listed(
            "Activation", "t_act", ACTIVATION_NAMES, None, help=nonlinearity("none", "max")
        ),
        "batch_norm": pick_toggle("Batch normalisation", "t_norm", FIRST.batch_norm),
    }


def _pick_learning(fields: Fields) -> dict[str, Any]:
    rates = {f"{float(rate):g}": rate for rate in _RATES}
    return {
        "optimiser": fields.pick_listed("Optimiser", "t_opt", OPTIMISER_NAMES, None),
        "rate": float(fields.pick_listed("Learning rate", "t_rate", rates, f"{FIRST.rate:g}")),
        "batch": int(fields.pick_listed("Batch", "t_batch", {b: b for b in _BATCHES}, str(FIRST.batch))),
        "seed": fields.pick_count("Seed", "t_seed"),
    }


def _pick_teaching(fields: Fields) -> dict[str, Any]:
    decays = {f"{float(decay):g}": decay for decay in _DECAYS}
    return {
        "images": int(fields.pick_listed("Training images", "t_images", _IMAGES, str(FIRST.images))),
        "shift": int(
            fields.pick_listed(
                "Shifts", "t_shift", _SHIFTS, None, help="Each image is moved anew each time it is seen."
            )
        ),
        "weight_decay": float(
            fields.pick_listed(
                "Weight decay",
                "t_decay",
                decays,
                None,
                help="Each batch, each weight shrinks by the share rate · decay.",
            )
        ),
        "dropout": pick_slider("Dropout", "t_drop", FIRST.dropout, 0.0, MOST_DROPOUT, 0.05, HALF),
    }


def _sides() -> Mapping[str, str]:
    return {str(k): f"{k} × {k}" for k in KERNELS}


def _show_nothing(bench: Bench) -> None:
    """Nothing more stands below how it learns."""


_Pick = Callable[[Fields], dict[str, Any]]
#: What the controls are grouped by: a title, the controls, and what stands below them.
_GROUPS: Final[Mapping[str, tuple[str, _Pick, Callable[[Bench], None]]]] = MappingProxyType(
    {
        "layers": ("Layers", _pick_layers, show_examples),
        "learning": ("Learning", _pick_learning, _show_nothing),
        "overfitting": ("Overfitting", _pick_teaching, show_switches),
    }
)
