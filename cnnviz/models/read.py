"""Reading a model that ships from its folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from cnnviz.assets import read_asset, read_json
from cnnviz.images import load_file
from cnnviz.models.about import About
from cnnviz.models.model import Gallery, Model
from cnnviz.network.evaluation import load_evaluation
from cnnviz.network.familiarity import Familiarity
from cnnviz.network.readouts import load as load_readouts
from cnnviz.network.weights import load as load_weights

#: The files of a folder.
WEIGHTS, FAMILIARITY, CARD, AGREEMENT = "classifier.npz", "familiarity.npz", "card.json", "agreement.json"
GALLERY, GALLERY_FACTS = "gallery.png", "gallery.json"


def load_model(about: About, folder: Path) -> Model:
    """Load a model with all that was measured on it; about 20 ms and 3 MB, so a server keeps the result.

    Raises
    ------
    CnnvizError
        If a file is missing or damaged; the sentence names it.
    """
    card = read_json(folder / CARD)
    return Model(
        about,
        read_asset(folder / WEIGHTS, load_weights),
        read_asset(folder / FAMILIARITY, Familiarity.load),
        card,
        card["test"],
        read_gallery(about, folder),
        load_evaluation(folder, len(about.labels)),
        read_json(folder / AGREEMENT),
        load_readouts(folder),
    )


def read_gallery(about: About, folder: Path) -> Gallery:
    """Load the test images that ship: a row of the sheet for each class."""
    facts: dict[str, Any] = read_json(folder / GALLERY_FACTS)
    sheet = read_asset(folder / GALLERY, load_file)
    classes, (rows, columns) = len(about.labels), about.shape[1:]
    each = sheet.reshape(classes, rows, -1, columns).swapaxes(1, 2).reshape(-1, rows, columns)
    return Gallery(each / np.float32(255), np.array(facts["labels"]), np.array(facts["indices"]))
