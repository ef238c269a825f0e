"""What the page shows: which network, and in which colours weights are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Shade
from cnnviz.figures.hues import Hues, shared_limit, signed, signed_text
from cnnviz.numbers import percent
from pages.ui.inputs.controls import pick_segment

View = Literal["two", "none", "hidden", "permuted"]
_VIEWS: dict[View, str] = {
    "two": "Two inputs",
    "none": "No hidden layer",
    "hidden": "One hidden layer",
    "permuted": "Permuted pixels",
}
#: The pair that everybody can tell apart comes first.
_HUES: dict[Hues, str] = {"orange_blue": "orange, blue", "green_red": "green, red"}
Range = Literal["all", "each"]
_RANGES: dict[Range, str] = {"all": "all pictures", "each": "each picture"}
#: A shared range holds this share of all weights: a few strong ones would leave the others pale.
_SHOWN = 0.99


@dataclass(frozen=True)
class Look:
    """How weights are drawn.

    Attributes
    ----------
    hues : str
        Of positive and negative weights.
    together : str
        Whether the pictures beside each other share one range.
    """

    hues: Hues
    together: Range = "all"

    def shades(self, maps: NDArray[np.floating]) -> list[Shade]:
        """Give maps (n, H, W) their colours."""
        limits = shared_limit(maps, _SHOWN) if self.together == "all" else None
        return [signed(one, self.hues, limits) for one in maps]

    def words(self, shaded: Shade) -> str:
        """Say which values the colours of one of them stand for."""
        colours = signed_text(shaded, self.hues)
        if self.together == "each":
            return f"Each picture has its own range, the chosen one {colours}."
        return f"All pictures share the range {colours}; it holds {percent(_SHOWN, 0)} of their weights."


def pick_view() -> View:
    """Show the choice of what the page is about."""
    return pick_segment("Which neurons", _VIEWS, "neurons", first="none", label_visibility="collapsed")


def pick_hues() -> Hues:
    """Show the choice of the two hues."""
    return pick_segment(
        "Positive and negative weights",
        _HUES,
        "hues",
        width="stretch",
        help="Orange is positive and blue negative: people who are colour-blind for red and green can tell "
        "them apart. Green (positive) and red (negative) are what many courses use.",
    )


def pick_look() -> Look:
    """Show the choice of hues and of what shares a range."""
    return Look(pick_hues(), pick_segment("One colour range for", _RANGES, "weights_range", width="stretch"))
