"""What the page on the autoencoder tells lessons; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.network.autoencoder import Autoencoder, Rebuilt
from pages.ui.session.told import tell

_DIGITS = 4


def tell_rebuilt(model: Autoencoder, rebuilt: Rebuilt, unsilenced: Rebuilt, silenced: Sequence[int]) -> None:
    """Tell of the code, of what silencing did to the error, and of the errors that were measured."""
    card = model.card
    tell(
        rebuilt={
            "pixels": rebuilt.input.size,
            "code": rebuilt.code.size,
            "error": round(rebuilt.error, _DIGITS),
            "before": round(unsilenced.error, _DIGITS),
            "silenced": len(silenced),
            "usual": round(float(card["test"]["error"]), _DIGITS),
            "pca": round(float(card["compared"]["PCA"]["error"]), _DIGITS),
        }
    )
