"""Kernels whose weights sum to one, so that flat areas keep their brightness."""

import numpy as np
from numpy.typing import NDArray

from cnnviz.kernels.checks import check_number, check_positive, check_size
from cnnviz.kernels.edges import prewitt
from cnnviz.kernels.laplacian import laplacian


def identity(size: int = 3) -> NDArray[np.float32]:
    """Leave the picture as it is: one weight of 1, all others 0.

    Parameters
    ----------
    size : int
        Side of the kernel. An even side has no centre; the 1 then stands at ``(size - 1) // 2``, the position
        that ``padding="same"`` (one more at the end) leaves unmoved.

    Returns
    -------
    (size, size) float32

    Raises
    ------
    KernelError
        If the size is not a whole number from 1 to 1023.

    Examples
    --------
    >>> identity()
    array([[0., 0., 0.],
           [0., 1., 0.],
           [0., 0., 0.]], dtype=float32)
    """
    size = check_size(size)
    kernel = np.zeros((size, size), dtype=np.float32)
    kernel[(size - 1) // 2, (size - 1) // 2] = 1
    return kernel


def box(size: int = 3) -> NDArray[np.float32]:
    """Average: every pixel under the kernel counts the same, 1 / size².

    Parameters
    ----------
    size : int
        Side of the kernel, odd or even.

    Returns
    -------
    (size, size) float32

    Raises
    ------
    KernelError
        If the size is not a whole number from 1 to 1023.

    Examples
    --------
    >>> box(2)
    array([[0.25, 0.25],
           [0.25, 0.25]], dtype=float32)
    """
    size = check_size(size)
    return np.full((size, size), 1 / size**2, dtype=np.float32)


def gaussian(size: int = 5, sigma: float = 1.0) -> NDArray[np.float32]:
    """Smooth with weights that fall off like a bell: exp(−(x² + y²) / 2σ²), scaled to sum to one.

    The bell is sampled at the pixels' centres. It is the outer product of one row of weights with itself.

    Parameters
    ----------
    size : int
        Side of the kernel, odd or even; about 6σ holds nearly all of the bell.
    sigma : float
        Standard deviation in pixels, above 0.

    Returns
    -------
    (size, size) float32

    Raises
    ------
    KernelError
        If the size is not a whole number from 1 to 1023, or sigma is not a finite number above 0.

    References
    ----------
    T. Lindeberg (1990), "Scale-space for discrete signals", compares sampling the bell with other ways.

    Examples
    --------
    >>> gaussian(3, 0.85).round(2)
    array([[0.06, 0.12, 0.06],
           [0.12, 0.25, 0.12],
           [0.06, 0.12, 0.06]], dtype=float32)
    """
    size, sigma = check_size(size), check_positive(sigma, "sigma")
    squares = (np.arange(size) - (size - 1) / 2) ** 2
    with np.errstate(over="ignore"):  # a tiny sigma: the far weights are exp(−∞) = 0
        # Measured from the nearest pixel, so that this one is exp(0) = 1 however small sigma is.
        row = np.exp(-(squares - squares.min()) / sigma / sigma / 2)
    row /= row.sum()
    return np.outer(row, row).astype(np.float32)


def sharpen(amount: float = 1.0) -> NDArray[np.float32]:
    """Sharpen: the picture minus `amount` times its Laplacian (4 neighbours).

    The Laplacian is how far the surroundings lie above a pixel, so subtracting it pushes each pixel away from
    its surroundings. With amount 1 this is the well-known kernel with 5 in the middle.

    Parameters
    ----------
    amount : float
        0 leaves the picture alone; a negative amount blurs.

    Returns
    -------
    (3, 3) float32

    Raises
    ------
    KernelError
        If the amount is not a finite number.

    References
    ----------
    R. C. Gonzalez and R. E. Woods (2018), "Digital Image Processing", section 3.6.

    Examples
    --------
    >>> sharpen()
    array([[ 0., -1.,  0.],
           [-1.,  5., -1.],
           [ 0., -1.,  0.]], dtype=float32)
    """
    return identity() - np.float32(check_number(amount, "amount")) * laplacian(4)


def emboss() -> NDArray[np.float32]:
    """Emboss: the picture plus its slope towards the bottom right, as if lit from the top left.

    The slope is Prewitt's to the right plus Prewitt's downwards.

    Returns
    -------
    (3, 3) float32

    Examples
    --------
    >>> emboss()
    array([[-2., -1.,  0.],
           [-1.,  1.,  1.],
           [ 0.,  1.,  2.]], dtype=float32)
    """
    return identity() + prewitt("vertical") + prewitt("horizontal")
