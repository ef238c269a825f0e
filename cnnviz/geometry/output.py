"""The size of what a sliding window leaves behind, with the fraction kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal, get_args

from cnnviz.arguments import pair, whole
from cnnviz.errors import ShapeError
from cnnviz.geometry.padding import ceil_padding
from cnnviz.geometry.terms import Terms

Remainder = Literal["floor", "raise", "crop", "pad"]


@dataclass(frozen=True)
class OutputSize:
    """How many steps a window takes along one axis.

    Attributes
    ----------
    size : int
        The number of windows there really are.
    room : int
        Pixels that the first window leaves over, to step into, before anything is cut or added: n + 2p − f.
    stride : int
        Pixels of one step.
    unused : int
        Pixels at the end, of the picture or its padding, that no window reaches.
    cut : int
        Pixels to cut off the picture's end, before it is padded, so that the windows reach all that is left.
    extra : int
        Pixels to add at the end so that one more window fits.
    terms : str
        The left-hand side of the formula with the numbers put in.
    rule : str
        The whole line, where another rule gives the size.
    """

    size: int
    room: int
    stride: int
    unused: int
    cut: int
    extra: int
    terms: str
    rule: str = ""

    @property
    def exact(self) -> Fraction:
        """The formula's result: 9/2 when four and a half windows would fit."""
        return Fraction(self.room, self.stride) + 1

    @property
    def fits(self) -> bool:
        """Whether the formula's result is a whole number, or another rule leaves nothing to choose."""
        return bool(self.rule) or self.room % self.stride == 0

    def formula(self) -> str:
        """The formula as a line of text, such as ``(10 + 2·0 − 3) / 2 + 1 = 4.5 → 4``.

        What is cut off or added is said behind it.
        """
        return self.rule or f"{self.terms} = {self.result()}"

    def result(self) -> str:
        """What stands behind the "=" of the usual formula, such as ``4.5 → 4``."""
        return self._result

    @cached_property
    def _result(self) -> str:
        exact = as_text(self.exact)
        if self.cut:
            return f"{exact} → {self.size} ({_pixels(self.cut)} cut off the end)"
        if self.extra:
            return f"{exact} → {self.size} ({_pixels(self.extra)} added at the end)"
        return exact if self.room % self.stride == 0 else f"{exact} → {self.size}"


def output_size(
    size: int,
    kernel: int,
    stride: int = 1,
    padding: int | tuple[int, int] = 0,
    dilation: int = 1,
    remainder: Remainder = "floor",
) -> OutputSize:
    """Count the positions of a window along one axis: (n + 2p − f) / s + 1.

    Parameters
    ----------
    size : int
        Pixels along the axis.
    kernel : int
        Taps of the kernel along the axis.
    stride : int
        Pixels from one window to the next.
    padding : int or (before, after)
        Pixels added at each end, or at the start and at the end.
    dilation : int
        Pixels from one tap to the next.
    remainder : {"floor", "raise", "crop", "pad"}
        What to do when the division leaves a remainder: round down and leave the last pixels unseen (as
        PyTorch does), refuse, cut as many pixels off the end of the picture (so that its padding comes to lie
        under the last window), or add pixels at the end until one more window fits. Cropping and padding are
        left to the caller: `OutputSize.cut` and `OutputSize.extra` say by how much.

    Returns
    -------
    OutputSize

    Raises
    ------
    ShapeError
        If a number makes no sense, the kernel doesn't fit, `remainder` is ``"raise"`` and there is one, or
        ``"crop"`` would leave nothing of the picture.

    References
    ----------
    V. Dumoulin, F. Visin (2016), A guide to convolution arithmetic for deep learning.

    Examples
    --------
    >>> output_size(227, kernel=11, stride=4).size
    55
    >>> output_size(10, kernel=3, stride=2).formula()
    '(10 + 2·0 − 3) / 2 + 1 = 4.5 → 4'
    """
    size, kernel, stride = whole(size, "the size"), whole(kernel, "the kernel"), whole(stride, "the stride")
    dilation = whole(dilation, "the dilation")
    before, after = pair(padding, "padding", order="before, after")
    span = dilation * (kernel - 1) + 1
    room = size + before + after - span
    if room < 0:
        raise ShapeError(_misfit(size, kernel, before, after, dilation, -room))
    rest = room % stride
    _check_remainder(remainder, size, kernel, stride, room)
    grown = remainder == "pad" and rest > 0
    cut = rest if remainder == "crop" else 0
    return OutputSize(
        size=room // stride + 1 + grown,
        room=room,
        stride=stride,
        unused=0 if grown or cut else rest,
        cut=cut,
        extra=stride - rest if grown else 0,
        terms=_terms(size, kernel, stride, before, after, dilation),
    )


def ceil_output_size(size: int, kernel: int, stride: int = 1, dilation: int = 1) -> OutputSize:
    """Count the positions of a window that is padded by `ceil_padding`: n / s, rounded up.

    Parameters and errors are those of `output_size`.

    Examples
    --------
    >>> ceil_output_size(10, kernel=3, stride=3).formula()
    '10 / 3 = 3 1/3 → 4, rounded up (padding: 1 before, 1 after)'
    """
    before, after = ceil_padding(size, kernel, stride, dilation)
    found = output_size(size, kernel, stride, (before, after), dilation)
    share = Fraction(size, stride)
    up = "" if share == found.size else f" → {found.size}, rounded up"
    padded = f"padding: {before} before, {after} after"
    return replace(found, rule=f"{size} / {stride} = {as_text(share)}{up} ({padded})")


def counted_formula(
    size: int, kernel: int, stride: int, padding: tuple[int, int], dilation: int, count: int
) -> str:
    """Write the formula for an axis along which `count` windows were laid by a rule of their own.

    A pool may round up, and drop a window that would lie in the padding; its first window may even hang over
    the end, so that the formula gives less than 1. Arguments as in `output_size`.

    >>> counted_formula(5, kernel=6, stride=6, padding=(0, 0), dilation=1, count=1)
    '(5 + 2·0 − 6) / 6 + 1 = 5/6 → 1'
    """
    room = size + sum(padding) - dilation * (kernel - 1) - 1
    terms = _terms(size, kernel, stride, *padding, dilation)
    return OutputSize(count, room, stride, unused=0, cut=0, extra=0, terms=terms).formula()


def counted_terms(
    size: int, kernel: int, stride: int, padding: tuple[int, int], dilation: int, count: int
) -> Terms:
    """Give the numbers of `counted_formula`, which has the same arguments."""
    room = size + sum(padding) - dilation * (kernel - 1) - 1
    made = OutputSize(count, room, stride, unused=0, cut=0, extra=0, terms="")
    return Terms(size, *padding, kernel, dilation, stride, made.result(), count)


def as_text(value: Fraction) -> str:
    """Write a fraction as a learner would: 4, 4.5, 54.25, or 4 1/3 where the decimals never end.

    Examples
    --------
    >>> as_text(Fraction(217, 4)), as_text(Fraction(13, 3))
    ('54.25', '4 1/3')
    """
    decimals = f"{float(value):.4f}".rstrip("0").rstrip(".")
    if Fraction(decimals) == value:
        return decimals
    whole, rest = divmod(value.numerator, value.denominator)
    return f"{whole} {rest}/{value.denominator}" if whole else f"{rest}/{value.denominator}"


def _terms(size: int, kernel: int, stride: int, before: int, after: int, dilation: int) -> str:
    pads = f"2·{before}" if before == after else f"{before} + {after}"
    taps = str(kernel) if dilation == 1 else f"({dilation}·({kernel} − 1) + 1)"
    return f"({size} + {pads} − {taps}) / {stride} + 1"


def _pixels(count: int) -> str:
    return "1 pixel" if count == 1 else f"{count} pixels"


def _check_remainder(remainder: str, size: int, kernel: int, stride: int, room: int) -> None:
    if remainder not in get_args(Remainder):
        raise ShapeError(f"the remainder can't be treated as {remainder!r}; use floor, raise, crop or pad")
    rest = room % stride
    if rest and remainder == "raise":
        raise ShapeError(
            f"a kernel of {kernel} with stride {stride} does not fit {_pixels(size)} evenly: "
            f"{as_text(Fraction(room, stride) + 1)} windows; "
            "change the stride or the padding, or allow floor, crop or pad"
        )
    if remainder == "crop" and rest >= size:
        raise ShapeError(
            f"to fit stride {stride}, {_pixels(rest)} would be cut off {_pixels(size)}, and nothing would be "
            f"left; "
            "use floor or pad, or another stride"
        )


def _misfit(size: int, kernel: int, before: int, after: int, dilation: int, missing: int) -> str:
    spread = f" with dilation {dilation}" if dilation > 1 else ""
    pads = f"{before}" if before == after else f"{before} and {after}"
    enough = (missing + before + after + 1) // 2
    return (
        f"a kernel of {kernel}{spread} does not fit {_pixels(size)} with padding {pads}; "
        f"use padding ≥ {enough} or a smaller kernel"
    )
