"""Arrays as pictures: which shapes and values are taken, and as what."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ImageError
from cnnviz.images.limits import check_size

Float32 = NDArray[np.float32]

WHITE = 255.0


def from_array(array: NDArray[Any]) -> Float32:
    """Take an array as a picture.

    Parameters
    ----------
    array : array of shape (H, W), (3, H, W), (H, W, 3) or (H, W, 4)
        Where a shape can be read both ways, such as (3, 5, 3), the channels come first. A fourth channel
        is opacity, and the picture is laid on white. False and True are 0 and 255; uint16 is divided by 257;
        other whole numbers and floats have to lie in 0–255 and stay what they are.

    Returns
    -------
    float32 array of shape (H, W) or (3, H, W)
        0–255; never the array that was given.

    Raises
    ------
    ImageError
        If shape, type or values are others.

    Examples
    --------
    >>> from_array(np.array([[False, True]])).tolist()
    [[0.0, 255.0]]
    """
    check_shape(array)
    values = _values(array)
    if array.ndim == 2 or array.shape[0] == 3:
        return values
    channels = np.moveaxis(values, 2, 0)  # (3 or 4, H, W)
    if len(channels) == 4:
        opacity = channels[3] / WHITE
        channels = channels[:3] * opacity + WHITE * (1.0 - opacity)
    return np.ascontiguousarray(channels, dtype=np.float32)


def check_shape(array: NDArray[Any]) -> None:
    """Refuse what is no grey or colour picture, or one that is empty or too large.

    Raises
    ------
    ImageError
    """
    colour = array.ndim == 3 and (array.shape[0] == 3 or array.shape[2] in (3, 4))
    if not (array.ndim == 2 or colour):
        raise ImageError(
            f"an array of shape {array.shape} is not a picture; give one of shape (H, W), (3, H, W), (H, W, "
            "3) or (H, W, 4)"
        )
    height, width = array.shape[-2:] if array.ndim == 2 or array.shape[0] == 3 else array.shape[:2]
    check_size("array", width, height)


def check_finite(values: NDArray[Any]) -> None:
    """Refuse NaN and infinity.

    Raises
    ------
    ImageError
    """
    bad = int(values.size - np.count_nonzero(np.isfinite(values)))
    if bad:
        raise not_finite(bad, values.size)


def not_finite(bad: int, count: int) -> ImageError:
    """Build the sentence for values that are NaN or infinite."""
    return ImageError(
        f"{bad} of {count} values are not finite (NaN or infinity); replace them with numbers first"
    )


def _values(array: NDArray[Any]) -> Float32:
    if array.dtype == np.bool_:
        return array.astype(np.float32) * np.float32(WHITE)
    if array.dtype == np.uint16:
        return array.astype(np.float32) / np.float32(257.0)
    if not (np.issubdtype(array.dtype, np.integer) or np.issubdtype(array.dtype, np.floating)):
        raise ImageError(
            f"an array of {array.dtype} is not a picture; give whole numbers or floats from 0 to 255"
        )
    check_finite(array)
    low, high = array.min(), array.max()
    if low < 0 or high > WHITE:
        raise ImageError(f"the values run from {low:g} to {high:g}; scale them to 0–255 first")
    return array.astype(np.float32)
