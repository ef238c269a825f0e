"""What the page tells lessons of its layer and of the number that is looked at."""

from __future__ import annotations

from contextlib import suppress

from cnnviz.errors import CnnvizError
from pages.ui.channels.setting import Chosen
from pages.ui.channels.source import Source
from pages.ui.session.told import tell


def tell_layer(chosen: Chosen, source: Source) -> None:
    """Tell of the layer; where it can't be computed, its map has no numbers."""
    layer, at = chosen.layer, chosen.at[1:]
    told = {
        "filters": len(layer.active),
        "channels": layer.depth,
        "taps": layer.taps,
        "rows": 0,
        "columns": 0,
    }
    tell(weights=layer.filters, biases=list(layer.biases), layer=told, value=0.0)
    with suppress(CnnvizError, IndexError):
        rows, columns = layer.output(source.maps).shape[1:]
        value = round(layer.trace(source.maps, chosen.chosen, at).total, 4)
        tell(layer={**told, "rows": rows, "columns": columns}, value=value)
        if chosen.layer.way == "matrix":
            rows, columns = source.maps.shape[1:]
            matrix = layer.matrix((rows, columns), chosen.chosen)
            sides = {"rows": len(matrix.matrix), "columns": len(matrix.matrix[0])}
            tell(matrix={**sides, "filled": matrix.filled, "different": matrix.different})
