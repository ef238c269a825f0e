"""A result to take home: the picture as it is shown, the numbers as they are, and the view as a page.

Buttons are drawn with the page. What they save follows from what its parts hold in a `Latest`, so that a
changed control draws no button anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.figures import Shade, rgb
from pages.ui.shell.pressed import one_at_a_time

#: A saved picture's longer side has about this many pixels at least.
_LEAST_SIDE = 512
T = TypeVar("T")


@dataclass
class Latest:
    """A page's latest result. Its files are made when somebody asks; `CnnvizError` if there is none.

    Attributes
    ----------
    numbers, shown : array, Shade or pixels, or None
        The numbers, and how they are shown.
    film, view : callable or None
        Make the steps as an animated picture, and the view as a page, of what is shown now.
    """

    numbers: NDArray[np.generic] | None = None
    shown: Shade | NDArray[np.uint8] | None = None
    film: Callable[[], bytes] | None = None
    view: Callable[[], bytes] | None = None

    def png(self) -> bytes:
        """Give the picture as it is shown; a small map with its pixels enlarged."""
        shown = self.shown
        pixels = rgb(shown) if isinstance(shown, Shade) else existing(shown)
        times = max(1, _LEAST_SIDE // max(pixels.shape[:2]))
        return images.png(pixels.repeat(times, axis=0).repeat(times, axis=1))

    def hold(
        self, numbers: NDArray[np.generic], shown: Shade | NDArray[np.uint8], *, is_to_be_found: bool
    ) -> None:
        """Offer a result for saving, unless it is to be predicted: a file would give it away."""
        if is_to_be_found:
            self.withdraw()
        else:
            self.numbers, self.shown = numbers, shown

    def withdraw(self) -> None:
        """Offer no result for saving in this run, because there is none, or it is hidden."""
        self.numbers = self.shown = None
        _hide("saves")

    def withdraw_all(self) -> None:
        """Offer nothing for saving in this run, because there is nothing to be seen."""
        self.numbers = self.shown = self.film = self.view = None
        _hide("saves", "film", "saved_page")

    def npy(self) -> bytes:
        """Give the numbers as they are."""
        return images.npy(existing(self.numbers))

    def gif(self) -> bytes:
        """Give the steps as an animated picture."""
        return existing(self.film)()

    def html(self) -> bytes:
        """Give the view as a page."""
        return existing(self.view)()


def existing(held: T | None) -> T:
    """Give what a file is made of; `CnnvizError` if there is nothing: no empty file is saved."""
    if held is None:
        raise CnnvizError("There is nothing to be saved. Press again once the page shows a result.")
    return held


def _hide(*keys: str) -> None:
    """Hide what stands on the page outside the part that runs, by its keys."""
    st.html(f"<style>{', '.join(f'.st-key-{key}' for key in keys)} {{ display: none; }}</style>")


def offer_downloads(latest: Latest, name: str) -> None:
    """Show two buttons that save what `latest` holds when they are pressed, as files of this name."""
    with st.container(horizontal=True, gap="small", key="saves"):
        st.download_button("Save .png", latest.png, f"{name}.png", "image/png", on_click="ignore", key="png")
        st.download_button(
            "Save .npy", latest.npy, f"{name}.npy", "application/octet-stream", on_click="ignore", key="npy"
        )


def offer_film(latest: Latest, *, is_to_be_found: bool) -> None:
    """Show the button that saves the steps as an animated picture, unless the output is to be predicted."""
    if is_to_be_found:
        return
    st.download_button(
        "Save .gif",
        one_at_a_time(latest.gif),
        "cnnviz-steps.gif",
        "image/gif",
        on_click="ignore",
        key="film",
        help="The window’s steps as an animated picture for slides",
    )
