"""What is costly to load, loaded once for all learners and read-only."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images

#: Pages work on pictures of at most this many rows and columns; a larger one is scaled down first.
SIDE = 512


@st.cache_resource(max_entries=64, show_spinner=False)
def sample(name: str) -> NDArray[np.float32]:
    """Load a sample that comes with the app: (H, W) or (3, H, W), 0–255."""
    return fitted(images.load_sample(name))


@st.cache_resource(max_entries=16, show_spinner=False)
def decoded(digest: str, _data: bytes) -> tuple[NDArray[np.float32], tuple[int, int]]:
    """Decode a file whose sha256 is `digest`, as `fitted`, and say what size it has (rows, columns).

    Raises
    ------
    ImageError
        If the file is no picture that can be shown.
    """
    return fitted(images.load(_data, SIDE)), images.original_size(_data)


def fitted(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale down to `SIDE` what is larger, and make sure that nobody changes what all share."""
    small = images.fit(image, SIDE)
    small.flags.writeable = False
    return small


@st.cache_resource(max_entries=64, show_spinner=False)
def grey(digest: str, _image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn the picture with this digest grey: (H, W), 0–255."""
    image = images.to_grey(_image)
    image.flags.writeable = False
    return image
