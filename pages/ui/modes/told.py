"""What the page on training and test tells lessons; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.live.dropping import Dropped
from cnnviz.modes import Draw, NormedBatch
from pages.ui.session.told import tell

_DIGITS = 3


def tell_dropped(dropped: Dropped, training: bool) -> None:
    """Tell how many units of the maps are silent."""
    count = int(dropped.silenced.sum()) if training else 0
    tell(maps={"silenced": count, "units": dropped.silenced.size})


def tell_draw(draw: Draw) -> None:
    """Tell of typed numbers under dropout."""
    tell(
        drawn={
            "kept": sum(draw.kept),
            "training": draw.training.round(_DIGITS),
            "test": draw.test.round(_DIGITS),
            "mean": draw.mean_of_all.round(_DIGITS),
        }
    )


def tell_norms(batches: Sequence[NormedBatch]) -> None:
    """Tell of typed batches under batch norm, by ``first`` and ``second``."""
    names = ("first", "second")
    tell(**{name: _normed(batch) for name, batch in zip(names, batches, strict=True)})


def _normed(batch: NormedBatch) -> dict[str, object]:
    return {
        "values": [float(one) for one in batch.values],
        "mean": round(batch.mean, _DIGITS),
        "variance": round(batch.variance, _DIGITS),
        "training": batch.training.round(_DIGITS),
        "test": batch.test.round(_DIGITS),
    }
