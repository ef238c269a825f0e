"""A small network at several stages of its training, which ships, or the learner's own."""

from __future__ import annotations

import streamlit as st

from cnnviz.live.modes import MARKS, shipped
from cnnviz.live.sheets import SHEETS
from cnnviz.network.sequential import Sequential
from pages.ui.classifier import current


def looked_at(mark: int = MARKS[-1]) -> Sequential:
    """The learner's own network as it is trained, or the page's own after so many batches."""
    return current.model().training or networks(data())[mark]


def data() -> str:
    """What the network that is looked at learned from; only to be asked for where its images ship."""
    return current.known(current.training_data())


@st.cache_resource(max_entries=len(SHEETS), show_spinner=False)
def networks(data: str) -> dict[int, Sequential]:
    """The network after each of `MARKS`, trained on images of a key of `SHEETS`; loaded once for all."""
    return shipped(data)
