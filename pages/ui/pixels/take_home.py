"""The code of what the page on pixels shows, and the files that it reads."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from cnnviz import images
from cnnviz.models.garments import LABELS
from cnnviz.pixels import loops
from cnnviz.scripts import INPUT_FILE, TEMPLATES_FILE, Script
from cnnviz.scripts.pixels import flat_script, grey_script, near_script, template_script
from pages.ui.inputs.pictures import Picture
from pages.ui.pixels.pictures import flat_plane, grey_plane, template_of, typed_image
from pages.ui.pixels.setting import Chosen
from pages.ui.pixels.source import NETWORK, shipped
from pages.ui.shell.code import Companion, show_script
from pages.ui.shell.frame import Folded


def show_code(part: Folded, picture: Picture, chosen: Chosen) -> None:
    """If unfolded, show the code of the view."""
    if not part.is_open:
        return
    given, script, twin = _written(picture, chosen)
    files = {
        INPUT_FILE: Companion("Save the input (.npy)", partial(images.npy, given)),
        TEMPLATES_FILE: Companion("Save the weights (.npz)", _templates),
    }
    with part.slot:
        show_script(script, files, "code", twin)


def _written(picture: Picture, chosen: Chosen) -> tuple[Any, Script, Callable[..., Any] | None]:
    """What the script is given, the script, and the same as a loop."""
    seed = chosen.seed if chosen.shuffled else None
    if chosen.show == "template":
        template, seen, _ = template_of(chosen)
        trained = LABELS if chosen.of == "trained" else ()
        return seen, template_script(template, seen, trained, chosen.label), loops.answer
    if chosen.show == "near":
        plane = grey_plane(picture, chosen)
        side = plane.shape[1 if chosen.way == "right" else 0]
        distance = max(1, min(chosen.distance, side - 1))
        return plane, near_script(plane, distance, chosen.way, seed), loops.correlation
    if chosen.show == "flat":
        plane = flat_plane(picture, chosen)
        return plane, flat_script(plane, chosen.fold or plane.shape[1], seed), loops.flatten
    image = typed_image(picture, chosen)
    given = image if len(image) == 3 else image[0]
    return given, grey_script(given, chosen.at), loops.to_grey if len(image) == 3 else None


def _templates() -> bytes:
    """All weights and biases of the ten classes, as a file."""
    weights, biases = shipped().weights(NETWORK)
    file = io.BytesIO()
    np.savez(file, weight=weights, bias=biases)
    return file.getvalue()
