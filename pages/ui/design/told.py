"""What the page tells lessons of the design."""

from __future__ import annotations

from pages.ui.design.setting import Chosen
from pages.ui.session.told import tell


def tell_design(chosen: Chosen) -> None:
    """Tell whether all layers fit, and what the design comes to."""
    measured = chosen.measured
    fields = [min(row.field) for row in measured.rows if row.field is not None]
    last = measured.rows[-1].shape if measured.rows else ()
    tell(
        design={
            "fits": not measured.fault,
            "side": chosen.design.shape[1],
            "parameters": measured.parameters,
            "field": fields[-1] if fields else 0,
            "outputs": last[0] if len(last) == 1 else 0,
        }
    )
