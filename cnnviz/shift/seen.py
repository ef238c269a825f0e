"""What can be seen of a picture, its map and its pooled map while it moves, without what padding does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.filtering import convolve
from cnnviz.geometry import Geometry
from cnnviz.operators.padding import BorderMode, pad
from cnnviz.operators.placement import Line
from cnnviz.shift.chain import Chain
from cnnviz.shift.steps import Pair


@dataclass(frozen=True)
class Seen:
    """All that can come into view: the picture with what moves in, and its map of stride 1."""

    chain: Chain
    around: Floats
    dense: Floats
    reach: int

    @classmethod
    def of(cls, image: Floats, chain: Chain, mode: BorderMode, reach: int) -> Seen:
        """Lay around a picture, (H, W), as much as moves in, and convolve it all once."""
        every = Geometry((1, 1), "valid", chain.how.dilation, "constant", "floor")
        spans = (
            gap * (taps - 1) + 1 for gap, taps in zip(chain.how.dilation, chain.choice.size, strict=True)
        )
        ends = [
            reach + max(0, span - side - 2 * reach) for span, side in zip(spans, image.shape, strict=True)
        ]
        around = pad(image, ((reach, ends[0]), (reach, ends[1])), mode)
        plan = every.plan((around.shape[0], around.shape[1]), chain.choice.size)
        return cls(chain, around, convolve(around, chain.choice, every, plan).astype(np.float64), reach)

    def at(self, by: Pair) -> tuple[Floats, Floats, Floats]:
        """Give picture, map and pooled map after a shift, without what saw beyond the picture."""
        picture = self.around[
            tuple(slice(self.reach - d, self.reach - d + n) for d, n in zip(by, self.chain.size, strict=True))
        ]
        windows, pools = self.chain.windows, self.chain.pools
        rows, columns = (
            _starts(line, size) + self.reach - d
            for line, size, d in zip((windows.rows, windows.columns), self._cropped, by, strict=True)
        )
        made = self.dense[rows[:, None], columns]
        if self.chain.pool_stride is None:
            return picture, made, self._whole(made)
        skipped = (
            _skipped(line, size)
            for line, size in zip((windows.rows, windows.columns), self._cropped, strict=True)
        )
        spans = (
            _pooled_span(line, first, count)
            for line, first, count in zip((pools.rows, pools.columns), skipped, made.shape, strict=True)
        )
        part = made[tuple(spans)]
        return picture, made, self._pooled(part) if part.size else part

    def _whole(self, made: Floats) -> Floats:
        """Pool it by windows without an even step; nothing if fewer numbers are left than they need."""
        try:
            return self.chain.pooled(made) if made.size else made
        except CnnvizError:
            return made[:0]

    @property
    def _cropped(self) -> Pair:
        return self.chain.plan.cropped(self.chain.size)

    def _pooled(self, map: Floats) -> Floats:
        options = {**self.chain.options, "padding": 0, "ceil_mode": False}
        known = {name: value for name, value in options.items() if name in self.chain.options}
        return np.asarray(self.chain.pooling.function(map, **known))


def _is_inside(line: Line, size: int) -> NDArray[np.bool_]:
    pixels = line.indices - line.before
    return np.asarray(((pixels >= 0) & (pixels < size)).all(axis=1))


def _starts(line: Line, size: int) -> NDArray[np.int64]:
    """Where the windows begin that lie in the picture."""
    return (line.indices[:, 0].astype(np.int64) - line.before)[_is_inside(line, size)]


def _skipped(line: Line, size: int) -> int:
    """How many outputs come before the first whose window lies in the picture."""
    return int(np.argmax(_is_inside(line, size)))


def _pooled_span(line: Line, skipped: int, count: int) -> slice:
    """The part of a map, whose first outputs were skipped, that whole pool windows cover."""
    cells = line.indices.astype(np.int64) - line.before - skipped
    whole = cells[((cells >= 0) & (cells < count)).all(axis=1)]
    return slice(int(whole.min()), int(whole.max()) + 1) if whole.size else slice(0, 0)
