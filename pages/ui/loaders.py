"""What is costly to load and the same for all learners, loaded once and read-only.

A learner's own picture is not among it: it belongs to the session, see `image_picker`.
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
    return read_only(images.fit(images.load_sample(name), SIDE))


@st.cache_resource(max_entries=64, show_spinner=False)
def grey_sample(name: str) -> NDArray[np.float32]:
    """Load a sample in grey: (H, W), 0–255."""
    return read_only(images.to_grey(sample(name)))


def read_only(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Make sure that nobody changes what several look at."""
    image.flags.writeable = False
    return image
