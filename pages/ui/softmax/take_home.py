"""The code of the probabilities on the page on softmax, and their numbers as files."""

from __future__ import annotations

import csv
import io
from functools import partial

import numpy as np
import streamlit as st

from cnnviz import images
from cnnviz.operators import loops
from cnnviz.scripts import softmax_script
from cnnviz.takehome.tables import defused
from pages.ui.shell.code import show_script
from pages.ui.shell.frame import Folded
from pages.ui.softmax.logits import Logits


def show_code(part: Folded, logits: Logits) -> None:
    """If unfolded, show the code."""
    if not part.is_open:
        return
    right = logits.right if logits.way == "softmax" else None
    script = softmax_script(logits.shown, logits.kind, logits.temperature, right)
    with part.slot:
        show_script(script, {}, "code", getattr(loops, logits.kind))


def offer_files(logits: Logits) -> None:
    """Offer classes, logits and probabilities as a table, and the probabilities as an array."""
    with st.container(horizontal=True, gap="small", key="saves"):
        name = "cnnviz-softmax"
        st.download_button(
            "Save .csv", partial(_table, logits), f"{name}.csv", "text/csv", on_click="ignore", key="csv"
        )
        st.download_button(
            "Save .npy",
            partial(images.npy, logits.probabilities),
            f"{name}.npy",
            "application/octet-stream",
            on_click="ignore",
            key="npy",
        )


def _table(logits: Logits) -> bytes:
    names = logits.names if logits.way != "one" else (logits.names[logits.at],)
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(["class", "logit", "probability"])
    for name, logit, share in zip(
        names, np.asarray(logits.shown).tolist(), logits.probabilities.tolist(), strict=True
    ):
        rows.writerow([defused(name), logit, share])
    return written.getvalue().encode()
