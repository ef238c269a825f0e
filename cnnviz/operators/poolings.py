"""Every pooling with all that the app says and does with it: a new one is a new row here.

What it makes of one window is a row of `cnnviz.operators.reductions`, which several share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from numpy.typing import ArrayLike

from cnnviz.arguments import Floats
from cnnviz.operators import adaptive_pooling, fractional_pooling, pooling
from cnnviz.operators.loops import adaptive_pooling as uneven_twins
from cnnviz.operators.loops import pooling as twins
from cnnviz.operators.placement import Placement
from cnnviz.operators.reductions import REDUCTIONS, Reduction
from cnnviz.operators.trace_pooling import PoolTrace
from cnnviz.operators.ways import ADAPTIVE, FRACTIONAL, SLIDING, WHOLE, Way

_ADAPTIVE = (
    "You choose the size of the output; the windows follow from it. "
    "They overlap where the sizes don't divide evenly."
)
_ADAPTIVE_LINES = """\
height, width = image.shape
output = np.empty(({rows}, {columns}), image.dtype)
for y in range({rows}):
    for x in range({columns}):
        top, bottom = y * height // {rows}, -(-(y + 1) * height // {rows})  # rounded down, rounded up
        left, right = x * width // {columns}, -(-(x + 1) * width // {columns})
        output[y, x] = image[top:bottom, left:right]."""
_UNEVEN_LINES = """\
def starts(size, window, count, sample):  # uneven steps, set by one random number from 0 to 1
    step = (size - window) / max(count - 1, 1)
    return [int((i + sample) * step) - int(sample * step) for i in range(count - 1)] + [size - window]


tops = starts({height}, {window}, {rows}, {down})
lefts = starts({width}, {window}, {columns}, {across})
output = np.array([[image[y : y + {window}, x : x + {window}].max() for x in lefts] for y in tops])"""
_UNEVEN_TORCH = """\
images = torch.tensor(image).double()[None, None]  # float64, to round the steps alike
samples = torch.tensor([[[{across}, {down}]]], dtype=torch.float64)  # for the columns, for the rows
output = F.fractional_max_pool2d(images, {window}, ({rows}, {columns}), _random_samples=samples)[0, 0]"""
_BATCH = "{images}\n"
_UNFOLDED = """\
{around}
windows = torch.tensor(image).unfold(0, {high}, {down}).unfold(1, {wide}, {across})
output = torch.stack([row.flatten(1).nanquantile(0.5, dim=1) for row in windows])"""


@dataclass(frozen=True)
class Pooling:
    """A pooling on offer.

    Attributes
    ----------
    key : str
        Its name in addresses.
    title, summary : str
        What a page calls it, and what it does, in a sentence or two.
    function, twin : callable
        Of `cnnviz.operators`, and the same as plain loops.
    way : Way
        How its windows lie.
    makes : str
        What it makes of each: a key of `REDUCTIONS`.
    numpy, torch : str
        What makes ``output`` in its scripts: lines in which names in braces stand for what
        `cnnviz.scripts.pooling` knows of its windows.
    fill : str
        What a script puts around the picture; empty for zeros.
    """

    key: str
    title: str
    summary: str
    function: Callable[..., Floats]
    twin: Callable[..., Floats]
    way: Way
    makes: str
    numpy: str
    torch: str
    fill: str = ""

    @property
    def reduction(self) -> Reduction:
        """What it makes of a window."""
        return REDUCTIONS[self.makes]

    def placement(self, size: tuple[int, int], options: Mapping[str, Any]) -> Placement:
        """Where the windows lie on a map of a size (rows, columns); `options` are the function's."""
        return self.way.placement(size, options)

    def formula(self, size: tuple[int, int], options: Mapping[str, Any]) -> str:
        """Say how the size of the output is computed: in a line, or in one for each axis if they differ.

        >>> POOLINGS["global_max"].formula((512, 384), {})
        'one window over all 512 × 384 → 1 × 1'
        """
        return self.way.formula(size, options)

    def size(self, size: tuple[int, int], options: Mapping[str, Any]) -> tuple[int, int]:
        """Count the output's rows and columns for a map of a size (rows, columns).

        >>> POOLINGS["max"].size((5, 4), {"kernel_size": 2})
        (2, 2)
        """
        placed = self.placement(size, options)
        return len(placed.rows.indices), len(placed.columns.indices)

    def multiplications(self, size: tuple[int, int], options: Mapping[str, Any]) -> int:
        """Count the multiplications for a map of a size (rows, columns): only powers need any.

        >>> POOLINGS["lp"].multiplications((4, 4), {"kernel_size": 2, "norm_type": 2})
        16
        """
        own = {name: options.get(name, value) for name, value in self.reduction.own.items()}
        each = self.reduction.multiplied(own)
        return each * self.placement(size, options).values if each else 0

    def trace(self, image: ArrayLike, at: Sequence[int], options: Mapping[str, Any]) -> PoolTrace:
        """Say how one output is computed."""
        return self.way.trace(self.makes, image, at, options)


_ROWS = (
    Pooling(
        "max",
        "maximum",
        "Keeps the largest value of each window.",
        pooling.max_pool2d,
        twins.max_pool2d,
        SLIDING,
        "max",
        "output = windows.max(axis=(2, 3))",
        _BATCH + "output = F.max_pool2d(images, {options})[0, 0]",
        fill="-np.inf",
    ),
    Pooling(
        "average",
        "average",
        "Takes the mean of each window.",
        pooling.avg_pool2d,
        twins.avg_pool2d,
        SLIDING,
        "average",
        "output = np.{nan}mean(windows, axis=(2, 3))",
        _BATCH + "output = F.avg_pool2d(images, {options})[0, 0]",
        fill="np.nan",
    ),
    Pooling(
        "min",
        "minimum",
        "Keeps the smallest value of each window.",
        pooling.min_pool2d,
        twins.min_pool2d,
        SLIDING,
        "min",
        "output = windows.min(axis=(2, 3))",
        _BATCH + "output = -F.max_pool2d(-images, {options})[0, 0]",
        fill="np.inf",
    ),
    Pooling(
        "sum",
        "sum",
        "Adds up the values of each window.",
        pooling.sum_pool2d,
        twins.sum_pool2d,
        SLIDING,
        "sum",
        "output = windows.sum(axis=(2, 3))",
        _BATCH + "output = F.avg_pool2d(images, {options}, divisor_override=1)[0, 0]",
    ),
    Pooling(
        "median",
        "median",
        "Takes the middle of each window’s sorted values: specks vanish, but edges stay.",
        pooling.median_pool2d,
        twins.median_pool2d,
        SLIDING,
        "median",
        "output = np.array([np.{nan}median(row, axis=(1, 2)) for row in windows])",
        _UNFOLDED,  # PyTorch has no median pooling
        fill="np.nan",
    ),
    Pooling(
        "lp",
        "power (Lp)",
        "Takes the root of the sum of powers. Where no value is negative, that lies between their sum, which "
        "power 1 gives, and the largest value.",
        pooling.lp_pool2d,
        twins.lp_pool2d,
        SLIDING,
        "lp",
        "powers = np.{nan}mean(windows**{norm_type}, axis=(2, 3)) * windows[0, 0].size\n"
        "output = powers ** (1 / {norm_type})",
        _BATCH + "output = F.lp_pool2d(images, {options})[0, 0]",
        fill="np.nan",
    ),
    Pooling(
        "global_avg",
        "global average",
        "One window over the whole map: one mean for all of it.",
        adaptive_pooling.global_avg_pool2d,
        uneven_twins.global_avg_pool2d,
        WHOLE,
        "average",
        "output = image.mean(keepdims=True)",
        _BATCH + "output = F.adaptive_avg_pool2d(images, output_size=1)[0, 0]",
    ),
    Pooling(
        "global_max",
        "global maximum",
        "One window over the whole map: one largest value for all of it.",
        adaptive_pooling.global_max_pool2d,
        uneven_twins.global_max_pool2d,
        WHOLE,
        "max",
        "output = image.max(keepdims=True)",
        _BATCH + "output = F.adaptive_max_pool2d(images, output_size=1)[0, 0]",
    ),
    Pooling(
        "adaptive_avg",
        "adaptive average",
        _ADAPTIVE,
        adaptive_pooling.adaptive_avg_pool2d,
        uneven_twins.adaptive_avg_pool2d,
        ADAPTIVE,
        "average",
        _ADAPTIVE_LINES + "mean()",
        _BATCH + "output = F.adaptive_avg_pool2d(images, {options})[0, 0]",
    ),
    Pooling(
        "adaptive_max",
        "adaptive maximum",
        _ADAPTIVE,
        adaptive_pooling.adaptive_max_pool2d,
        uneven_twins.adaptive_max_pool2d,
        ADAPTIVE,
        "max",
        _ADAPTIVE_LINES + "max()",
        _BATCH + "output = F.adaptive_max_pool2d(images, {options})[0, 0]",
    ),
    Pooling(
        "fractional_max",
        "fractional maximum",
        "Windows at uneven, random steps, so that a map can shrink by less than half.",
        fractional_pooling.fractional_max_pool2d,
        uneven_twins.fractional_max_pool2d,
        FRACTIONAL,
        "max",
        _UNEVEN_LINES,
        _UNEVEN_TORCH,
    ),
)

POOLINGS = MappingProxyType({row.key: row for row in _ROWS})
"""Every pooling on offer by its key, in the order in which it is offered."""
