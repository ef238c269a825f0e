"""The numbers of a series as tables, as code, and for saving."""

from __future__ import annotations

import csv
import io
from functools import partial

import streamlit as st

from cnnviz.errors import CnnvizError
from cnnviz.figures import format_number, shade
from cnnviz.operators import loops
from cnnviz.scripts import operation_script
from cnnviz.series import Filtered
from cnnviz.series.text import Series
from pages.ui.figures.sentences import sentence
from pages.ui.figures.tables import table
from pages.ui.series.setting import Chosen
from pages.ui.shell.code import input_file, show_script
from pages.ui.shell.downloads import Latest
from pages.ui.shell.frame import Folded


def hold_output(latest: Latest, chosen: Chosen, predict: bool) -> None:
    """Offer the output for saving, if there is one and it is not to be predicted."""
    try:
        output = chosen.made().output
    except CnnvizError:
        latest.withdraw()
        return
    latest.hold(output, shade(output[None], "signed"), is_to_be_found=predict)


def offer_csv(chosen: Chosen, predict: bool) -> None:
    """Offer series and output as a table: each output beside the position that it is drawn below."""
    st.download_button(
        "Save .csv",
        partial(_csv, chosen, predict),
        "cnnviz-series.csv",
        "text/csv",
        on_click="ignore",
        key="series_csv",
    )


def _csv(chosen: Chosen, predict: bool) -> bytes:
    made = None
    if not predict:
        try:
            made = chosen.made()
            made.output  # noqa: B018
        except CnnvizError:
            made = None
    return as_csv(chosen.series, made)


def as_csv(series: Series, made: Filtered | None) -> bytes:
    """Write a series as a table, a line for each position; then the output, if there is one."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(["position", "series"])
    rows.writerows(enumerate(series.tolist()))
    if made is not None:
        rows.writerow([])
        rows.writerow(["output", "drawn below position", "value"])
        rows.writerows([at, made.place(at), value] for at, value in enumerate(made.output.tolist()))
    return written.getvalue().encode()


def show_tables(part: Folded, chosen: Chosen, predict: bool) -> None:
    """If unfolded, list all numbers that the view shows; those that are to be predicted are left out."""
    if not part.is_open:
        return
    with part.slot:
        st.html(_listed("Series", "position", chosen.series))
        try:
            made = chosen.made()
            st.html(_listed("Kernel", "weight", made.kernel))
            if not predict:
                st.html(_listed("Output", "output", made.output))
        except CnnvizError as error:
            st.error(sentence(error))


def _listed(title: str, index: str, values: Series) -> str:
    cells = [[str(at), format_number(value)] for at, value in enumerate(values.tolist())]
    return table([index, title.lower()], cells, f"{title}, {values.size} numbers")


def show_code(part: Folded, chosen: Chosen) -> None:
    """If unfolded, show the code."""
    if not part.is_open:
        return
    with part.slot:
        try:
            made = chosen.made()
            script = operation_script("conv1d", made.values, made.kernel, **made.options)
        except CnnvizError as error:
            st.error(sentence(error))
            return
        show_script(script, input_file(made.values), "code", loops.conv1d)
