"""One climb from noise to a picture that excites a map: its progress shown, what came out kept for all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz.attribution.excite import Excited, excite
from cnnviz.models.model import Model
from pages.ui.classifier import current
from pages.ui.units.unit import Unit

#: So many pictures of the way are shown.
_KEPT = 6
#: A climb ends after so many seconds in any case.
SECONDS = 6.0
#: What was found in time stays; what was cut off is shown for so many seconds before it is tried again.
_AGAIN = 600.0


@dataclass(frozen=True)
class Way:
    """How to climb."""

    seed: int
    steps: int
    blur: float
    decay: float


@dataclass(frozen=True)
class Stop:
    """A picture on the way, after so many steps, and the map's mean on it."""

    step: int
    value: float
    image: NDArray[np.float32]


@dataclass(frozen=True)
class Climbed:
    """What came out, and pictures of the way there."""

    best: Excited
    stops: list[Stop]


def climb(unit: Unit, way: Way, slot: DeltaGenerator) -> Climbed:
    """Find the picture, or take the one that was found before; in `slot` how far it is."""
    model = current.model()
    known = _found(model, unit.layer, unit.map, way) or _cut_off(model, unit.layer, unit.map, way)
    if not known:
        stops: list[Stop] = []
        bar = slot.progress(0.0, "Climbing …")

        def tell(step: int, value: float, image: NDArray[np.float32]) -> None:
            if step * (_KEPT - 1) // way.steps == len(stops):
                stops.append(Stop(step, value, image))
                bar.progress(step / way.steps, f"Climbing: step {step} of {way.steps}")

        best = excite(
            model.network,
            unit.layer,
            unit.map,
            way.seed,
            way.steps,
            SECONDS,
            model.about.shape,
            decay=way.decay,
            blur=way.blur,
            tell=tell,
        )
        slot.empty()
        known = (_found if best.finished else _cut_off)(model, unit.layer, unit.map, way)
        known.append(Climbed(best, stops))
    return known[0]


@st.cache_resource(max_entries=512, show_spinner=False, hash_funcs=current.SAME_MODEL)
def _found(of: Model, layer: int, map_: int, way: Way) -> list[Climbed]:
    """A store for what is found, the same for all learners; empty at first.

    A cached function may not draw into a slot made outside it, and the progress is to be seen.
    """
    return []


@st.cache_resource(max_entries=128, ttl=_AGAIN, show_spinner=False, hash_funcs=current.SAME_MODEL)
def _cut_off(of: Model, layer: int, map_: int, way: Way) -> list[Climbed]:
    """The same for a climb that a busy server had no time to end: a rerun shows it, and climbs no more."""
    return []
