"""What the page tells lessons of the design."""

from __future__ import annotations

from pages.ui.design.setting import Chosen
from pages.ui.session.told import tell


def tell_design(chosen: Chosen) -> None:
    """Tell whether all layers fit, and of the input's size."""
    tell(design={"fits": not chosen.measured.fault, "side": chosen.design.shape[1]})
