"""Units: what a feature map looks for, in images that ship, in a picture made for it, and in its kernels."""

from __future__ import annotations

import streamlit as st

from pages.ui.session import state
from pages.ui.shell.frame import folded_on_a_phone, lesson, use_style
from pages.ui.shell.slips import show_slips
from pages.ui.units.code import show_units_code
from pages.ui.units.detector import show_detector
from pages.ui.units.exciting import show_exciting
from pages.ui.units.favourite import show_favourites
from pages.ui.units.left import show_left
from pages.ui.units.likeness import show_likeness
from pages.ui.units.unit import pick_unit


@state.fragment
def page() -> None:
    """A map, and four ways to find out what it looks for."""
    with st.container(key="units"):
        left, middle, right = st.columns([1, 1.3, 1.1], gap="medium")
        with left:
            unit = pick_unit(middle)
            if unit is None:
                return
            show_left(unit)
        with middle:
            ranked = show_favourites(unit)
        with right:
            show_exciting(unit)
        with folded_on_a_phone("Which hand-made kernels it is like", "unit_like"):
            show_likeness(unit)
        with folded_on_a_phone("What it computes", "unit_computes", "predict"):
            show_detector(unit)
    show_units_code(unit, ranked)
    show_slips("units")


lesson("Units", "What does a map of the network look for?")
use_style("network")
use_style("units")
page()
