"""How many pixels a padding adds at each end of an axis, however it is written."""

from __future__ import annotations

from typing import Literal

from cnnviz.arguments import Pair, pair, whole
from cnnviz.errors import ShapeError

Sides = tuple[tuple[int, int], tuple[int, int]]
Padding = int | tuple[int, int] | Sides | Literal["valid", "same", "same_tensorflow", "full"]


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

    Raises
    ------
    ShapeError
        If one of them is no whole number from 1 up.

    Examples
    --------
    >>> same_padding(3), same_padding(4)
    ((1, 1), (1, 2))
    """
    total = _reach(kernel, dilation)
    return total // 2, total - total // 2


def full_padding(kernel: int, dilation: int = 1) -> tuple[int, int]:
    """Pixels to add so that every window which touches the image at all counts ("wide" convolution): f − 1.

    Arguments, result and errors as in `same_padding`.

    Examples
    --------
    >>> full_padding(3)
    (2, 2)
    """
    total = _reach(kernel, dilation)
    return total, total


def ceil_padding(size: int, kernel: int, stride: int = 1, dilation: int = 1) -> tuple[int, int]:
    """Pixels to add so that n / s windows fit, rounded up: what TensorFlow calls "same", for any stride.

    Of an odd number the end gets one more than the start. With stride 1 it is `same_padding`.

    Parameters
    ----------
    size, kernel, stride, dilation : int
        Pixels and taps along the axis, pixels from window to window and from tap to tap.

    Returns
    -------
    (before, after) : tuple of int

    Raises
    ------
    ShapeError
        If one of them is no whole number from 1 up.

    Examples
    --------
    >>> ceil_padding(6, 3, stride=2), ceil_padding(10, 3, stride=3)
    ((0, 1), (1, 1))
    """
    size, stride = whole(size, "the size"), whole(stride, "the stride")
    count = -(-size // stride)
    total = max((count - 1) * stride + _reach(kernel, dilation) + 1 - size, 0)
    return total // 2, total - total // 2


def _reach(kernel: int, dilation: int) -> int:
    return whole(dilation, "the dilation") * (whole(kernel, "the kernel") - 1)


def resolve_padding(
    padding: Padding,
    kernel_size: Pair,
    dilation: Pair = 1,
    stride: Pair = 1,
    size: tuple[int, int] | None = None,
) -> Sides:
    """Turn any way of writing a padding into pixels per side.

    Parameters
    ----------
    padding : int, (rows, columns), ((top, bottom), (left, right)) or a name
        "valid" adds nothing; "same" keeps the size (even kernels add one more at the end, as in PyTorch);
        "same_tensorflow" gives the size divided by the stride, rounded up (see `ceil_padding`); "full" keeps
        every window that touches the image.
    kernel_size, dilation, stride : int or pair of int
        Of the window that is going to slide.
    size : (rows, columns), optional
        Of the image; "same_tensorflow" alone asks for it.

    Returns
    -------
    ((top, bottom), (left, right)) : pairs of int

    Raises
    ------
    ShapeError
        If the padding can't be read, is negative, is "same" with a stride above 1, or is "same_tensorflow"
        without a size.

    Examples
    --------
    >>> resolve_padding("same", kernel_size=(3, 4))
    ((1, 1), (1, 2))
    >>> resolve_padding((1, 2), kernel_size=3)
    ((1, 1), (2, 2))
    """
    taps = pair(kernel_size, "kernel size", 1)
    gaps = pair(dilation, "dilation", 1)
    if isinstance(padding, str) and padding == "same_tensorflow":
        return _ceil_sides(taps, gaps, pair(stride, "stride", 1), size)
    if isinstance(padding, str) and padding == "same" and max(pair(stride, "stride", 1)) > 1:
        raise ShapeError(
            "padding 'same' needs stride 1, as in PyTorch: a larger stride shrinks the image; use "
            "TensorFlow's 'same', which allows it, or give the padding as a number"
        )
    if isinstance(padding, str):
        named = {"valid": lambda k, d: (0, 0), "same": same_padding, "full": full_padding}
        if padding not in named:
            raise ShapeError(
                f"there is no padding called {padding!r}; use valid, same, same_tensorflow, full or a number"
            )
        rows, columns = (named[padding](k, d) for k, d in zip(taps, gaps, strict=True))
        return rows, columns
    if isinstance(padding, (tuple, list)) and any(isinstance(side, (tuple, list)) for side in padding):
        if len(padding) != 2 or not all(isinstance(side, (tuple, list)) for side in padding):
            raise ShapeError(f"the padding is {padding!r}; per side it reads ((top, bottom), (left, right))")
        return (
            pair(padding[0], "padding of top and bottom", order="top, bottom"),
            pair(padding[1], "padding of left and right", order="left, right"),
        )
    rows_each, columns_each = pair(padding, "padding")  # type: ignore[arg-type]
    return (rows_each, rows_each), (columns_each, columns_each)


def _ceil_sides(
    taps: tuple[int, int], gaps: tuple[int, int], steps: tuple[int, int], size: tuple[int, int] | None
) -> Sides:
    if size is None:
        raise ShapeError("padding 'same_tensorflow' depends on the image; give its size, (rows, columns)")
    rows, columns = (ceil_padding(size[a], taps[a], steps[a], gaps[a]) for a in (0, 1))
    return rows, columns
