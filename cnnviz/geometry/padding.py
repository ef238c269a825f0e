"""How many pixels a named padding adds at each end of an axis."""

from __future__ import annotations


def same_padding(kernel: int, dilation: int = 1) -> tuple[int, int]:
    """Pixels to add so that the output is as large as the input (stride 1): (f − 1) / 2 at each end.

    An even kernel leaves an odd number to add; the end then gets one more than the start, as in PyTorch.

    Parameters
    ----------
    kernel, dilation : int
        Taps along the axis and pixels from one tap to the next.

    Returns
    -------
    (before, after) : tuple of int

    Examples
    --------
    >>> same_padding(3), same_padding(4)
    ((1, 1), (1, 2))
    """
    total = dilation * (kernel - 1)
    return total // 2, total - total // 2


def full_padding(kernel: int, dilation: int = 1) -> tuple[int, int]:
    """Pixels to add so that every window which touches the image at all counts ("wide" convolution): f − 1.

    Parameters
    ----------
    kernel, dilation : int
        Taps along the axis and pixels from one tap to the next.

    Returns
    -------
    (before, after) : tuple of int

    Examples
    --------
    >>> full_padding(3)
    (2, 2)
    """
    total = dilation * (kernel - 1)
    return total, total
