"""Kernels of the second derivative: how far the surroundings lie above (positive) or below a pixel."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import KernelError
from cnnviz.kernels.checks import check_choice, check_positive, check_size

SECOND_DIFFERENCE = (1, -2, 1)
"""The difference of two neighbouring differences: (c − b) − (b − a)."""


def laplacian(neighbours: Literal[4, 8] = 4) -> NDArray[np.float32]:
    """Add up second differences: along the row and the column, and with 8 neighbours along both diagonals.

    The centre is negative, so the response to a bright dot is negative, as that of the mathematical
    derivative.

    Parameters
    ----------
    neighbours : {4, 8}
        How many neighbours take part.

    Returns
    -------
    (3, 3) float32

    Raises
    ------
    KernelError
        If `neighbours` is neither 4 nor 8.

    References
    ----------
    R. C. Gonzalez and R. E. Woods (2018), "Digital Image Processing", section 3.6.

    Examples
    --------
    >>> laplacian(4)
    array([[ 0.,  1.,  0.],
           [ 1., -4.,  1.],
           [ 0.,  1.,  0.]], dtype=float32)
    """
    check_choice(neighbours, "neighbours", (4, 8))
    kernel = np.zeros((3, 3), dtype=np.float32)
    kernel[1, :] += SECOND_DIFFERENCE
    kernel[:, 1] += SECOND_DIFFERENCE
    if neighbours == 8:
        diagonal = np.diag(SECOND_DIFFERENCE).astype(np.float32)
        kernel += diagonal + diagonal[:, ::-1]
    return kernel


def laplacian_of_gaussian(size: int = 9, sigma: float = 1.4) -> NDArray[np.float32]:
    """Smooth with a bell and take the Laplacian, in one kernel: (r² − 2σ²) / (2πσ⁶) · exp(−r² / 2σ²).

    The samples of the formula don't quite sum to zero, because the bell is cut off and sampled. Their mean is
    taken off each weight, so that the response to a flat area is zero for any size and σ.

    Parameters
    ----------
    size : int
        Side of the kernel, at least 3; about 6σ + 1 holds nearly all of the formula.
    sigma : float
        Standard deviation of the bell in pixels.

    Returns
    -------
    (size, size) float32
        Zero-sum weights with a negative centre, as for `laplacian`.

    Raises
    ------
    KernelError
        If the size is not a whole number from 3 to 1023, or sigma is not from 0.01 to 1000.

    References
    ----------
    D. Marr and E. Hildreth (1980), "Theory of edge detection".

    Examples
    --------
    >>> laplacian_of_gaussian(3, 0.5).round(2)
    array([[ 0.42,  0.82,  0.42],
           [ 0.82, -4.96,  0.82],
           [ 0.42,  0.82,  0.42]], dtype=float32)
    """
    size, sigma = check_size(size, least=3), check_positive(sigma, "sigma")
    if not 0.01 <= sigma <= 1000:
        raise KernelError(
            f"sigma = {sigma} leaves weights too large or too small to use; stay between 0.01 and 1000"
        )
    squares = (np.arange(size) - (size - 1) / 2) ** 2
    radius = squares[:, None] + squares[None, :]  # (size, size), r²
    kernel = (radius - 2 * sigma**2) / (2 * np.pi * sigma**6) * np.exp(-radius / (2 * sigma**2))
    balanced: NDArray[np.float32] = (kernel - kernel.mean()).astype(np.float32)
    return balanced
