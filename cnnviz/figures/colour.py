"""CIE L*a*b* colours to sRGB bytes: equal steps in L*a*b* look about equally far apart.

Sources: CIE (1976), the L*a*b* space; IEC 61966-2-1 (1999), the sRGB primaries, white (D65) and tone curve.
"""

import numpy as np
from numpy.typing import NDArray

_WHITE = np.array([0.95047, 1.0, 1.08883])  # X, Y, Z of D65
_XYZ_TO_RGB = np.array(
    [[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]],
)
for _constant in (_WHITE, _XYZ_TO_RGB):
    _constant.flags.writeable = False


def lab_to_rgb(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    """Convert L*a*b* to sRGB, without clipping: a colour the screen can't show lies outside 0–1.

    Parameters
    ----------
    lab : (..., 3) float64
        L* from 0 to 100, a* (green to red) and b* (blue to yellow).

    Returns
    -------
    (..., 3) float64
        Red, green, blue; 0–1 if the screen can show them.

    Examples
    --------
    >>> lab_to_rgb(np.array([100.0, 0.0, 0.0])).round(2)
    array([1., 1., 1.])
    """
    lightness, a, b = np.moveaxis(lab, -1, 0)
    y = (lightness + 16) / 116
    roots = np.stack([y + a / 500, y, y - b / 200], axis=-1)
    xyz = np.where(roots > 6 / 29, roots**3, (roots - 4 / 29) * 3 * (6 / 29) ** 2) * _WHITE
    linear: NDArray[np.float64] = xyz @ _XYZ_TO_RGB.T
    curved = 1.055 * np.maximum(linear, 0.0031308) ** (1 / 2.4) - 0.055
    rgb: NDArray[np.float64] = np.where(linear <= 0.0031308, 12.92 * linear, curved)
    return rgb


def to_bytes(rgb: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Round colours of 0–1 to bytes; what lies outside is clipped.

    Examples
    --------
    >>> to_bytes(np.array([0.0, 0.5, 1.2]))
    array([  0, 128, 255], dtype=uint8)
    """
    return np.clip(np.rint(rgb * 255), 0, 255).astype(np.uint8)
