"""A model of what was loaded and of what was typed beside it."""

from __future__ import annotations

from typing import Final

from cnnviz.models.about import About
from cnnviz.models.loading.build import Built
from cnnviz.models.loading.prepare import FRAMES, preparation
from cnnviz.models.loading.told import Told
from cnnviz.models.model import Model
from cnnviz.models.table import MODELS
from cnnviz.network.sequential import Sequential

#: What addresses call the learner's own network, and what pages do.
KEY: Final = "yours"
NAME: Final = "Yours"


def model_of(built: Built, told: Told) -> Model:
    """Put a model together that every page can take; nothing was measured on it.

    What is done to a picture's values before the network is its first layer, "scale", so that its input is
    the picture from 0 to 1 as everywhere here.
    """
    scale = told.scale()
    network = Sequential([*([scale] if scale else []), *built.network.layers])
    about = About(
        key=KEY,
        name=NAME,
        noun="picture",
        labels=told.labels,
        class_keys=tuple(map(str, range(len(told.labels)))),
        shape=built.shape,
        prepare=preparation(told, built.shape),
        changes=() if told.way in FRAMES else MODELS[told.way].changes,
        samples="photograph" if told.way in FRAMES else MODELS[told.way].samples,
        data="",
    )
    return Model(about, network)
