"""A result to take home: the picture as it is shown, and the numbers as they are."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.figures import Shade, rgb


def offer_downloads(numbers: NDArray[np.generic], shown: Shade | NDArray[np.uint8], name: str) -> None:
    """Show two buttons; a file is only made when its button is pressed.

    Parameters
    ----------
    numbers
        What is saved as ``.npy``.
    shown
        What is saved as PNG.
    name
        The files' name, without ending.
    """
    with st.container(horizontal=True, gap="small"):
        pixels = partial(_png, shown)
        st.download_button("PNG", pixels, f"{name}.png", "image/png", on_click="ignore", key="png", icon="⬇️")
        values = partial(images.npy, numbers)
        st.download_button(
            ".npy", values, f"{name}.npy", "application/octet-stream", on_click="ignore", key="npy", icon="⬇️"
        )


def _png(shown: Shade | NDArray[np.uint8]) -> bytes:
    return images.png(rgb(shown) if isinstance(shown, Shade) else shown)
