"""How large a design may be, so that anything that is sent can be measured at once and counted exactly."""

from __future__ import annotations

from typing import Final, NamedTuple


class Ends(NamedTuple):
    """The least and the most of a number."""

    least: int
    most: int


#: By the letters that they have in a design's text; a name for those that stand without one.
NUMBERS: Final[dict[str, Ends]] = {
    "channels": Ends(1, 4096),
    "side": Ends(1, 1024),
    "filters": Ends(1, 8192),
    "units": Ends(1, 100_000),
    "kernel": Ends(1, 31),
    "stride": Ends(1, 31),
    "padding": Ends(0, 31),
    "groups": Ends(1, 8192),
    "takes": Ends(1, 10**9),
}
MOST_LAYERS: Final = 256
"""Layers and joins; Inception-v4 and ResNet-152 have about 200."""
MOST_BRANCHES: Final = 8
MOST_DEEP: Final = 4
"""Joins within each other."""
LONGEST: Final = 16_000
"""Characters of a design's text."""
MOST_NUMBERS: Final = 10**8
"""Numbers that one layer may give."""
MOST_WORK: Final = 10**13
"""Multiplications, and parameters, of one layer: all together stay below what JavaScript counts exactly."""
