"""The numbers of a volume as tables, as code, and for saving."""

from __future__ import annotations

import math

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import format_number, mosaic, rgb, shade, shared_limits
from cnnviz.operators import loops
from cnnviz.scripts import operation_script
from cnnviz.volumes.convolved import Volume
from pages.ui.figures.tables import table
from pages.ui.series.volume_setting import ChosenVolume
from pages.ui.shell.code import input_file, show_script
from pages.ui.shell.downloads import Latest
from pages.ui.shell.frame import Folded


def hold_volume(latest: Latest, chosen: ChosenVolume, predict: bool) -> None:
    """Offer the output for saving, unless it is to be predicted; its picture has all slices."""
    output = chosen.made().output
    latest.hold(output, _slices(output), is_to_be_found=predict)


def _slices(output: Volume) -> NDArray[np.uint8]:
    limits = shared_limits(list(output), "signed")
    drawn = [rgb(shade(one, "signed", limits)) for one in output]
    return mosaic(drawn, math.ceil(math.sqrt(len(drawn))), gap=1)


def show_volume_tables(part: Folded, chosen: ChosenVolume, predict: bool) -> None:
    """If unfolded, list all slices; those that are to be predicted are left out."""
    if not part.is_open:
        return
    made = chosen.made()
    shown = {"Shape": made.values, "Kernel": made.kernel}
    if not predict:
        shown["Output"] = made.output
    with part.slot:
        for title, volume in shown.items():
            st.html("".join(_matrix(f"{title}, slice {at}", one) for at, one in enumerate(volume)))


def _matrix(title: str, values: Volume) -> str:
    heads = ["row", *(f"column {column}" for column in range(values.shape[1]))]
    cells = [[str(row), *map(format_number, line)] for row, line in enumerate(values.tolist())]
    return table(heads, cells, title)


def show_volume_code(part: Folded, chosen: ChosenVolume) -> None:
    """If unfolded, show the code."""
    if not part.is_open:
        return
    made = chosen.made()
    with part.slot:
        script = operation_script("conv3d", made.values, made.kernel, **made.options)
        show_script(script, input_file(made.values), "code", loops.conv3d)
