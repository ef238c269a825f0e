"""Setting the controls to a design."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from cnnviz.live import Design
from pages.ui.session import state

#: Where the data is chosen.
DATA: Final = "t_data"
#: Each choice of a design that is a list of its own words: its key in the address.
LISTS: Final = MappingProxyType(
    {
        "kernel_size": "t_kernel",
        "pooling": "t_pool",
        "activation": "t_act",
        "optimiser": "t_opt",
        "batch": "t_batch",
        "images": "t_images",
        "shift": "t_shift",
    }
)
#: Each choice that is a list of numbers.
_NUMBERS: Final = MappingProxyType({"rate": "t_rate", "weight_decay": "t_decay"})


def set_design(design: Design) -> None:
    """Set the controls to a design, as far as they can show it; for callbacks."""
    state.put("t_stages", len(design.filters))
    state.put("t_depth", design.depth)
    for stage, count in enumerate(design.filters, 1):
        state.put(f"t_f{stage}", count)
    for name, key in LISTS.items():
        state.put(key, str(getattr(design, name)))
    for name, key in _NUMBERS.items():
        state.put(key, f"{getattr(design, name):g}")
    state.put(DATA, design.data)
    state.put("t_drop", design.dropout)
    state.put("t_seed", design.seed)
    state.put("t_norm", design.batch_norm)
