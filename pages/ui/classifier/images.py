"""The images that networks learn from while one watches; several pages share them."""

from __future__ import annotations

import streamlit as st

from cnnviz.live.sheets import SHEETS
from cnnviz.live.subset import Subset, subset


@st.cache_resource(max_entries=len(SHEETS), show_spinner=False)
def images(data: str) -> Subset:
    """The images to learn from and to be judged by, of a key of `SHEETS`; loaded once for all learners."""
    return subset(data)
