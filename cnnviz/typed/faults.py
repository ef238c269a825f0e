"""Why a text is no number that can be used."""

from __future__ import annotations

from cnnviz.errors import CnnvizError


class MisreadError(CnnvizError):
    """A text that is no number; the sentence has neither the text nor where it stands."""


class NoNumberError(MisreadError):
    """A text that is not put together as numbers are."""


class TooLargeError(MisreadError):
    """A number that no float holds."""


def no_number() -> NoNumberError:
    """Say so, and what is one."""
    return NoNumberError("this is not a number; write one such as −1, 0.5 or 1/9")


def too_large() -> TooLargeError:
    """Say so."""
    return TooLargeError("this is too large; write a smaller number")
