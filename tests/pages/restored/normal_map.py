"""What the addresses of Normal map restore."""

from tests.pages.restored.filtering import _source
from tests.pages.restored.opened import Opened, Told
from tests.pages.stable import summary


def normal_map(page: Opened) -> Told:
    """The picture, how its normal map is made, where the lamp is, and what comes of it."""
    view, sent = page.view("normal_map"), page.sent("normal_map_view")
    fields = view["fields"]
    return {
        "input": _source(page, "normal_map"),
        "strength": fields["nm_strength"],
        "what the border shows": sent.header["mode"],
        "green points": fields["nm_green"],
        "lamp, and its height": [fields["light"], fields["nm_height"]],
        "lit surface": fields["nm_surface"],
        "pinned at": fields["at"],
        "vectors": summary(vectors)
        if (vectors := page.saved("cnnviz-normal-map", ".npy")) is not None
        else None,
        "predicted first": view["predict"],
    }
