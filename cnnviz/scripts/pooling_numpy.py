"""The lines that pool a picture with NumPy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from numpy.typing import NDArray

from cnnviz.operators.windows import Axis, window_axes
from cnnviz.scripts.script import lines

#: The kinds whose windows slide at even steps.
SLIDING: Final = ("max", "average", "min", "sum", "median")
_ADAPTIVE: Final = """\
height, width = image.shape
answer = np.empty(({rows}, {columns}), image.dtype)
for y in range({rows}):
    for x in range({columns}):
        top, bottom = y * height // {rows}, -(-(y + 1) * height // {rows})  # rounded down, rounded up
        left, right = x * width // {columns}, -(-(x + 1) * width // {columns})
        answer[y, x] = image[top:bottom, left:right].{best}()"""
_UNEVEN: Final = """\
def starts(size, window, count, sample):  # uneven steps, set by one random number from 0 to 1
    step = (size - window) / max(count - 1, 1)
    return [int((i + sample) * step) - int(sample * step) for i in range(count - 1)] + [size - window]


tops = starts({height}, {window}, {rows}, {down})
lefts = starts({width}, {window}, {columns}, {across})
answer = np.array([[image[y : y + {window}, x : x + {window}].max() for x in lefts] for y in tops])"""


def numpy_lines(image: NDArray[Any], kind: str, options: Mapping[str, Any]) -> str:
    """Write what makes ``answer`` of ``image``; parameters are those of `cnnviz.scripts.pool_script`."""
    if kind in SLIDING:
        return _slide(image, kind, options)
    return _step_unevenly(image, options) if kind == "fractional_max" else _adapt(kind, options)


def axes_of(image: NDArray[Any], options: Mapping[str, Any]) -> tuple[Axis, Axis]:
    """Lay the windows of a sliding kind over a picture."""
    named = {name: value for name, value in options.items() if name != "count_include_pad"}
    return window_axes(image.shape, **named)


def _slide(image: NDArray[Any], kind: str, options: Mapping[str, Any]) -> str:
    """Pad with what cannot win or does not count, take a view of all windows, and one number of each."""
    rows, columns = axes = axes_of(image, options)
    spans = tuple(axis.dilation * (axis.kernel - 1) + 1 for axis in axes)
    steps = (rows.stride, columns.stride, *((rows.dilation,) * 2 if rows.dilation > 1 else ()))
    every = ", ".join(f"::{step}" for step in steps) if max(steps) > 1 else ""
    view = f"windows = np.lib.stride_tricks.sliding_window_view(image, {spans})"
    pads = around(kind, axes, options)
    missing = "nan" if "np.nan" in pads else ""
    reduced = {
        "max": "windows.max(axis=(2, 3))",
        "min": "windows.min(axis=(2, 3))",
        "sum": "windows.sum(axis=(2, 3))",
        "average": f"np.{missing}mean(windows, axis=(2, 3))",
        "median": f"np.array([np.{missing}median(row, axis=(1, 2)) for row in windows])",
    }[kind]
    return lines(pads, view + (f"[{every}]" if every else ""), f"answer = {reduced}")


def around(kind: str, axes: tuple[Axis, Axis], options: Mapping[str, Any]) -> str:
    """Write what lies around the picture; a last window may reach further than the padding."""
    own = axes[0].padding
    beyond = [max(0, axis.after - own) for axis in axes]
    value = {"max": "-np.inf", "min": "np.inf", "average": "np.nan", "median": "np.nan"}.get(kind)
    if kind == "average" and options.get("count_include_pad", True):
        counted = f"image = np.pad(image, {own})  # zeros, which count" if own else ""
        return lines(counted, _padded([(0, end) for end in beyond], value))
    return _padded([(own, own + end) for end in beyond], value)


def _padded(sides: list[tuple[int, int]], value: str | None) -> str:
    if not any(end for side in sides for end in side):
        return ""
    filled = f", constant_values={value}" if value else ""
    told = {
        "np.nan": "  # what does not count",
        "-np.inf": "  # what cannot win",
        "np.inf": "  # what cannot win",
    }
    return f"image = np.pad(image, {tuple(sides)}{filled}){told.get(value or '', '')}"


def _adapt(kind: str, options: Mapping[str, Any]) -> str:
    best = "mean" if kind.endswith("avg") else "max"
    if kind.startswith("global"):
        return f"answer = image.{best}(keepdims=True)"
    rows, columns = options["output_size"]
    return _ADAPTIVE.format(rows=rows, columns=columns, best=best)


def _step_unevenly(image: NDArray[Any], options: Mapping[str, Any]) -> str:
    across, down = (float(sample) for sample in options["samples"])
    (height, width), (rows, columns) = image.shape, options["output_size"]
    window = options["kernel_size"]
    return _UNEVEN.format(
        height=height, width=width, window=window, rows=rows, columns=columns, down=down, across=across
    )
