"""Where on the page things are drawn."""

from __future__ import annotations

from typing import NamedTuple

from streamlit.delta_generator import DeltaGenerator


class Slots(NamedTuple):
    """Containers, made outside the part of the page that changes often, which writes into them."""

    steps: DeltaGenerator
    top: DeltaGenerator
    pick: DeltaGenerator
    gallery: DeltaGenerator
    main: DeltaGenerator
    side: DeltaGenerator
    below: DeltaGenerator
