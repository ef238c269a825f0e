"""Choosing what is pooled: the picture itself, or a kernel's output."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.errors import CnnvizError, KernelError
from cnnviz.figures import Scale, Shade, response_limits, shade
from cnnviz.filtering import Choice, convolve, largest_response
from cnnviz.geometry import Geometry
from cnnviz.operators.first_look import Place, nearest_output, widest_block
from cnnviz.operators.placement import conv_placement
from pages.ui.inputs.controls import pick_segment
from pages.ui.inputs.geometry import pick_border, pick_geometry
from pages.ui.inputs.kernel import pick_kernel, pick_parameters, show_weights
from pages.ui.inputs.pictures import Picture, pictured


@dataclass(frozen=True)
class Source:
    """What is pooled.

    Attributes
    ----------
    id : str
        Names these very values.
    values : (H, W), float64
    scale : str
        How it is shown best.
    title, alt : str
    is_matrix : bool
        Whether it is a small matrix itself.
    largest : float
        What no value could exceed, where they are sums.
    start : (row, column), optional
        Where it is worth looking at first; None if that follows from its values.
    original : (rows, columns), optional
        Of what would be pooled, had the learner's picture not been scaled down; None if it was not.
    picture : Picture, optional
        The picture, where that itself is pooled.
    """

    id: str
    values: NDArray[np.float64]
    scale: Scale
    title: str
    alt: str
    is_matrix: bool = False
    largest: float = 0.0
    start: Place | None = None
    original: tuple[int, int] | None = None
    picture: Picture | None = None

    @property
    def whose(self) -> list[tuple[str, str]]:
        """Whose picture it is: names and texts."""
        return [] if self.picture is None else pictured(self.picture)[1:]

    @cached_property
    def shown(self) -> Shade:
        """The values as they are drawn."""
        return shade(self.values, self.scale, response_limits([self.values], self.scale, self.largest))

    @property
    def can_be_typed_over(self) -> bool:
        """Whether its values may be typed over: it is a matrix no larger than one that may be typed."""
        return self.is_matrix and max(self.values.shape) <= images.MATRIX_SIDE

    @cached_property
    def place(self) -> Place:
        """Where it is worth looking at first."""
        return self.start or widest_block(self.values)

    def drawn(self, scale: Scale) -> Source:
        """The same, drawn on another scale."""
        return replace(self, id=f"{self.id} {scale}", scale=scale)


def picture_itself(picture: Picture) -> Source:
    """Pool the picture as it is."""
    scale: Scale = "minmax" if picture.is_matrix else "raw"
    values = picture.grey.astype(np.float64)
    original = None if picture.original == picture.size else picture.original
    title, alt = picture.title, picture.alt
    return Source(
        picture.digest, values, scale, title, alt, picture.is_matrix, original=original, picture=picture
    )


_SOURCES = {"picture": "the picture", "answer": "a kernel's output"}


def pick_source(picture: Picture) -> Source:
    """Show the choice, and for a kernel's output also the kernel and its geometry, as on the Kernels page.

    Raises
    ------
    CnnvizError
        If the kernel does not fit, or its output can't be pooled.
    """
    source = pick_segment("Pool", _SOURCES, "of")
    if source == "picture":
        return picture_itself(picture)
    with st.popover("Choose the kernel", width="stretch"):
        choice = pick_parameters(pick_kernel())
        how = pick_geometry(pick_border())
        show_weights(choice)
        st.caption(choice.spec.summary)
    if choice.spec.view in ("categorical", "cyclic"):
        raise KernelError(
            f"“{choice.spec.title}” gives directions, and pooling directions is meaningless; choose a kernel "
            f"that gives strengths"
        )
    plan = how.plan(picture.size, choice.size)
    output = convolve(picture.grey, choice, how, plan).astype(np.float32)
    scale: Scale = "minmax" if picture.is_matrix and choice.spec.view == "raw" else choice.spec.view
    title = f"{picture.title} after {choice.spec.title}"
    values = output.astype(np.float64)
    original = None if picture.original == picture.size else _filtered(picture.original, choice, how)
    largest, alt = largest_response(picture.grey, choice), f"{title}: the kernel's output"
    windows = conv_placement(
        plan.cropped(picture.size), choice.size, how.stride, plan.padding, how.dilation, how.mode
    )
    # where the picture is striking: the output changes with each of the kernel's numbers
    start = nearest_output(picture.edge, windows)
    return Source(
        images.digest(output), values, scale, title, alt, largest=largest, start=start, original=original
    )


def _filtered(size: tuple[int, int], choice: Choice, how: Geometry) -> tuple[int, int] | None:
    """The size of a kernel's output for a picture of a size; None if the kernel does not fit."""
    try:
        plan = how.plan(size, choice.size)
    except CnnvizError:
        return None
    return plan.rows.size, plan.columns.size
