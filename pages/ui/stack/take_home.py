"""The code of a stack, and its maps and its layers as files."""

from __future__ import annotations

import csv
import io
from functools import partial

import streamlit as st

from cnnviz import images
from cnnviz import stack as stacks
from cnnviz.errors import CnnvizError
from cnnviz.figures import rgb, shade
from cnnviz.operators import loops
from cnnviz.scripts import stack_script
from cnnviz.stack import Stack
from pages.ui.figures.sentences import sentence
from pages.ui.inputs.pictures import Picture
from pages.ui.shell.code import input_file, show_script
from pages.ui.shell.frame import Folded
from pages.ui.stack.setting import Chosen

_LEAST_SIDE = 512


def show_code(part: Folded, chosen: Chosen, picture: Picture) -> None:
    """If unfolded, show the first stack's code, or why there is none."""
    if not part.is_open:
        return
    with part.slot:
        try:
            stacks.costs(chosen.stack, (1, *picture.size))
        except CnnvizError as error:
            st.error(sentence(error))
            return
        show_script(stack_script(picture.grey, chosen.stack), input_file(picture.grey), "code", loops.conv2d)


def offer_files(chosen: Chosen, picture: Picture) -> bool:
    """Offer the last maps as an array, the one that is looked at as a picture, and the layers as a table.

    Returns
    -------
    Whether there are any: whether all layers fit.
    """
    try:
        table = stacks.costs(chosen.stack, (1, *picture.size))
        stacks.costs(chosen.looked, (1, *picture.size))
    except CnnvizError:
        return False
    with st.container(horizontal=True, gap="small", key="saves"):
        for name, kind, make in (
            (".png", "image/png", partial(_png, chosen, picture)),
            (".npy", "application/octet-stream", partial(_npy, chosen.stack, picture)),
            (".csv", "text/csv", partial(_csv, chosen.stack, table)),
        ):
            st.download_button(
                f"Save {name}", make, f"cnnviz-stack{name}", kind, on_click="ignore", key=f"stack{name}"
            )
    return True


def _npy(stack: Stack, picture: Picture) -> bytes:
    return images.npy(stacks.outputs(stack, picture.grey[None])[-1])


def _png(chosen: Chosen, picture: Picture) -> bytes:
    maps = stacks.outputs(chosen.looked, picture.grey[None])[-1]
    one = maps[min(chosen.at[2], len(maps) - 1)]
    times = max(1, _LEAST_SIDE // max(one.shape))
    return images.png(rgb(shade(one, "signed")).repeat(times, axis=0).repeat(times, axis=1))


def _csv(stack: Stack, found: stacks.Costs) -> bytes:
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(["layer", "what", "window", "stride", "maps", "rows", "columns", "sees"])
    for number, (layer, shape, field) in enumerate(zip(stack, found.shapes, found.fields, strict=True), 1):
        what = layer.activation if isinstance(layer, stacks.Conv) else layer.kind
        rows.writerow([number, what, layer.window.kernel, layer.window.stride, *shape, field])
    return written.getvalue().encode()
