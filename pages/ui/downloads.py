"""A result to take home: the picture as it is shown, and the numbers as they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.figures import Shade, rgb


@dataclass
class Latest:
    """A page's latest result: the numbers, and how they are shown. Its files are made when somebody asks."""

    numbers: NDArray[np.generic] | None = None
    shown: Shade | NDArray[np.uint8] | None = None

    def png(self) -> bytes:
        """Give the picture as it is shown."""
        shown = self.shown
        if shown is None:
            return b""
        return images.png(rgb(shown) if isinstance(shown, Shade) else shown)

    def npy(self) -> bytes:
        """Give the numbers as they are."""
        return b"" if self.numbers is None else images.npy(self.numbers)


def offer_downloads(latest: Latest, name: str) -> None:
    """Show two buttons that save what `latest` holds when they are pressed, as files of this name."""
    with st.container(horizontal=True, gap="small"):
        st.download_button("Save .png", latest.png, f"{name}.png", "image/png", on_click="ignore", key="png")
        st.download_button(
            "Save .npy", latest.npy, f"{name}.npy", "application/octet-stream", on_click="ignore", key="npy"
        )
