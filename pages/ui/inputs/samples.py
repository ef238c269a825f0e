"""What is costly to load and the same for all learners, loaded once and read-only.

A learner's own picture is not among it: it belongs to the session, see `picture`.
"""

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


@st.cache_resource(max_entries=64, show_spinner=False)
def grey_sample(name: str) -> NDArray[np.float32]:
    """Load a sample in grey: (H, W), 0–255."""
    return in_grey(sample(name))


def fitted(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale down to `SIDE` what is larger, in whole numbers."""
    return _read_only(images.to_whole(images.fit(image, SIDE)))


def in_grey(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn a fitted picture grey, in whole numbers: (H, W), 0–255."""
    return _read_only(images.to_whole(images.to_grey(image)))


def _read_only(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Make sure that nobody changes what several look at."""
    image.flags.writeable = False
    return image
