"""Combinations of several kernels' responses: a gradient's length and direction, the winner of a compass."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.errors import ShapeError


def _pair(gx: ArrayLike, gy: ArrayLike) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give back both maps as float32 of one shape."""
    across, down = np.asarray(gx, dtype=np.float32), np.asarray(gy, dtype=np.float32)
    if across.shape != down.shape:
        raise ShapeError(
            f"the two maps have the shapes {across.shape} and {down.shape}; "
            "take both from one picture with the same stride and padding"
        )
    return across, down


def magnitude(gx: ArrayLike, gy: ArrayLike) -> NDArray[np.float32]:
    """Give the gradient's length √(gx² + gy²): how strong an edge is, whatever its direction.

    Parameters
    ----------
    gx, gy : array_like
        Responses of the vertical-edge and the horizontal-edge kernel, of one shape.

    Returns
    -------
    float32, of that shape, ≥ 0

    Raises
    ------
    ShapeError
        If the shapes differ.

    Examples
    --------
    >>> magnitude([3.0], [-4.0])
    array([5.], dtype=float32)
    """
    return np.hypot(*_pair(gx, gy))


def direction(gx: ArrayLike, gy: ArrayLike) -> NDArray[np.float32]:
    """Give the gradient's direction in degrees, −180…180: where the picture gets brighter.

    0° is to the right, 90° downwards, −90° upwards, 180° to the left. Where both responses are zero there is
    no direction, and the value is 0.

    Parameters
    ----------
    gx, gy : array_like
        Responses of the vertical-edge and the horizontal-edge kernel, of one shape.

    Returns
    -------
    float32, of that shape

    Raises
    ------
    ShapeError
        If the shapes differ.

    Examples
    --------
    >>> direction([1.0, 0.0, -1.0, 0.0], [0.0, 2.0, 0.0, -2.0])
    array([  0.,  90., 180., -90.], dtype=float32)
    """
    across, down = _pair(gx, gy)
    # + 0 turns −0 into 0, which arctan2 would take for "just above" and give ±180°.
    angle: NDArray[np.float32] = np.arctan2(down + np.float32(0), across + np.float32(0))
    return np.degrees(angle)


def compass_winner(responses: ArrayLike) -> NDArray[np.uint8]:
    """Give, for each pixel, which of K responses is the strongest; K where several are: nobody wins a tie.

    Parameters and errors are those of `compass_maximum`.

    Examples
    --------
    >>> compass_winner([[[1.0, 5.0]], [[3.0, 5.0]]])
    array([[1, 2]], dtype=uint8)
    """
    maximum, winner = compass_maximum(responses)
    stack = np.asarray(responses, dtype=np.float32)
    winner[(stack == maximum).sum(axis=0) > 1] = len(stack)
    return winner


def compass_maximum(responses: ArrayLike) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Give, for each pixel, the strongest of several responses and which kernel gave it.

    Parameters
    ----------
    responses : (K, H, W) array_like
        Responses of K kernels (eight for Kirsch's compass, in the order of `DIRECTIONS`), 1 ≤ K ≤ 255.

    Returns
    -------
    maximum : (H, W) float32
    winner : (H, W) uint8
        The index of the strongest; of equals the first, so a flat area names index 0.

    Raises
    ------
    ShapeError
        If `responses` is not a stack of 1 to 255 maps.

    Examples
    --------
    >>> compass_maximum([[[1.0, 5.0]], [[3.0, 5.0]]])
    (array([[3., 5.]], dtype=float32), array([[1, 0]], dtype=uint8))
    """
    stack = np.asarray(responses, dtype=np.float32)
    if stack.ndim != 3 or not 1 <= len(stack) <= 255:
        raise ShapeError(
            f"responses of the shape {stack.shape} are not a stack of maps; give 1 to 255 maps (K, H, W)"
        )
    maximum, winner = stack[0].copy(), np.zeros(stack.shape[1:], dtype=np.uint8)
    for index, response in enumerate(stack[1:], start=1):
        winner[response > maximum] = index
        np.maximum(maximum, response, out=maximum)
    return maximum, winner
