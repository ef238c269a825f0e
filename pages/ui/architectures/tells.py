"""What the page on architectures tells lessons; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from cnnviz.architectures import COMPARED
from cnnviz.architectures.skip import slopes
from pages.ui.architectures.setting import Chosen
from pages.ui.session.told import tell


def tell_network(chosen: Chosen) -> None:
    """Tell of the network and of the layer that is looked at; an error that nobody measured is 100 %."""
    rows, saving = chosen.measured.rows, chosen.saving
    counts = [row.parameters.value for row in rows] or [0]
    error = COMPARED.get(chosen.key) if chosen.is_published else None
    tell(
        net={
            "title": chosen.title,
            "parameters": chosen.measured.parameters,
            "multiplications": chosen.measured.multiplications,
            "error": round(error.percent, 2) if error else 100.0,
            "largest": max(counts),
            "maps": rows[-1].shape[0] if rows else 0,
            "direct": saving.direct if saving else 0,
        },
        part={"parameters": counts[min(chosen.layer(), len(counts) - 1)]},
    )


def tell_skips(slope: float, layers: int) -> None:
    """Tell what slopes in a row multiply to, without skips and with them."""
    plain, skipping = slopes(slope, layers)
    tell(skips={"plain": plain, "skipping": skipping})
