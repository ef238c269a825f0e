"""What a learner sets of a series: read from the address, taken over from the view; and which is shown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal, cast

from cnnviz.errors import CnnvizError
from cnnviz.series import (
    HOW,
    MOST,
    MOST_TAPS,
    PADDINGS,
    SAMPLES,
    Filtered,
    Match,
    read_given,
    read_kernel,
    read_series,
    write_series,
)
from cnnviz.series.text import Series
from pages.ui.inputs.in_view import OneOf, Whole, known, reactions, take
from pages.ui.linked.predictions import ask
from pages.ui.series.taken import take_typed
from pages.ui.series.volume_setting import VOLUME_REACTIONS
from pages.ui.session import keeping, state
from pages.ui.session.visit import Reaction

HUB = "series"
_VALUES, _KERNEL, _MATCH, _AT, _TOLD = "se_values", "se_kernel", "se_match", "se_at", "series:told"
_FIRST_KERNEL = "-1 1"

_OF = OneOf("sv_of", "Convolve", "series", {"": {"series": "Series", "volume": "Volume"}})
_PADDING = OneOf("se_padding", "Padding", "valid", {"": dict(PADDINGS)})
_STEPS = (
    Whole("se_stride", "Stride", 1, 1, 8, "stride"),
    Whole("se_dilation", "Dilation", 1, 1, 16, "dilation"),
)
#: Between which numbers each option lies, by its name; so many weights a kernel can have.
LIMITS: Final = {
    **{step.field: (step.low, step.high) for step in _STEPS},
    "taps": (1, MOST_TAPS),
    "match": (2, MOST_TAPS),
}


@dataclass(frozen=True)
class Chosen:
    """What is set.

    Attributes
    ----------
    values : str
        The key of a sample, or a series as `cnnviz.series.write_series` writes it.
    kernel : str
        Its weights as they were typed.
    match : Match or None
        The part of the series that is the kernel instead.
    padding : str
    stride, dilation : int
    at : int or None
        The output that is looked at, where one was chosen.
    """

    values: str
    kernel: str
    match: Match | None
    padding: str
    stride: int
    dilation: int
    at: int | None

    @property
    def series(self) -> Series:
        """The numbers."""
        if self.values in SAMPLES:
            return SAMPLES[self.values].values
        return cast(Series, read_series(self.values))

    def made(self) -> Filtered:
        """Give the series and its kernel.

        Raises
        ------
        KernelError
            If the part of the series that is to be the kernel can't be.
        """
        series = self.series
        kernel = self.match.weights(series) if self.match else read_kernel(self.kernel)
        return Filtered(series, kernel, self.padding, self.stride, self.dilation)

    def fields(self) -> dict[str, object]:
        """Give what the view is told, by its fields."""
        names = ("values", "kernel", "padding", "stride", "dilation", "at")
        return {**{name: getattr(self, name) for name in names}, "match": self.match and list(self.match)}


def which() -> Literal["series", "volume"]:
    """Say which of both is shown; it stands in the address from now on."""
    of: Literal["series", "volume"] = known(_OF)
    return of


def chosen() -> Chosen:
    """Give what is set; it stands in the address from now on."""
    nothing: Match | None = None
    nowhere: int | None = None
    return Chosen(
        values=state.setting(_VALUES, next(iter(SAMPLES)), read_values),
        kernel=state.setting(_KERNEL, _FIRST_KERNEL, read_weights),
        match=state.setting(_MATCH, nothing, read_match, _write_match),
        padding=known(_PADDING),
        **{step.field: known(step) for step in _STEPS},
        at=state.setting(_AT, nowhere, read_index, lambda at: "" if at is None else str(at)),
    )


def read_values(text: str) -> str | None:
    """Read a sample's key or a series from an address; None if it is neither."""
    return text if text in SAMPLES or read_series(text) is not None else None


def read_weights(text: str) -> str | None:
    """Read a kernel's weights; None if they are none."""
    try:
        read_kernel(text)
    except CnnvizError:
        return None
    return text


def read_match(text: str) -> Match | None:
    """Read a part of the series and what is done to it, ``40_25_norm``; None if it is none."""
    parts = text.split("_", 3)
    if len(parts) != 3 or parts[2] not in HOW:
        return None
    start, taps = read_index(parts[0]), read_index(parts[1])
    if start is None or taps is None or not LIMITS["match"][0] <= taps <= MOST_TAPS:
        return None
    return Match(start, taps, parts[2])


def read_index(text: str) -> int | None:
    """Read an index of a series or an output; None if it is none."""
    is_whole = len(text) < 5 and text.isascii() and text.isdigit()
    return int(text) if is_whole and int(text) < 2 * MOST else None


def told() -> dict[str, object] | None:
    """Give what there is to say of the numbers brought last: a sentence, and whether they were taken."""
    kept: dict[str, object] | None = keeping.kept(_TOLD)
    return kept


def _write_match(match: Match | None) -> str:
    return "_".join(map(str, match)) if match else ""


def _take_values(sent: object) -> None:
    if not isinstance(sent, str) or read_values(sent) is None:
        return
    numbers = None if sent in SAMPLES else read_series(sent)
    state.put(_VALUES, sent if numbers is None else write_series(numbers))
    keeping.keep(_TOLD, None)


def _read_typed(text: str) -> tuple[str, str]:
    """Give a series as it is kept, and what is said of it."""
    given = read_given(text)
    return write_series(given.values), given.note


def _take_weights(sent: object) -> None:
    if isinstance(sent, str) and read_weights(sent) is not None:
        state.put(_KERNEL, sent)


def _take_match(sent: object) -> None:
    if sent is None:
        state.put(_MATCH, None)
    elif isinstance(sent, list) and len(sent) == 3:
        with suppress(TypeError):
            match = read_match("_".join(map(str, sent)))
            if match is not None:
                state.put(_MATCH, match)


def _take_at(sent: object) -> None:
    if sent is None or (isinstance(sent, int) and not isinstance(sent, bool) and 0 <= sent < 2 * MOST):
        state.put(_AT, sent)


#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "of": partial(take, _OF),
    "values": _take_values,
    "kernel": _take_weights,
    "match": _take_match,
    "padding": partial(take, _PADDING),
    **reactions(_STEPS),
    "at": _take_at,
    "given": partial(take_typed, read=_read_typed, values=_VALUES, at=_AT, told=_TOLD),
    **VOLUME_REACTIONS,
    "guess": partial(ask, HUB),
}
