"""Choosing the picture to work on: a sample, an upload, a drawing, or a photograph taken now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.errors import ImageError
from pages.ui import loaders, state
from pages.ui.frame import sentence
from pages.ui.pad import drawing_pad

#: What a learner can bring: the name in the session, and how the list of pictures calls it.
OWN = {"upload": "Own upload", "drawing": "Own drawing", "photo": "Own photograph"}
_FILES = ["png", "jpg", "jpeg", "webp", "bmp", "gif", "tif", "tiff"]


@dataclass(frozen=True)
class Picture:
    """The picture that was chosen.

    Attributes
    ----------
    name : str
        A sample's name, or one of `OWN`'s.
    title, alt : str
        How it is called, and what it shows.
    array : read-only float32, (H, W) or (3, H, W), 0–255
    digest : str
        The sha256 that results can be cached by.
    original : (rows, columns)
        Before it was scaled down.
    is_matrix : bool
        Whether it is one of the small matrices, whose values are meant to be read.
    """

    name: str
    title: str
    alt: str
    array: NDArray[np.float32]
    digest: str
    original: tuple[int, int]
    is_matrix: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of `array`."""
        return self.array.shape[-2], self.array.shape[-1]

    def grey(self) -> NDArray[np.float32]:
        """The picture in grey, (H, W)."""
        return loaders.grey(self.digest, self.array)


def pick_picture(
    names: Sequence[str],
    *,
    key: str = "img",
    own: Sequence[str] = tuple(OWN),
    first: str | None = None,
) -> Picture:
    """Show the list of pictures, and where a learner adds an own one.

    Parameters
    ----------
    names
        The samples on offer.
    key
        The control's name in the URL. Pages that share it share the picture.
    own
        What may be brought along, of `OWN`.
    first
        The sample to start with; the first one otherwise.
    """
    options = [*names, *own]
    chosen = st.selectbox(
        "Picture",
        options,
        index=options.index(first) if first else 0,
        format_func=lambda name: OWN.get(name) or images.SAMPLES[name].title,
        key=key,
        bind="query-params",
        on_change=partial(state.keep, "problem", None),
    )
    if own:
        with st.popover("Use your own picture", width="stretch"):
            _bring(own, key)
    if chosen not in OWN:
        return _sample(chosen)
    brought: Picture | None = state.kept(chosen)
    if brought is not None:
        (height, width), (rows, columns) = brought.original, brought.size
        if (height, width) != (rows, columns):
            st.caption(f"Your {height} × {width} pixels are worked on at {rows} × {columns}.")
        return brought
    fallback = first or options[0]
    st.info(
        f"The picture of this link ({OWN[chosen].lower()}) stayed on its owner's computer: a link carries "
        f"the settings only. Add one of your own; until then, here is “{images.SAMPLES[fallback].title}”."
    )
    return _sample(fallback)


def _sample(name: str) -> Picture:
    sample = images.SAMPLES[name]
    array = loaders.sample(name)
    return Picture(
        name=name,
        title=sample.title,
        alt=sample.alt,
        array=array,
        digest=f"sample:{name}",
        original=(array.shape[-2], array.shape[-1]),
        is_matrix=sample.kind == "matrix",
    )


def _bring(own: Sequence[str], key: str) -> None:
    ways = {"upload": "Upload", "drawing": "Draw", "photo": "Camera"}
    way = st.segmented_control(
        "How",
        list(own),
        default=own[0],
        required=True,
        format_func=ways.__getitem__,
        key=f"{key}_own",
        label_visibility="collapsed",
    )
    if way == "upload":
        st.file_uploader(
            "A picture of up to 15 MB",
            _FILES,
            key=f"{key}_file",
            on_change=partial(_take_file, "upload", key, "file"),
        )
    elif way == "drawing":
        drawing_pad(key=f"{key}_pad", drawn=state.kept("pad"), on_draw=partial(_take_drawing, key))
    elif way == "photo":
        st.camera_input(
            "Take a photograph", key=f"{key}_camera", on_change=partial(_take_file, "photo", key, "camera")
        )
    if problem := state.kept("problem"):
        st.error(problem)
    st.caption(
        "It stays on this computer and out of the link: whoever gets the address brings an own picture.",
        width=290,
    )


def _take_file(name: str, key: str, control: str) -> None:
    """Decode what was uploaded; if that fails, keep the sentence and the picture there was."""
    state.keep("problem", None)
    file = state.read(f"{key}_{control}")
    if file is None:  # taken away again
        return
    data = file.getvalue()
    try:
        array, original = loaders.decoded(images.digest(data), data)
    except ImageError as error:
        state.keep("problem", sentence(error))
        return
    _choose(Picture(name, OWN[name], f"{OWN[name]}: {file.name}", array, images.digest(array), original), key)


def _take_drawing(key: str, drawn: NDArray[np.uint8] | None) -> None:
    state.keep("pad", drawn)
    state.keep("problem", None)
    if drawn is None:
        return
    array = images.load(drawn)
    _choose(Picture("drawing", OWN["drawing"], "Own drawing", array, images.digest(array), drawn.shape), key)


def _choose(picture: Picture, key: str) -> None:
    state.keep(picture.name, picture)
    state.put(key, picture.name)
