"""Kernels for edges: the difference across an edge, smoothed along it (one row of weights times another).

Sign: `"vertical"` finds vertical edges and is positive where the picture gets brighter to the right;
`"horizontal"` is its transpose, positive where it gets brighter downwards.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.kernels.checks import check_choice

Edges = Literal["vertical", "horizontal"]

DIFFERENCE = (-1, 0, 1)
"""The pixel after minus the pixel before: twice the slope."""


def _edge_kernel(smooth: tuple[int, int, int], edges: Edges) -> NDArray[np.float32]:
    """Smooth down the columns, take the difference along the rows; transposed for horizontal edges."""
    check_choice(edges, "edges", ("vertical", "horizontal"))
    kernel = np.outer(smooth, DIFFERENCE).astype(np.float32)
    return kernel if edges == "vertical" else np.ascontiguousarray(kernel.T)


def sobel(edges: Edges = "vertical") -> NDArray[np.float32]:
    """Sobel's edge kernel: smoothing (1, 2, 1) along the edge, the difference (−1, 0, 1) across it.

    Its response to a ramp that rises by 1 per pixel is 8.

    Parameters
    ----------
    edges : {"vertical", "horizontal"}
        Which edges it finds.

    Returns
    -------
    (3, 3) float32

    Raises
    ------
    KernelError
        If `edges` is neither.

    References
    ----------
    I. Sobel and G. Feldman (1968), "A 3×3 isotropic gradient operator for image processing" (talk).

    Examples
    --------
    >>> sobel("vertical")
    array([[-1.,  0.,  1.],
           [-2.,  0.,  2.],
           [-1.,  0.,  1.]], dtype=float32)
    """
    return _edge_kernel((1, 2, 1), edges)


def prewitt(edges: Edges = "vertical") -> NDArray[np.float32]:
    """Prewitt's edge kernel: a plain sum (1, 1, 1) along the edge, the difference (−1, 0, 1) across it.

    Its response to a ramp that rises by 1 per pixel is 6.

    Parameters
    ----------
    edges : {"vertical", "horizontal"}
        Which edges it finds.

    Returns
    -------
    (3, 3) float32

    Raises
    ------
    KernelError
        If `edges` is neither.

    References
    ----------
    J. M. S. Prewitt (1970), "Object enhancement and extraction".

    Examples
    --------
    >>> prewitt("horizontal")
    array([[-1., -1., -1.],
           [ 0.,  0.,  0.],
           [ 1.,  1.,  1.]], dtype=float32)
    """
    return _edge_kernel((1, 1, 1), edges)


def scharr(edges: Edges = "vertical") -> NDArray[np.float32]:
    """Scharr's edge kernel: smoothing (3, 10, 3) along the edge, the difference (−1, 0, 1) across it.

    The smoothing was optimised so that the direction of a slanted edge comes out truer than with Sobel.
    Its response to a ramp that rises by 1 per pixel is 32.

    Parameters
    ----------
    edges : {"vertical", "horizontal"}
        Which edges it finds.

    Returns
    -------
    (3, 3) float32

    Raises
    ------
    KernelError
        If `edges` is neither.

    References
    ----------
    H. Scharr (2000), "Optimale Operatoren in der Digitalen Bildverarbeitung".

    Examples
    --------
    >>> scharr("vertical")
    array([[ -3.,   0.,   3.],
           [-10.,   0.,  10.],
           [ -3.,   0.,   3.]], dtype=float32)
    """
    return _edge_kernel((3, 10, 3), edges)
