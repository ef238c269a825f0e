"""What a layer of a file becomes here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cnnviz.models.loading.described import Described, Shape
from cnnviz.network.layers import Layer


class Made(NamedTuple):
    """What a layer of a file becomes: a layer, or none where it does nothing; and what there is to say."""

    layer: Layer | None = None
    note: str = ""


Make = Callable[[Described, Shape], Made]
