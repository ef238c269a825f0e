"""Moving a picture by whole pixels, with a rule for what moves in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Floats
from cnnviz.operators.padding import BorderMode, source_indices

_SEED = 0


def shift(image: Floats, by: tuple[int, int], mode: BorderMode = "constant") -> Floats:
    """Move a picture, as ``scipy.ndimage.shift`` does by whole numbers; what moves out is lost.

    Parameters
    ----------
    image : (..., H, W)
    by : (down, right)
        In pixels; negative moves up, and to the left.
    mode : {"constant", "nearest", "mirror", "reflect", "wrap"}
        What moves in, see `cnnviz.operators.padding.source_indices`. "constant": zeros; "wrap": what has
        moved out on the other side, so that nothing is lost.

    Returns
    -------
    (..., H, W)
        A new one.

    Examples
    --------
    >>> shift(np.array([[1.0, 2.0, 3.0]]), (0, 1)).tolist()
    [[0.0, 1.0, 2.0]]
    >>> shift(np.array([[1.0, 2.0, 3.0]]), (0, -1), "wrap").tolist()
    [[2.0, 3.0, 1.0]]
    """
    rows, columns = (_sources(size, by[axis], mode) for axis, size in enumerate(image.shape[-2:]))
    is_inside = (rows >= 0)[:, None] & (columns >= 0)
    moved: Floats = np.where(is_inside, image[..., rows[:, None], columns], image.dtype.type(0))
    return moved


def shuffled(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Put all pixels of a picture, (H, W), in another order, always the same for one size.

    >>> sorted(shuffled(np.arange(4, dtype=np.float32).reshape(2, 2)).ravel().tolist())
    [0.0, 1.0, 2.0, 3.0]
    """
    order = np.random.default_rng(_SEED).permutation(image.size)
    return image.ravel()[order].reshape(image.shape)


def _sources(size: int, by: int, mode: BorderMode) -> NDArray[np.intp]:
    """For each row (or column) the one that has come there; −1 for zeros."""
    after = max(-by, 0)
    return source_indices(size, max(by, 0), after, mode)[after : after + size]
