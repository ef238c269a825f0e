"""What the addresses of Pixels restore."""

import numpy as np

from tests.pages.restored.opened import Opened, Told
from tests.pages.stable import summary


def pixels(page: Opened) -> Told:
    """The view with all that is set in it, and the numbers that it shows."""
    view = page.view("pixels")
    fields = {name: value for name, value in view["fields"].items() if name != "predict"}
    saved = page.saved("cnnviz-pixels", ".npy")
    return {
        **fields,
        "picture": page.part("pixels", "source").header["title"],
        "predicts": view["fields"]["predict"],
        "numbers": None if saved is None else summary(np.asarray(saved)),
        "size": None if saved is None else list(saved.shape),
    }
