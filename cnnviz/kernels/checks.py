"""Checks of a kernel's numbers before it is built."""

import math
import operator

from cnnviz.errors import KernelError

LARGEST_SIDE = 1023
"""The longest side, in weights, of a kernel built from a formula (keeps its memory below 5 MB)."""

LARGEST_WEIGHT = 1_000_000
"""The largest weight, or factor of weights, that is taken: sums over a picture stay far inside float32."""


def check_size(size: int, least: int = 1) -> int:
    """Give back a kernel's side as an `int`.

    Parameters
    ----------
    size : int
        The side asked for, in weights.
    least : int
        The smallest side that makes sense for this kernel.

    Raises
    ------
    KernelError
        If the size is not a whole number from `least` to `LARGEST_SIDE`.
    """
    try:
        whole = operator.index(size)
    except TypeError:
        whole = -1
    if isinstance(size, bool) or not least <= whole <= LARGEST_SIDE:
        raise KernelError(
            f"a kernel of size {size} can't be built; use a whole number from {least} to {LARGEST_SIDE}"
        )
    return whole


def _finite(value: float, name: str) -> float:
    """Give back a finite number as a `float`."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise KernelError(f"{name} = {value} can't be used; give a finite number")
    return number


def check_number(value: float, name: str) -> float:
    """Give back a number from −1,000,000 to 1,000,000 as a `float`.

    Raises
    ------
    KernelError
        If the value is no number, or outside that range.
    """
    number = _finite(value, name)
    if abs(number) > LARGEST_WEIGHT:
        raise KernelError(f"{name} = {value} is too large; stay between −1,000,000 and 1,000,000")
    return number


def check_positive(value: float, name: str) -> float:
    """Give back a finite number above zero as a `float`.

    Raises
    ------
    KernelError
        If the value is no number, infinite, NaN, zero or negative.
    """
    number = _finite(value, name)
    if number <= 0:
        raise KernelError(f"{name} = {value} can't be used; give a number above 0")
    return number


def check_choice(value: object, name: str, choices: tuple[object, ...]) -> None:
    """Accept one of a few values.

    Raises
    ------
    KernelError
        If the value is none of the choices.
    """
    if value not in choices:
        listed = ", ".join(str(choice) for choice in choices)
        raise KernelError(f"{name} = {value} is not known; choose one of {listed}")
