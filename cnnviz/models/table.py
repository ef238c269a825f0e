"""The models that ship: one a row. A new one is a folder under ``assets/weights/`` and a row."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cnnviz.assets import WEIGHTS_FOLDER
from cnnviz.models.about import About
from cnnviz.models.digits import DIGITS
from cnnviz.models.garments import GARMENTS
from cnnviz.models.read import Shipped

#: By what addresses call them; the first is what pages start with.
MODELS: Final[dict[str, About]] = {about.key: about for about in (GARMENTS, DIGITS)}


def load(key: str) -> Shipped:
    """A model that ships, by its key in `MODELS`."""
    return Shipped(MODELS[key], WEIGHTS_FOLDER / key)


@lru_cache(maxsize=len(MODELS))
def shared(key: str) -> Shipped:
    """A model that ships, each part of which is read once for all who ask; so nobody changes it."""
    return load(key)
