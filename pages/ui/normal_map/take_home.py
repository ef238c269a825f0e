"""The code of a normal map, and the numbers around one pixel as a table."""

from __future__ import annotations

import csv
import io
from functools import partial

import streamlit as st

from cnnviz.normal_map import lit
from cnnviz.operators import loops
from cnnviz.scripts import normal_map_script
from pages.ui.normal_map.setting import Setting
from pages.ui.shell.code import input_file, show_script
from pages.ui.shell.frame import Folded

_BESIDE = 4
_HEAD = ("row", "column", "height", "across", "down", "x", "y", "z", "red", "green", "blue", "brightness")


def show_code(part: Folded, setting: Setting) -> None:
    """If unfolded, show the code."""
    if part.is_open:
        with part.slot:
            show_script(
                normal_map_script(setting.made), input_file(setting.picture.grey), "code", loops.conv2d
            )


def offer_table(setting: Setting, *, is_to_be_found: bool) -> None:
    """Offer all numbers around the pixel that is looked at, unless they are to be predicted."""
    if not is_to_be_found:
        st.download_button(
            "Save .csv",
            partial(as_csv, setting),
            "cnnviz-normal-map-around.csv",
            "text/csv",
            on_click="ignore",
            key="normal_csv",
            help="The numbers around the pixel that is explained",
        )


def as_csv(setting: Setting) -> bytes:
    """Write a line for each pixel around the one that is looked at."""
    made = setting.made
    brightness = lit(made.vectors, setting.lamp)
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(_HEAD)
    _, *place = setting.at
    rows, columns = (
        range(max(0, at - _BESIDE), min(size, at + _BESIDE + 1))
        for at, size in zip(place, setting.picture.size, strict=True)
    )
    for row in rows:
        for column in columns:
            numbers = (made.sums[:, row, column], made.vectors[:, row, column], made.colours[row, column])
            told = [value for each in numbers for value in each.tolist()]
            height, bright = made.heights[row, column].item(), brightness[row, column].item()
            lines.writerow([row, column, height, *told, bright])
    return written.getvalue().encode()
