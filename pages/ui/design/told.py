"""What the page Design tells lessons; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from pages.ui.design.setting import Chosen
from pages.ui.session.told import tell


def tell_design(chosen: Chosen) -> None:
    """Tell what the design comes to: its parameters, what its last maps' units see, and what comes out."""
    rows, fault = chosen.measured.rows, chosen.measured.fault
    fields = [min(row.field) for row in rows if row.field is not None]
    last = rows[-1].shape if rows else (0,)
    tell(
        made={
            "parameters": chosen.measured.parameters,
            "field": fields[-1] if fields else 0,
            "outputs": last[0] if len(last) == 1 else 0,
            "fits": not fault,
            "layers": len(rows),
        }
    )
