"""What stands behind a result: how often each pixel was looked at, and which kernel a colour stands for."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import geometry
from cnnviz.figures import Shade, format_number, shade
from cnnviz.filtering import Choice
from cnnviz.kernels import CombinedSpec
from pages.ui.figures.maps import TABLE_SIDE, Map, show_maps
from pages.ui.kernels.lesson import KernelLesson
from pages.ui.shell.frame import Folded


def show_coverage(part: Folded, lesson: KernelLesson) -> None:
    """Show the map of how many windows see each pixel."""
    if not part.is_open:
        return
    how, plan = lesson.how, lesson.plan
    size = plan.cropped(lesson.picture.size)
    counts = geometry.coverage(size, lesson.choice.size, how.stride, plan.padding, how.dilation)
    least, most = format_number(counts.min()), format_number(counts.max())
    small = max(counts.shape) <= TABLE_SIDE
    alt = f"How many windows cover each pixel: between {least} and {most}"
    shown = Map(shade(counts, "minmax"), alt, values=counts if small else None, bar=not small)
    with part.slot:
        show_maps([shown], key="coverage", size=300)
        st.caption(
            f"The number of windows that cover a pixel ranges from {least} to {most}. Fewer windows cover a "
            "pixel near the border, unless padding lets them extend beyond it."
        )


def show_winners(choice: Choice, shown: Shade | NDArray[np.uint8]) -> None:
    """Name the colours of a map that says which kernel won."""
    if (
        not (isinstance(choice.spec, CombinedSpec) and isinstance(shown, Shade))
        or shown.scale != "categorical"
    ):
        return
    items = (
        f'<li><i style="background:rgb({red},{green},{blue})"></i>{escape(name)}</li>'
        for name, (red, green, blue) in zip(choice.spec.codes, shown.palette.tolist(), strict=False)
    )
    st.html(f'<ul class="legend">{"".join(items)}</ul>')
