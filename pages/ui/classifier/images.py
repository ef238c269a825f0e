"""The images that networks learn from while one watches; several pages share them."""

from __future__ import annotations

import streamlit as st

from cnnviz.live.subset import Subset, subset


@st.cache_resource(show_spinner="Loading the training images …")
def images() -> Subset:
    """The images to learn from and to be judged by."""
    return subset()
