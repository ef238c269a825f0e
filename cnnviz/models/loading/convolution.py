"""A convolution of a file, with its groups and its dilation, as one of those that are here."""

from __future__ import annotations

import numpy as np

from cnnviz.models.loading.described import Described, Floats, Shape, told
from cnnviz.models.loading.limits import MOST_PARAMETERS
from cnnviz.models.loading.made import Made
from cnnviz.network.archive import exceeds
from cnnviz.network.layers import Conv2d


def convolution(given: Described, shape: Shape) -> Made:
    """Make the layer of its settings and weights; see `cnnviz.models.loading.rows`."""
    maps, rows, columns = given.maps(shape)
    c_in, c_out = (given.whole(name, least=1) for name in ("in_channels", "out_channels"))
    stride, gap, groups = (given.whole(name, 1, least=1) for name in ("stride", "dilation", "groups"))
    sides = given.pair("kernel_size", least=1)
    if c_in != maps:
        raise given.refuse(f"takes {c_in} maps, but is given {told(shape)}")
    if c_in % groups or c_out % groups:
        raise given.refuse(f"has {groups} groups, which must divide its {c_in} and {c_out} maps")
    given.only(padding_mode="zeros")
    tall, broad = (gap * (side - 1) + 1 for side in sides)
    wide = max(tall, broad)
    padding = _padding(given, (tall, broad), stride)
    if min(rows, columns) + 2 * padding < wide:
        raise given.refuse(
            f"has a window of {wide}×{wide}, but is given {told(shape)} with a padding of {padding}: "
            "the window does not fit"
        )
    if exceeds((c_out, c_in, wide, wide), MOST_PARAMETERS):
        raise given.refuse(f"has more weights than {MOST_PARAMETERS:,}, the most that are shown")
    layer = Conv2d(c_in, c_out, wide, stride, padding)
    weight = given.array("weight", (c_out, c_in // groups, *sides))
    layer.parameters = {"weight": _spread(weight, c_in, gap), "bias": given.array("bias", (c_out,), 0.0)}
    notes = [f"{groups} groups"] * (groups > 1) + [f"a dilation of {gap}"] * (gap > 1)
    notes += [f"kernels of {sides[0]}×{sides[1]}"] * (tall != broad)
    written = f"{' and '.join(notes)} written as weights of 0, which are counted, too".capitalize()
    told_of = f"{given}: {written}."
    return Made(layer, f"{told_of[0].upper()}{told_of[1:]}" if notes else "")


def _padding(given: Described, windows: tuple[int, int], stride: int) -> int:
    """The padding on all sides of the square window that a window of so many rows and columns lies in."""
    asked = given.settings.get("padding", 0)
    wide = max(windows)
    if asked == "same":
        if stride != 1 or any(side % 2 == 0 for side in windows):
            raise given.refuse("has padding='same', which needs a stride of 1 and an odd window here")
        return wide // 2
    if windows[0] == windows[1]:
        return 0 if asked == "valid" else given.whole("padding", 0)
    pads = (0, 0) if asked == "valid" else given.pair("padding", 0)
    shrinks = [side - 2 * pad for side, pad in zip(windows, pads, strict=True)]
    if shrinks[0] != shrinks[1]:
        raise given.refuse(
            f"has windows of {windows[0]}×{windows[1]} with a padding of {pads[0]} above and {pads[1]} "
            "beside, which change the rows of a map by another number than its columns; here both must "
            "change by the same, as with padding='same'"
        )
    return (wide - shrinks[0]) // 2


def _spread(weight: Floats, channels: int, gap: int) -> Floats:
    """Write grouped, dilated and oblong kernels as square ones, with zeros where they have no weight."""
    count, own, *sides = weight.shape
    tall, broad = (gap * (side - 1) + 1 for side in sides)
    if own == channels and gap == 1 and tall == broad:
        return weight
    wide = max(tall, broad)
    above, beside = (wide - tall) // 2, (wide - broad) // 2
    full = np.zeros((count, channels, wide, wide), np.float32)
    groups = channels // own
    taps = slice(above, above + tall, gap), slice(beside, beside + broad, gap)
    for group in range(groups):
        filters = slice(group * count // groups, (group + 1) * count // groups)
        full[(filters, slice(group * own, (group + 1) * own), *taps)] = weight[filters]
    full.flags.writeable = False
    return full
