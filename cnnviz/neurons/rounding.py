"""Rounding the parts of a sum so that what is written still adds up."""

from collections.abc import Sequence

import numpy as np


def adding_up(parts: Sequence[float], decimals: int) -> tuple[list[float], float]:
    """Round parts and their sum so that the rounded parts add up to the rounded sum.

    The sum is rounded as usual. Where the rounded parts would miss it, those that lost or gained most by
    rounding go one step the other way, so that no part is farther than one step from what it was.

    Parameters
    ----------
    parts : sequence of float
    decimals : int
        Digits after the point.

    Returns
    -------
    parts : list of float
    total : float

    Examples
    --------
    >>> adding_up([1.24, 1.24], decimals=1)
    ([1.3, 1.2], 2.5)
    """
    unit = 10**decimals
    exact = np.asarray(parts, np.float64) * unit
    total = round(float(exact.sum()))
    rounded = np.rint(exact)
    missing = total - int(rounded.sum())
    by_loss = np.argsort((rounded - exact) * np.sign(missing), kind="stable")
    rounded[by_loss[: abs(missing)]] += np.sign(missing)
    return [round(float(value) / unit, decimals) for value in rounded], round(total / unit, decimals)


def fixed(value: float, decimals: int = 3) -> str:
    """Write a number with so many digits after the point, zeros too, so that sums add up digit by digit.

    Examples
    --------
    >>> fixed(-0.5), fixed(-0.0001)
    ('−0.500', '0.000')
    """
    text = f"{value:.{decimals}f}"
    return text.removeprefix("-") if not float(text) else text.replace("-", "−")
