"""Making maps larger or smaller without weights, and turning channels into pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats
from cnnviz.errors import ShapeError
from cnnviz.geometry.resized import shuffled_shape
from cnnviz.operators.sampling import Mode, Resizing, Scale, set_up_resizing


def interpolate(
    input: ArrayLike,
    size: int | tuple[int, int] | None = None,
    scale_factor: Scale | None = None,
    mode: Mode = "nearest",
    align_corners: bool | None = None,
) -> Floats:
    """Resize maps, as ``torch.nn.functional.interpolate`` does.

    Parameters
    ----------
    input : array_like, shape (H, W), (C, H, W) or (N, C, H, W)
        float64 is computed in float64, all else in float32.
    size : int or (rows, columns), optional
        Of the result.
    scale_factor : float or (rows, columns), optional
        How many times as large the result is; either this or `size`.
    mode : {"nearest", "bilinear"}
        Take the pixel whose start lies before, or mix the four around by how near they are.
    align_corners : bool, optional
        Only for "bilinear": whether the corners' middles stay where they are. Else the pixels are squares
        that together fill the same area, which is the default.

    Returns
    -------
    ndarray, shape (H', W'), (C, H', W') or (N, C, H', W')
        H' = ⌊H · scale_factor⌋.

    Raises
    ------
    CnnvizError, ShapeError
        With a sentence on what doesn't fit and what would.

    Notes
    -----
    Output i of "nearest" is pixel ⌊i·H/H'⌋. PyTorch rounds H/H' first; where i·H/H' is a whole number it may
    then take the pixel before, as it does for 41 of 2 → 82.

    Examples
    --------
    >>> interpolate([[1, 5]], scale_factor=(1, 2)).tolist()
    [[1.0, 1.0, 5.0, 5.0]]
    >>> interpolate([[1, 5]], scale_factor=(1, 2), mode="bilinear").tolist()
    [[1.0, 2.0, 4.0, 5.0]]
    >>> interpolate([[1, 5]], size=(1, 5), mode="bilinear", align_corners=True).tolist()
    [[1.0, 2.0, 3.0, 4.0, 5.0]]
    """
    resizing = set_up_resizing(input, size, scale_factor, mode, align_corners)
    return resize(resizing).reshape(resizing.given_shape)


def resize(resizing: Resizing) -> Floats:
    """Compute a resizing that was checked: rows first, then columns, (N, C, H', W')."""
    maps, rows, columns = resizing.maps, resizing.rows, resizing.columns
    if resizing.mode == "nearest":
        return maps[:, :, rows.low[:, None], columns.low]
    above, below = maps[:, :, rows.low], maps[:, :, rows.high]
    lines = above + rows.share.astype(maps.dtype)[:, None] * (below - above)
    left, right = lines[..., columns.low], lines[..., columns.high]
    return left + columns.share.astype(maps.dtype) * (right - left)


def pixel_shuffle(input: ArrayLike, upscale_factor: int) -> Floats:
    """Turn every r² channels into one map whose squares of r×r pixels hold what was above each other.

    Parameters
    ----------
    input : array_like, shape (C·r², H, W) or (N, C·r², H, W)
    upscale_factor : int
        r, the squares' side.

    Returns
    -------
    ndarray, shape (C, H·r, W·r) or (N, C, H·r, W·r)

    Raises
    ------
    ShapeError
        If r² does not divide the channels.

    References
    ----------
    W. Shi and others (2016), Real-time single image and video super-resolution using an efficient sub-pixel
    convolutional neural network.

    Examples
    --------
    >>> pixel_shuffle([[[1]], [[2]], [[3]], [[4]]], 2).tolist()
    [[[1.0, 2.0], [3.0, 4.0]]]
    """
    maps = shufflable(input)
    *batch, channels, rows, columns = maps.shape
    shape = shuffled_shape(channels, rows, columns, upscale_factor)
    split = maps.reshape(-1, shape[0], upscale_factor, upscale_factor, rows, columns)
    return split.transpose(0, 1, 4, 2, 5, 3).reshape(*batch, *shape)


def shufflable(input: ArrayLike) -> Floats:
    """Read maps that have channels, (C, H, W) or (N, C, H, W), or raise a `ShapeError`."""
    maps = floats(input)
    if maps.ndim not in (3, 4) or 0 in maps.shape:
        raise ShapeError(
            f"an input of shape {maps.shape} has no channels to make pixels of; use (channels, height, "
            "width) or (batch, channels, height, width), none of them 0"
        )
    return np.ascontiguousarray(maps)
