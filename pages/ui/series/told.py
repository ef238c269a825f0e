"""What the page on series and volumes tells lessons; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from contextlib import suppress

import numpy as np

from cnnviz.errors import CnnvizError
from pages.ui.series.setting import Chosen
from pages.ui.series.volume_setting import ChosenVolume
from pages.ui.session.told import tell

#: A series of no more outputs is told whole.
_SHORT = 24
_DIGITS = 4


def tell_series(chosen: Chosen) -> None:
    """Tell of the outputs: how many, which is the largest, and which the first that is not 0."""
    names = ("count", "peak", "max", "first")
    how = "typed" if chosen.match is None else chosen.match.how
    tell(along=dict.fromkeys(names, 0), outputs=np.zeros(1), matched=chosen.match is not None, how=how)
    tell(series={"count": len(chosen.series), "first": _first(chosen.series)})
    with suppress(CnnvizError):
        output = chosen.made().output
        told = (output.size, int(output.argmax()), round(float(output.max()), _DIGITS), _first(output))
        tell(along=dict(zip(names, told, strict=True)))
        if output.size <= _SHORT:
            tell(outputs=output.round(_DIGITS))


def tell_volume(chosen: ChosenVolume) -> None:
    """Tell how many slices there are, before and after, and whether all sides stay as long."""
    before = chosen.values.shape
    tell(voxels={"before": before[0], "after": 0, "same": False})
    with suppress(CnnvizError):
        after = chosen.made().output.shape
        tell(voxels={"before": before[0], "after": after[0], "same": after == before})


def _first(values: np.ndarray) -> int:
    """Give the place of the first number that is not 0, or their count."""
    found = np.flatnonzero(values)
    return int(found[0]) if found.size else values.size
