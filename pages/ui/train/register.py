"""What all learners who train share: the register that gives each a turn, and the shelf that keeps runs."""

from __future__ import annotations

import os

import streamlit as st

from cnnviz.live import Allowance, Register, Shelf
from pages.ui.session import served

#: One process of Python gains little from training on more cores than this at a time.
_MOST_CORES = 2


@st.cache_resource(show_spinner=False)
def register() -> Register:
    """The runs at work; together they take half of this process's cores, however many they are."""
    own = max((os.cpu_count() or 1) // served.workers, 1)
    return Register(Allowance(share=0.5, cores=min(own, _MOST_CORES)))


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """The runs of those who may come back."""
    return Shelf()
