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
    c_in, c_out, side = (
        given.whole(name, least=1) for name in ("in_channels", "out_channels", "kernel_size")
    )
    stride, gap, groups = (given.whole(name, 1, least=1) for name in ("stride", "dilation", "groups"))
    if c_in != maps:
        raise given.refuse(f"takes {c_in} maps, but is given {told(shape)}")
    if c_in % groups or c_out % groups:
        raise given.refuse(f"has {groups} groups, which must divide its {c_in} and {c_out} maps")
    given.only(padding_mode="zeros")
    wide = gap * (side - 1) + 1
    padding = _padding(given, wide, stride)
    if min(rows, columns) + 2 * padding < wide:
        raise given.refuse(
            f"has a window of {wide}×{wide}, but is given {told(shape)} with a padding of {padding}: "
            "the window does not fit"
        )
    if exceeds((c_out, c_in, wide, wide), MOST_PARAMETERS):
        raise given.refuse(f"has more weights than {MOST_PARAMETERS:,}, the most that are shown")
    layer = Conv2d(c_in, c_out, wide, stride, padding)
    weight = given.array("weight", (c_out, c_in // groups, side, side))
    layer.parameters = {"weight": _spread(weight, c_in, gap), "bias": given.array("bias", (c_out,), 0.0)}
    notes = [f"{groups} groups"] * (groups > 1) + [f"a dilation of {gap}"] * (gap > 1)
    written = f"{' and '.join(notes)} written as weights of 0, which are counted, too".capitalize()
    told_of = f"{given}: {written}."
    return Made(layer, f"{told_of[0].upper()}{told_of[1:]}" if notes else "")


def _padding(given: Described, wide: int, stride: int) -> int:
    asked = given.settings.get("padding", 0)
    if asked == "valid":
        return 0
    if asked != "same":
        return given.whole("padding", 0)
    if stride != 1 or wide % 2 == 0:
        raise given.refuse("has padding='same', which needs a stride of 1 and an odd window here")
    return wide // 2


def _spread(weight: Floats, channels: int, gap: int) -> Floats:
    """Write grouped and dilated kernels as plain ones, with zeros between maps and between taps."""
    count, own, side, _ = weight.shape
    if own == channels and gap == 1:
        return weight
    wide = gap * (side - 1) + 1
    full = np.zeros((count, channels, wide, wide), np.float32)
    groups = channels // own
    for group in range(groups):
        filters = slice(group * count // groups, (group + 1) * count // groups)
        full[filters, group * own : (group + 1) * own, ::gap, ::gap] = weight[filters]
    full.flags.writeable = False
    return full
