"""What the addresses of the page on series and volumes restore."""

from cnnviz.series import SAMPLES
from pages.ui.series.setting import HUB
from tests.pages.restored.opened import Opened, Told
from tests.pages.stable import summary


def series(page: Opened) -> Told:
    """Which is shown, its kernel and options, the output, and what is looked at."""
    view = page.view(HUB)
    fields, output = view["fields"], page.saved("cnnviz-convolved", ".npy")
    told = {
        "shown": fields["of"],
        "series": fields["values"],
        "kernel": fields["kernel"],
        "shape cut out": fields["match"],
        "padding": fields["padding"],
        "stride": fields["stride"],
        "dilation": fields["dilation"],
        "looked at": fields["at"],
    }
    if fields["of"] == "volume":
        told = {
            "shown": fields["of"],
            "shape": fields["shape"],
            "size": fields["size"],
            "kernel": fields["volume_kernel"],
            "padding": fields["volume_padding"],
            "stride": fields["volume_stride"],
            "shown from": fields["least"],
            "turned": fields["turn"],
            "looked at": fields["volume_at"],
        }
    return {
        **told,
        "is a sample": told.get("series") in SAMPLES,
        "to be predicted": view["predict"],
        "output": None if output is None else summary(output),
    }
