"""A small network at several stages of its training, trained once for all learners."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from cnnviz.live.design import Design
from cnnviz.live.modes import trained
from cnnviz.live.sheets import SHEETS
from cnnviz.network.sequential import Sequential
from pages.ui.classifier import current
from pages.ui.classifier.images import images
from pages.ui.session.aside import aside

#: After how many batches the network can be looked at.
MARKS: Final = (0, 10, 100)
DESIGN: Final = Design(filters=(8, 16), kernel_size=3, batch_norm=True, dropout=0.5)


def looked_at(mark: int = MARKS[-1]) -> Sequential:
    """The learner's own network as it is trained, or the page's own after so many batches."""
    return current.model().training or networks(data())[mark]


def data() -> str:
    """What the network that is looked at learned from; only to be asked for where its images ship."""
    return current.known(current.training_data())


@st.cache_resource(max_entries=len(SHEETS), show_spinner="Training a small network for this page …")
def networks(data: str) -> dict[int, Sequential]:
    """The network after each of `MARKS`, trained on images of a key of `SHEETS`."""
    return aside(trained, replace(DESIGN, data=data), images(data), MARKS)
