"""The code of what a page does with its network: whole scripts, and the files that they read."""

from __future__ import annotations

import io
from functools import partial
from typing import Any

from numpy.typing import NDArray

from cnnviz import images
from cnnviz.models.model import Model
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import save
from cnnviz.scripts import INPUT_FILE, WEIGHTS_FILE, Script, network_script
from pages.ui.shell.code import Companion, show_script
from pages.ui.shell.frame import folded


def saved(network: Sequential) -> bytes:
    """Give a network's layers and weights, as the app saves them."""
    file = io.BytesIO()
    save(file, network)
    return file.getvalue()


def show_code(script: Script, network: Sequential, image: NDArray[Any], key: str) -> None:
    """Show a script that reads a picture and a network's weights, and offer both."""
    files = {
        INPUT_FILE: Companion("Save the input (.npy)", partial(images.npy, image)),
        WEIGHTS_FILE: Companion("Save the weights (.npz)", partial(saved, network)),
    }
    show_script(script, files, key)


def fold_whole_code(model: Model, image: NDArray[Any]) -> None:
    """Offer, folded away, the script of a whole network for a picture."""
    part = folded("Code", "code")
    if not part.is_open:
        return
    with part.slot:
        script = network_script(model.network, model.layer_names, model.labels, shape=model.about.shape)
        show_code(script, model.network, image, "code")
