"""The numbers in the formula of an output's size: for whoever shows them one by one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Terms:
    """The numbers in (n + 2p − f) / s + 1 along one axis, and what it gives.

    Attributes
    ----------
    size, before, after, kernel, dilation, stride : int
        Pixels of the picture, of the padding at each end, the window's taps, and pixels from tap to tap and
        from window to window.
    result : str
        What stands behind the "=", such as ``4.5 → 4``; "" where the window does not fit.
    count : int
        The number of windows there really are; 0 where the window does not fit.
    """

    size: int
    before: int
    after: int
    kernel: int
    dilation: int
    stride: int
    result: str = ""
    count: int = 0
