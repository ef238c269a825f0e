"""The code of the layer on the page on channels, and its maps as files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz import images
from cnnviz.channels import ChannelLayer
from cnnviz.errors import CnnvizError
from cnnviz.figures import rgb, shade
from cnnviz.operators import loops
from cnnviz.scripts import channels_script
from pages.ui.channels.setting import Chosen
from pages.ui.channels.source import Source
from pages.ui.figures.sentences import sentence
from pages.ui.shell.code import input_file, show_script
from pages.ui.shell.frame import Folded

_LEAST_SIDE = 512


def show_code(part: Folded, chosen: Chosen, source: Source) -> None:
    """If unfolded, show the code, or why there is none."""
    if not part.is_open:
        return
    with part.slot:
        try:
            script = channels_script(source.maps, chosen.layer, chosen.chosen)
        except CnnvizError as error:
            st.error(sentence(error))
            return
        show_script(script, input_file(source.maps), "code", loops.conv2d)


def offer_files(chosen: Chosen, source: Source, *, is_to_be_found: bool) -> bool:
    """Offer all maps as an array, and the chosen one as a picture, unless it is to be predicted.

    Returns
    -------
    Whether they are offered.
    """
    if is_to_be_found or not _can_be(chosen.layer, source):
        return False
    with st.container(horizontal=True, gap="small", key="saves"):
        if chosen.chosen in chosen.layer.active:
            save = partial(_png, chosen, source)
            st.download_button(
                "Save .png", save, "cnnviz-channels.png", "image/png", on_click="ignore", key="png"
            )
        st.download_button(
            "Save .npy",
            partial(_npy, chosen.layer, source),
            "cnnviz-channels.npy",
            "application/octet-stream",
            on_click="ignore",
            key="npy",
        )
    return True


def _can_be(layer: ChannelLayer, source: Source) -> bool:
    """Whether the layer has maps at all: a filter is on, and the kernel fits."""
    sides = source.maps.shape[1:]
    return bool(layer.active) and min(sides) + 2 * layer.padding >= layer.taps


def _npy(layer: ChannelLayer, source: Source) -> bytes:
    return images.npy(layer.output(source.maps))


def _png(chosen: Chosen, source: Source) -> bytes:
    layer = chosen.layer
    output = layer.output(source.maps)[layer.active.index(chosen.chosen)]
    times = max(1, _LEAST_SIDE // max(output.shape))
    return images.png(rgb(shade(output, "signed")).repeat(times, axis=0).repeat(times, axis=1))
