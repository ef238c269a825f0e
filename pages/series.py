"""1-D and 3-D: convolution along one axis and along three."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.inputs.controls import pick_toggle
from pages.ui.linked.laboratory import offer_laboratory
from pages.ui.linked.view import listen
from pages.ui.series.setting import HUB, REACTIONS, chosen, which
from pages.ui.series.take_home import hold_output, offer_csv, show_code, show_tables
from pages.ui.series.told import tell_series, tell_volume
from pages.ui.series.view import laboratory, show_view
from pages.ui.series.volume_setting import chosen_volume
from pages.ui.series.volume_take_home import hold_volume, show_volume_code, show_volume_tables
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import Folded, folded, lesson, use_style


def page() -> None:
    """The view, and below it what changes seldom."""
    view = st.container(key="series")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        predict = pick_toggle("Predict first", "predict")
        offer_downloads(latest := Latest(), "cnnviz-convolved")
        table = st.container()
        saved = st.container()
        tables = folded("As tables", "se_tables")
        code = folded("Code", "code")
    result(view, predict, latest, table, saved, tables, code)


@state.fragment
def result(
    view: DeltaGenerator,
    predict: bool,
    latest: Latest,
    table: DeltaGenerator,
    saved: DeltaGenerator,
    tables: Folded,
    code: Folded,
) -> None:
    """What is set in the view, and all that follows from it."""
    with view:
        listen(HUB, REACTIONS)
        of, series, volume = which(), chosen(), chosen_volume()
        show_view(of, series, volume, predict)
    tell_series(series)
    tell_volume(volume)
    with saved:
        offer_laboratory(partial(laboratory, of, series, volume), HUB, is_offered=not predict)
    if of == "volume":
        hold_volume(latest, volume, predict)
        show_volume_tables(tables, volume, predict)
        show_volume_code(code, volume)
        return
    hold_output(latest, series, predict)
    with table:
        offer_csv(series, predict)
    show_tables(tables, series, predict)
    show_code(code, series)


lesson("1-D and 3-D", "One kernel slides along a recording, or through a shape of voxels.")
use_style("series_page")
page()
