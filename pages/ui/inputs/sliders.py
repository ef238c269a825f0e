"""Numbers on a scale whose result is seen while they are dragged: for views with previews."""

from __future__ import annotations

from dataclasses import dataclass

from pages.ui.inputs.controls import read_step


@dataclass(frozen=True)
class Slider:
    """A number on a scale.

    Attributes
    ----------
    key : str
        Its name in the address.
    first : int or float
        Where it starts; whole numbers stay whole.
    unit : str
        "pixels", "°" or nothing.
    """

    key: str
    label: str
    first: int | float
    low: int | float
    high: int | float
    step: int | float
    unit: str = ""

    def described(self) -> dict[str, object]:
        """Describe its control in a view, which adds the field that it sets."""
        told = {name: getattr(self, name) for name in ("label", "low", "high", "step", "unit")}
        return {"kind": "slider", **told}

    def read(self, sent: object) -> int | float | None:
        """Read what the browser sends; None if it cannot be set to that."""
        return read_step(str(sent), self.first, self.low, self.high, self.step)
