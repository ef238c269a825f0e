"""What stands behind a result: how often each pixel was looked at."""

from __future__ import annotations

import streamlit as st

from cnnviz import geometry
from cnnviz.figures import format_number, shade
from pages.ui.figures.maps import TABLE_SIDE, Map, show_maps
from pages.ui.kernels.lesson import KernelLesson
from pages.ui.session.told import tell
from pages.ui.shell.frame import Folded


def show_coverage(part: Folded, lesson: KernelLesson) -> None:
    """Show the map of how many windows see each pixel."""
    if not part.is_open:
        return
    how, plan = lesson.how, lesson.plan
    size = plan.cropped(lesson.picture.size)
    counts = geometry.coverage(size, lesson.choice.size, how.stride, plan.padding, how.dilation)
    middle = tuple(side // 2 for side in counts.shape)
    tell(windows={"corner": int(counts[0, 0]), "centre": int(counts[middle])})
    least, most = format_number(counts.min()), format_number(counts.max())
    small = max(counts.shape) <= TABLE_SIDE
    alt = f"How many windows cover each pixel: between {least} and {most}"
    shown = Map(shade(counts, "minmax"), alt, values=counts if small else None, bar=not small)
    with part.slot:
        show_maps([shown], key="coverage", size=300)
        st.caption(_in_words(least, most))


def _in_words(least: str, most: str) -> str:
    """Say how many windows cover a pixel."""
    if least == most:
        return f"Every pixel is covered by {most} {'window' if most == '1' else 'windows'}."
    return (
        f"The number of windows that cover a pixel ranges from {least} to {most}. Fewer windows cover a "
        "pixel near the border, unless the padding lets in every window that touches the picture (“full”)."
    )
