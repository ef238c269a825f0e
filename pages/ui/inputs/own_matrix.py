"""The learner's own matrix: typed or pasted here, made at random, or typed over in the figure that shows it.

Unlike a picture that was brought along it goes with a link, because its numbers stand in the address.
"""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images, kernels
from cnnviz.errors import ImageError
from pages.ui.figures.sentences import sentence
from pages.ui.inputs.controls import pick_text
from pages.ui.session import keeping, state

#: What the list of pictures and the address call it; its text stands in the address under the same name.
NAME = "matrix"
TITLE = "Your matrix"
#: The picture list's name in the address.
_LIST = "img"

_HELP = (
    f"Up to {images.MATRIX_SIDE} rows and columns: decimal numbers, fractions or sums such as 3*(2-1), "
    f"separated by spaces, one line for each row. Rows copied from a spreadsheet, NumPy or MATLAB work, too."
)


def pick_matrix(notes: DeltaGenerator | None = None) -> NDArray[np.float32]:
    """Show the field for the numbers, and a button for other ones; give the matrix, (H, W), read-only.

    A sentence on what cannot be used stands under the field; the last matrix that could be used stays.

    Parameters
    ----------
    notes
        Where the sentence is pointed to, if the field is folded up.
    """
    first = images.load_sample(images.catalogue("matrix")[0].name)
    text = pick_text("Numbers of the matrix", NAME, kernels.to_text(first), images.MATRIX_TEXT, help=_HELP)
    try:
        keeping.keep(NAME, images.parse_matrix(text))
    except ImageError as error:
        meanwhile = "the first matrix" if keeping.kept(NAME) is None else "the last valid matrix"
        st.error(f"{sentence(error)} Until you correct it, {meanwhile} is used.")
        if notes is not None:
            notes.info("Some numbers of your matrix cannot be used: “Own picture” says which, and why.")
    kept: NDArray[np.float32] | None = keeping.kept(NAME)
    matrix = first if kept is None else kept
    st.button("Random numbers", key="matrix_random", on_click=_draw, args=(matrix.shape,), width="stretch")
    return matrix


def _draw(size: tuple[int, int]) -> None:
    state.put(NAME, kernels.to_text(images.random_matrix(size, np.random.default_rng())))


def take_over(sent: object) -> None:
    """Make a matrix whose numbers were typed over in a figure the learner's own.

    Parameters
    ----------
    sent
        What the browser sent: all numbers as text.
    """
    if not isinstance(sent, str):
        return
    try:
        images.parse_matrix(sent)
    except ImageError:
        return  # the view sends none such
    state.put_unless_wished(_LIST, NAME)
    state.put_unless_wished(NAME, sent)
