"""What the addresses of Channels restore."""

from tests.pages.restored.opened import Opened, Told
from tests.pages.stable import summary


def channels(page: Opened) -> Told:
    """The channels, the layer, how it is looked at, and the maps that leave it."""
    view, source = page.view("channels"), page.part("channels", "source")
    return {
        "channels": [source.header["title"], source.header["names"], summary(source.blocks["values"])],
        "typed": [area.value for area in page.app.text_area] or None,
        "layer": view["way"],
        "filters": view["filters"],
        "biases": view["biases"],
        "pointwise weights": view["mix"],
        "off": view["off"] or None,
        "stride and padding": [view["stride"], view["padding"]],
        "looks at": [view["chosen"], *view["at"]],
        "shown up to": view["stage"],
        "counts 1×1 of": [view["maps_in"], view["maps_out"]],
        "predicts": view["predict"],
        "maps": summary(page.saved("cnnviz-channels", ".npy")) if page.files else None,
    }
