"""The code of the pooled map, and what can be saved."""

from __future__ import annotations

import csv
import io
from functools import partial

import streamlit as st

from cnnviz.kernels import CombinedSpec
from cnnviz.operators import loops
from cnnviz.scripts import shift_script
from cnnviz.scripts.convolution_lines import ConvolutionLines
from cnnviz.shift import REACH, Curve, holding_still
from pages.ui.shell.code import input_file, show_script
from pages.ui.shell.frame import Folded
from pages.ui.shift.setting import Setting


def show_code(part: Folded, setting: Setting) -> None:
    """If unfolded, show the code."""
    if not part.is_open:
        return
    chain, choice = setting.chain, setting.choice
    combination = choice.spec if isinstance(choice.spec, CombinedSpec) else None
    how, plan = chain.how, chain.plan
    way = ConvolutionLines(
        False, choice.kernels, how.stride, plan.padding, how.dilation, how.mode, 0.0, combination, True
    )
    cut = (plan.rows.cut, plan.columns.cut)
    script = shift_script(
        setting.image,
        setting.move,
        setting.mode,
        way,
        cut,
        setting.map,
        setting.pool.row.key,
        setting.pool.options,
    )
    with part.slot:
        show_script(script, input_file(setting.image), "code", loops.conv2d)


def offer_curve(setting: Setting) -> None:
    """Offer how far numbers hold still, as a table."""
    st.download_button(
        "Save .csv",
        partial(_table, setting),
        "cnnviz-shift-curve.csv",
        "text/csv",
        on_click="ignore",
        key="shift_csv",
    )


def _table(setting: Setting) -> bytes:
    return as_csv(holding_still(setting.image, setting.chain, setting.mode, REACH))


def as_csv(curve: Curve) -> bytes:
    """Write a curve as a table: a line for each distance."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    what = ("picture", "map", "pooled")
    rows.writerow(["shift", *(f"{one} {of}" for one in ("unchanged", "correlation") for of in what)])
    for at, distance in enumerate(curve.distances.tolist()):
        rows.writerow([distance, *curve.unchanged[:, at].tolist(), *curve.alike[:, at].tolist()])
    return written.getvalue().encode()
