"""From a kernel over each colour to a filter over all of them: the same picture on Channels."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz.channels import MOST_TAPS, write_filters, write_numbers
from cnnviz.kernels import CombinedSpec
from pages.ui.kernels.lesson import KernelLesson

_MOST_STRIDE = _MOST_PADDING = 4


def show_onward(lesson: KernelLesson) -> None:
    """Offer to add the colours' maps up, where a filter of Channels can have this kernel."""
    rows, columns = lesson.choice.size
    is_one = not isinstance(lesson.choice.spec, CombinedSpec) and rows == columns <= MOST_TAPS
    if lesson.picture.array.ndim == 3 and is_one:
        st.page_link("pages/channels.py", label="Channels: add the colours", query_params=_query(lesson))


def _query(lesson: KernelLesson) -> dict[str, str]:
    """The address of the layer: the kernel as one filter with a sheet for each colour."""
    filters = np.broadcast_to(lesson.scaling.weights(lesson.choice.kernels[0]), (1, 3, *lesson.choice.size))
    at = lesson.fields()["at"]
    assert isinstance(at, tuple)
    query = {
        "img": lesson.picture.name,
        "ch_of": "picture",
        "ch_colours": "colour",
        "ch_filters": write_filters(filters),
        "ch_bias": write_numbers([lesson.scaling.offset]),
        "ch_at": f"0.{at[1]}.{at[2]}",
    }
    stride, sides = set(lesson.how.stride), {side for pair in lesson.plan.padding for side in pair}
    if len(stride) == 1 and max(stride) <= _MOST_STRIDE:
        query["ch_stride"] = str(*stride)
    if len(sides) == 1 and max(sides) <= _MOST_PADDING and lesson.how.mode == "constant":
        query["ch_pad"] = str(*sides)
    return query
