"""What the page tells lessons of the picture's move, and of what it did to the maps."""

from __future__ import annotations

import numpy as np

from cnnviz.arguments import Floats
from pages.ui.session.told import is_listened_to, tell
from pages.ui.shift.setting import Setting

#: Maps of no more numbers are told whole.
_SMALL = 64


def tell_shift(setting: Setting) -> None:
    """Tell of the move, how many numbers changed, and of small maps all numbers."""
    if not is_listened_to():
        return
    chain, (down, right) = setting.chain, setting.move
    before, after = chain.map(setting.image), setting.map
    pooled = chain.pooled(before), chain.pooled(after)
    tell(
        moved={"down": down, "right": right},
        changed={"map": _changed(before, after), "pooled": _changed(*pooled)},
    )
    if before.size <= _SMALL:
        tell(map={"before": before, "after": after}, pooled={"before": pooled[0], "after": pooled[1]})


def _changed(before: Floats, after: Floats) -> int:
    return int(np.count_nonzero(before != after))
