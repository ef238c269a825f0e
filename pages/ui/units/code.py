"""The code of the images that excite a map most."""

from __future__ import annotations

from functools import partial

from cnnviz import images
from cnnviz.scripts import IMAGES_FILE, WEIGHTS_FILE, favourites_script
from pages.ui.classifier import current
from pages.ui.classifier.code import saved
from pages.ui.shell.code import Companion, show_script
from pages.ui.shell.frame import folded
from pages.ui.units.favourite import Ranked
from pages.ui.units.unit import Unit


def show_units_code(unit: Unit, ranked: Ranked | None) -> None:
    """If unfolded, show how the images are ranked; the images and the weights are offered here."""
    part = folded("Code", "code")
    if not part.is_open or ranked is None:
        return
    model = current.model()
    files = {
        IMAGES_FILE: Companion("Save the images (.npy)", lambda: images.npy(ranked.make_images())),
        WEIGHTS_FILE: Companion("Save the weights (.npz)", partial(saved, model.network)),
    }
    script = favourites_script(
        model.network, model.layer_names, unit.layer, unit.map, ranked.by, model.about.shape
    )
    with part.slot:
        show_script(script, files, "code")
