"""What the addresses of Shift restore."""

from tests.pages.restored.filtering import _source
from tests.pages.restored.opened import Opened, Told
from tests.pages.stable import number, summary


def shift(page: Opened) -> Told:
    """The picture, how far it has moved, kernel, windows and pool, and what comes of it."""
    fields, sent = page.view("shift"), page.sent("shift_maps")
    blocks = sent.blocks
    windows = {
        f"{axis} of {of}": [*blocks[f"{of} {axis} indices"].shape, len(blocks[f"{of} {axis} sources"])]
        for of in ("windows", "pools")
        for axis in ("rows", "columns")
    }
    return {
        "input": _source(page, "shift"),
        "moved": fields["fields"]["move"],
        "what moves in": sent.header["mode"],
        "kernels": [summary(kernel) for kernel in sent.blocks["kernels"]],
        "stride": sent.header["stride"],
        "outputs, window and padded size": windows,
        "pool": [sent.header["pool"]["kind"], sent.header["pool stride"]],
        "pinned at": fields["fields"]["at"],
        "below": fields["fields"]["shift_panel"],
        "measured": fields["fields"]["shift_measure"],
        "holds still at 1": [number(row[1]) for row in sent.blocks["unchanged"]],
        "map": summary(page.saved("cnnviz-shifted", ".npy")) if not fields["predict"] else None,
        "refused": bool(page.refused),
        "predicted first": fields["predict"],
    }
