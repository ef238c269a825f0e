"""Numbers below each other, each with its name and a bar; one can be clicked or chosen by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Shade
from pages.ui.session.component import register
from pages.ui.session.payload import pack

_component = register("bars")


@dataclass(frozen=True)
class Bar:
    """One line.

    Attributes
    ----------
    name, text
        What stands before and behind the bar.
    value
        How long the bar is; None draws none.
    chosen
        Set off, as the one that is looked at.
    pickable
        Whether it can be clicked.
    picture
        A small map in front of it; all lines have one, or none has.
    """

    name: str
    text: str
    value: float | None = None
    chosen: bool = False
    pickable: bool = True
    picture: Shade | None = None


def show_bars(
    bars: Sequence[Bar],
    *,
    key: str,
    label: str,
    on_pick: Callable[[int], None],
    limits: tuple[float, float] | None = None,
    title: str = "",
) -> None:
    """Draw lines.

    Parameters
    ----------
    key
        The component's name, which must stay the same from run to run.
    label
        What all of it is, for those who do not see it.
    on_pick
        Takes the index of the line that was clicked: a reaction, see `reports.expect`.
    limits
        The values at the ends of the bars, which are not signed then. Otherwise they reach over all values
        and 0, and those below 0 have another colour.
    title
        A line above them.
    """

    def take(pick: object) -> None:
        if isinstance(pick, int) and 0 <= pick < len(bars) and bars[pick].pickable:
            on_pick(pick)

    header = {"label": label, "title": title, "limits": limits, "lines": [_line(bar) for bar in bars]}
    _component(key=key, data=pack(header, _pictures(bars)), react={"pick": take})


def _line(bar: Bar) -> dict[str, object]:
    return {name: value for name, value in vars(bar).items() if name != "picture"}


def _pictures(bars: Sequence[Bar]) -> dict[str, NDArray[np.uint8]]:
    """The pixels and the palette of each line's picture, by the line's number."""
    shades = {i: bar.picture for i, bar in enumerate(bars) if bar.picture is not None}
    pixels = {f"pixels {i}": shade.index for i, shade in shades.items()}
    return pixels | {f"palette {i}": shade.palette for i, shade in shades.items()}
