"""Change a picture's colours or size: float32 arrays in, float32 arrays out."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnnviz.errors import ImageError

Float32 = NDArray[np.float32]

LUMA = (0.299, 0.587, 0.114)
"""Weights of red, green and blue in a grey value (ITU-R Recommendation BT.601)."""


def to_grey(image: Float32) -> Float32:
    """Weigh red, green and blue into one grey channel.

    Parameters
    ----------
    image : array of shape (H, W) or (3, H, W)
        In any range; a grey picture comes back as it is.

    Returns
    -------
    array of shape (H, W)
        ``0.299 R + 0.587 G + 0.114 B``, in the range of the input.

    Raises
    ------
    ImageError
        If the picture has another shape.

    References
    ----------
    ITU-R (2011), Recommendation BT.601-7: Studio encoding parameters of digital television.

    Examples
    --------
    >>> yellow = np.array([[[255.0]], [[255.0]], [[0.0]]], dtype=np.float32)
    >>> to_grey(yellow).round().tolist()
    [[226.0]]
    """
    if image.ndim == 2:
        return image
    if image.ndim != 3 or image.shape[0] != 3:
        raise ImageError(f"a picture has shape (H, W) or (3, H, W), not {image.shape}")
    red, green, blue = LUMA
    grey: Float32 = (red * image[0] + green * image[1] + blue * image[2]).astype(np.float32)
    return grey


def to_whole(image: Float32) -> Float32:
    """Round a picture's values to whole numbers, as files of 8 bits hold them.

    Grey values and resized ones are fractions. Rounded, a learner can add up what is shown by hand; they
    move by at most 1/2, which no eye sees.

    Parameters
    ----------
    image : array of shape (H, W) or (C, H, W)
        Usually from 0 to 255.

    Returns
    -------
    array of the same shape
        A new one; halves go to the even number.

    Examples
    --------
    >>> to_whole(np.array([[0.2, 76.245, 255]], dtype=np.float32)).tolist()
    [[0.0, 76.0, 255.0]]
    """
    whole: Float32 = np.rint(image)
    return whole


def fit(image: Float32, max_side: int) -> Float32:
    """Scale a picture down until its longest side is `max_side`; leave a smaller one alone.

    Parameters
    ----------
    image : array of shape (H, W) or (C, H, W)
        In any range.
    max_side : int
        Pixels, at least 1.

    Returns
    -------
    array of shape (H', W') or (C, H', W')
        The same proportions, up to rounding; no side falls below 1. The picture itself where it fits.

    Raises
    ------
    ImageError
        If `max_side` is below 1 or the picture is no (H, W) or (C, H, W).

    Examples
    --------
    >>> fit(np.zeros((3, 100, 400), dtype=np.float32), 200).shape
    (3, 50, 200)
    """
    _check_shape(image)
    return resize(image, fitted_size((image.shape[-2], image.shape[-1]), max_side))


def fitted_size(size: tuple[int, int], max_side: int) -> tuple[int, int]:
    """Height and width after `fit`.

    Raises
    ------
    ImageError
        If `max_side` is below 1.

    Examples
    --------
    >>> fitted_size((3000, 4000), 2048)
    (1536, 2048)
    """
    if max_side < 1:
        raise ImageError(f"a picture can't be {max_side} pixels large; ask for 1 pixel or more")
    longest = max(size)
    if longest <= max_side:
        return size
    height, width = (max(1, round(side * max_side / longest)) for side in size)
    return height, width


def resize(image: Float32, size: tuple[int, int]) -> Float32:
    """Resample a picture to `size` with a triangle filter.

    Enlarging, this is bilinear interpolation. Shrinking, the triangle grows with the scale, so that every
    old pixel counts and fine detail fades instead of turning into false patterns (aliasing). It never
    leaves the range of the input's values.

    Parameters
    ----------
    image : array of shape (H, W) or (C, H, W)
        In any range.
    size : (int, int)
        The new height and width, in pixels.

    Returns
    -------
    array of shape (H', W') or (C, H', W')
        The picture itself where it has this size.

    Raises
    ------
    ImageError
        If a side is below 1 or the picture is no (H, W) or (C, H, W).

    Examples
    --------
    >>> resize(np.array([[0, 0, 70, 70]], dtype=np.float32), (1, 2)).round().tolist()
    [[10.0, 60.0]]
    """
    height, width = size
    if height < 1 or width < 1:
        raise ImageError(f"a picture can't be made {height}×{width} pixels large; each side needs at least 1")
    _check_shape(image)
    if image.shape[-2:] == size:
        return image
    channels = image.reshape(-1, *image.shape[-2:])
    resized = [np.asarray(_resample(channel, size)) for channel in channels]
    return np.stack(resized).reshape(*image.shape[:-2], height, width)


def _resample(channel: Float32, size: tuple[int, int]) -> Image.Image:
    source = Image.fromarray(np.ascontiguousarray(channel, dtype=np.float32))
    return source.resize((size[1], size[0]), Image.Resampling.BILINEAR)


def _check_shape(image: Float32) -> None:
    if image.ndim not in (2, 3) or 0 in image.shape:
        raise ImageError(f"a picture has shape (H, W) or (C, H, W) without empty sides, not {image.shape}")
