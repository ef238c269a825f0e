"""Gabor kernels: a wave under a bell, which responds to stripes of one width and orientation."""

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import KernelError
from cnnviz.kernels.checks import check_number, check_positive, check_size

ROUNDING = 1e-13
"""Below this a wave is 0 but for rounding."""


def gabor(
    size: int = 15,
    wavelength: float = 6.0,
    orientation: float = 0.0,
    phase: float = 0.0,
    sigma: float = 3.0,
    aspect: float = 0.5,
) -> NDArray[np.float32]:
    """Sample cos(2πx′/λ + φ) · exp(−(x′² + γ²y′²) / 2σ²), with (x′, y′) the coordinates turned by θ.

    x′ = x cos θ + y sin θ and y′ = −x sin θ + y cos θ, where x runs to the right and y downwards from the
    kernel's middle. The weights are the formula's, neither scaled nor made to sum to zero: with phase 0 a
    flat area still has a small response, with phase ±90° it has none (up to rounding).

    Parameters
    ----------
    size : int
        Side of the kernel, odd or even.
    wavelength : float
        λ, the width in pixels of one bright and one dark stripe together.
    orientation : float
        θ in degrees, the direction across the stripes: 0 for vertical stripes, then clockwise on the screen.
    phase : float
        φ in degrees: 0 for a bright stripe in the middle (even), 90 for an edge in the middle (odd).
    sigma : float
        σ, the bell's standard deviation in pixels across the stripes.
    aspect : float
        γ: along the stripes the bell's standard deviation is σ/γ, so below 1 the stripes get longer.

    Returns
    -------
    (size, size) float32
        Weights between −1 and 1.

    Raises
    ------
    KernelError
        If the size is not a whole number from 1 to 1023, a number is not finite or too extreme, or
        wavelength, sigma or aspect is not above 0.

    References
    ----------
    J. G. Daugman (1985), "Uncertainty relation for resolution in space, spatial frequency, and orientation
    optimized by two-dimensional visual cortical filters"; the form with γ and φ: N. Petkov and P. Kruizinga
    (1997), "Computational models of visual neurons specialised in the detection of periodic and aperiodic
    oriented visual stimuli".

    Examples
    --------
    >>> gabor(size=5, wavelength=4, sigma=100, aspect=1).round(1) + 0.0
    array([[-1.,  0.,  1.,  0., -1.],
           [-1.,  0.,  1.,  0., -1.],
           [-1.,  0.,  1.,  0., -1.],
           [-1.,  0.,  1.,  0., -1.],
           [-1.,  0.,  1.,  0., -1.]], dtype=float32)
    """
    size = check_size(size)
    wavelength, sigma = check_positive(wavelength, "wavelength"), check_positive(sigma, "sigma")
    aspect = check_positive(aspect, "aspect")
    theta, phi = (
        np.radians(check_number(orientation, "orientation")),
        np.radians(check_number(phase, "phase")),
    )
    y, x = np.mgrid[:size, :size] - (size - 1) / 2
    across = x * np.cos(theta) + y * np.sin(theta)
    along = -x * np.sin(theta) + y * np.cos(theta)
    with np.errstate(over="ignore", invalid="ignore"):  # a tiny sigma: far weights are exp(−∞) = 0
        bell = np.exp(-((across / sigma) ** 2 + (aspect * along / sigma) ** 2) / 2)
        wave = np.cos(2 * np.pi * across / wavelength + phi)
    wave[np.abs(wave) < ROUNDING] = 0  # of a cosine that is 0, rounding leaves as much as 6e−17
    kernel: NDArray[np.float32] = (bell * wave).astype(np.float32)
    if not np.isfinite(kernel).all():
        raise KernelError(
            "these numbers are too extreme for a Gabor kernel; try a larger wavelength and sigma"
        )
    return kernel
