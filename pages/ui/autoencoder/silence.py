"""Which maps of the code are silenced: switches, and clicks on the maps."""

from __future__ import annotations

import streamlit as st

from pages.ui.autoencoder.shipped import autoencoder
from pages.ui.figures.maps import Pick
from pages.ui.inputs.controls import pick_toggle
from pages.ui.session import state


def pick_silenced() -> list[int]:
    """Show a switch for each map of the code, to be drawn below them; returns those that are silenced."""
    count = autoencoder().code_shape[0]
    with st.container(horizontal=True, gap="small", key="quiet"):
        switches = [pick_toggle(f"Silence {unit}", _key(unit)) for unit in range(count)]
    return [unit for unit, on in enumerate(switches) if on]


def flip(pick: Pick) -> None:
    """Silence the map that was clicked, or let it speak again."""
    state.put(_key(pick.map), not state.read(_key(pick.map)))


def _key(unit: int) -> str:
    return f"quiet{unit}"
