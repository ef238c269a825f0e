"""Training the design: a link to Train with it, or why Train cannot have it."""

from __future__ import annotations

import streamlit as st

from cnnviz.designs import trainable
from cnnviz.errors import CnnvizError
from cnnviz.live import Design as Trained
from pages.ui.design.setting import Chosen
from pages.ui.figures.sentences import plain_sentence


def offer_training(chosen: Chosen) -> None:
    """Show the link, or the reason."""
    try:
        trained = trainable(chosen.design)
    except CnnvizError as error:
        st.html(f'<p class="words">Not on Train: {plain_sentence(error)}</p>')
    else:
        st.page_link("pages/train.py", label="Train this", query_params=query_of(trained))


def query_of(trained: Trained) -> dict[str, str]:
    """Give the address of Train with a design's layers; how it learns stays as it is there."""
    filters = {f"t_f{stage}": str(count) for stage, count in enumerate(trained.filters, 1)}
    return {
        "t_stages": str(len(trained.filters)),
        "t_depth": str(trained.depth),
        **filters,
        "t_kernel": str(trained.kernel_size),
        "t_pool": trained.pooling,
        "t_act": trained.activation,
        "t_norm": str(trained.batch_norm).lower(),
    }
