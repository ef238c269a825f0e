"""Arrays to files: what a page shows and what a learner downloads."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnnviz.errors import ImageError

FAST = 1
"""zlib's level: a page waits for the file, and localhost does not mind some kilobytes."""


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Encode pixels as a PNG file.

    Parameters
    ----------
    pixels : uint8 array of shape (H, W) or (H, W, 3)

    Raises
    ------
    ImageError
        If type or shape is another.

    Examples
    --------
    >>> png(np.zeros((2, 3), dtype=np.uint8))[1:4]
    b'PNG'
    """
    is_picture = pixels.ndim == 2 or (pixels.ndim == 3 and pixels.shape[2] == 3)
    if pixels.dtype != np.uint8 or not is_picture or pixels.size == 0:
        raise ImageError(
            "a PNG is written from uint8 pixels of shape (H, W) or (H, W, 3),"
            f" not {pixels.dtype} {pixels.shape}; shade the map first"
        )
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=FAST)
    return file.getvalue()


def npy(array: NDArray[Any]) -> bytes:
    """Encode an array as a NumPy ``.npy`` file, exactly as it is.

    Examples
    --------
    >>> np.load(io.BytesIO(npy(np.array([1.5, 2.0])))).tolist()
    [1.5, 2.0]
    """
    file = io.BytesIO()
    np.save(file, array, allow_pickle=False)
    return file.getvalue()
