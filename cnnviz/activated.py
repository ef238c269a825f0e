"""Maps before and after an activation: its curve over their range, and what it silences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cnnviz.arguments import Floats
from cnnviz.operators import ACTIVATIONS, glu, glu_slope

GLU = "glu"
#: Points of a curve: an odd number, so that 0 is one of them.
POINTS = 401
#: A curve reaches at least this far to both sides, so that its bend is seen whatever the map holds.
_LEAST_REACH = 4.0


@dataclass(frozen=True)
class Activated:
    """Maps and what an activation makes of them.

    Attributes
    ----------
    key : str
        Of `ACTIVATIONS`, or `GLU`.
    before : (n, H, W) float32
        What the filters give.
    gate : (H, W) float32, optional
        What opens the gate, for `GLU` alone.
    """

    key: str
    before: Floats
    gate: Floats | None = None

    @cached_property
    def after(self) -> Floats:
        """What becomes of the maps, (n, H, W)."""
        if self.gate is None:
            return ACTIVATIONS[self.key].function(self.before)
        return glu(self._halves, dim=0)

    @cached_property
    def slopes(self) -> Floats:
        """How fast each output grows with its input, (n, H, W); with its value, not its gate, for GLU."""
        if self.gate is None:
            return ACTIVATIONS[self.key].derivative(self.before)
        return glu_slope(self._halves, dim=0)[: len(self.before)]

    @property
    def _halves(self) -> Floats:
        gates = np.broadcast_to(np.asarray(self.gate), self.before.shape)
        return np.concatenate([self.before, gates])

    @property
    def bend(self) -> str:
        """The activation whose curve is drawn: of GLU the gate's, which says how much of a value passes."""
        return "sigmoid" if self.key == GLU else self.key

    def along(self, plane: int) -> Floats:
        """Give the map whose numbers stand on the curve's axis: one before, or the gate of GLU."""
        return np.asarray(self.before[plane] if self.gate is None else self.gate)

    def curve(self, plane: int) -> Floats:
        """Sample the curve over the range of a map: x, f(x) and the slope there, (3, `POINTS`)."""
        values = self.along(plane)
        reach = max(_LEAST_REACH, float(np.abs(values).max(initial=0)))
        x = np.linspace(-1, 1, POINTS).round(3) * reach  # 0 in the middle, and no rounding beside it
        row = ACTIVATIONS[self.bend]
        return np.stack([x, row.function(x), row.derivative(x)])

    def silenced(self, plane: int) -> int:
        """Count the numbers of a map at which the slope is 0: they pass no gradient on."""
        return int(np.count_nonzero(self.slopes[plane] == 0))

    def dead(self) -> list[int]:
        """Give the filters whose whole map is 0 after the activation.

        >>> Activated("relu", np.array([[[-1.0]], [[2.0]]])).dead()
        [0]
        """
        return np.flatnonzero(~self.after.any(axis=(1, 2))).tolist()
