"""Reading a model that ships from its folder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from cnnviz.assets import read_asset, read_json
from cnnviz.images import load_file
from cnnviz.models.about import About
from cnnviz.models.model import Gallery, Model
from cnnviz.network.evaluation import Evaluation, load_evaluation
from cnnviz.network.familiarity import Familiarity
from cnnviz.network.readouts import Readouts
from cnnviz.network.readouts import load as load_readouts
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import load as load_weights

#: The files of a folder.
WEIGHTS, FAMILIARITY, CARD, AGREEMENT = "classifier.npz", "familiarity.npz", "card.json", "agreement.json"
GALLERY, GALLERY_FACTS = "gallery.png", "gallery.json"


class Shipped(Model):
    """A model that ships: each part is read from its folder when it is first asked for, and kept.

    So a file that is missing or damaged stops only what needs its part; asking for that raises a
    `CnnvizError` whose sentence names the file. All parts take about 20 ms and 3 MB, so a server keeps them.
    """

    _folder: Path

    def __init__(self, about: About, folder: Path) -> None:
        object.__setattr__(self, "about", about)
        object.__setattr__(self, "_folder", folder)

    @cached_property
    def network(self) -> Sequential:
        """The trained network."""
        return read_asset(self._folder / WEIGHTS, load_weights)

    @cached_property
    def familiarity(self) -> Familiarity:
        """How far its training images lie from each other."""
        return read_asset(self._folder / FAMILIARITY, Familiarity.load)

    @cached_property
    def card(self) -> Mapping[str, Any]:
        """The model card."""
        found: dict[str, Any] = read_json(self._folder / CARD)
        return found

    @property
    def test(self) -> Mapping[str, Any]:
        """How often it is right, which stands on its card."""
        found: dict[str, Any] = self.card["test"]
        return found

    @cached_property
    def gallery(self) -> Gallery:
        """Test images."""
        return read_gallery(self.about, self._folder)

    @cached_property
    def evaluation(self) -> Evaluation:
        """Its mistakes among all test images."""
        return load_evaluation(self._folder, len(self.about.labels))

    @cached_property
    def agreement(self) -> Mapping[str, Any]:
        """How far the methods that explain agree."""
        found: dict[str, Any] = read_json(self._folder / AGREEMENT)
        return found

    @cached_property
    def readouts(self) -> Readouts:
        """What each of its layers already knows."""
        return load_readouts(self._folder)


def read_gallery(about: About, folder: Path) -> Gallery:
    """Load the test images that ship: a row of the sheet for each class."""
    facts: dict[str, Any] = read_json(folder / GALLERY_FACTS)
    sheet = read_asset(folder / GALLERY, load_file)
    classes, (rows, columns) = len(about.labels), about.shape[1:]
    each = sheet.reshape(classes, rows, -1, columns).swapaxes(1, 2).reshape(-1, rows, columns)
    return Gallery(each / np.float32(255), np.array(facts["labels"]), np.array(facts["indices"]))
