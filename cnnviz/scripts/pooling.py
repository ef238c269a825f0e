"""Scripts for every kind of pooling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from numpy.typing import NDArray

from cnnviz.operators.windows import Axis, window_axes
from cnnviz.scripts.literals import picture
from cnnviz.scripts.script import IMAGES, PRINT, TORCH, Script, call, joined, lines

_SLIDING: Final = ("max", "average", "min", "sum", "median")
_DEFAULTS: Final[dict[str, object]] = {
    "padding": 0,
    "dilation": 1,
    "ceil_mode": False,
    "count_include_pad": True,
}
_ADAPTIVE: Final = """\
height, width = image.shape
answer = np.empty(({rows}, {columns}), np.float32)
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


def pool_script(image: NDArray[Any], kind: str, options: Mapping[str, Any]) -> Script:
    """Write a pooling whose options were checked, as `cnnviz.operators` computes it.

    Parameters
    ----------
    image : (H, W)
        A small one is written out, another one read from a file.
    kind : str
        ``max``, ``min``, ``average``, ``sum`` or ``median``; ``global_avg`` or ``global_max``;
        ``adaptive_avg`` or ``adaptive_max``; or ``fractional_max``.
    options
        The arguments of that kind's function after the input. ``kernel_size`` and ``stride`` of the sliding
        kinds are pairs, ``padding`` and ``dilation`` whole numbers, ``samples`` two numbers.

    Returns
    -------
    Script
        ``answer`` has the shape of the page's result, (H', W'). Where values are compared it is the same to
        the bit. Where they are added it differs by rounding, at most by the float32 epsilon times the
        window's number of values times the sum (for a mean, the mean) of their absolute values.

    Examples
    --------
    >>> import numpy as np
    >>> print(pool_script(np.eye(2), "max", {"kernel_size": (2, 2), "stride": (2, 2)}).numpy)
    import numpy as np
    <BLANKLINE>
    image = np.array([
        [1, 0],
        [0, 1],
    ], np.float32)
    <BLANKLINE>
    windows = np.lib.stride_tricks.sliding_window_view(image, (2, 2))[::2, ::2]
    answer = windows.max(axis=(2, 3))
    print(answer.shape, answer.min(), answer.max())
    """
    read, files = picture(image)
    if kind in _SLIDING:
        in_numpy, in_torch = _slide(image, kind, options), _slide_in_torch(image, kind, options)
    elif kind == "fractional_max":
        in_numpy, in_torch = _step_unevenly(image, options), _step_unevenly_in_torch(options)
    else:
        in_numpy, in_torch = _adapt(kind, options), _adapt_in_torch(kind, options)
    return Script(
        joined("import numpy as np", read, lines(in_numpy, PRINT)),
        joined(TORCH, read, lines(in_torch, PRINT)),
        files,
    )


def _axes(image: NDArray[Any], options: Mapping[str, Any]) -> tuple[Axis, Axis]:
    named = {name: value for name, value in options.items() if name != "count_include_pad"}
    return window_axes(image.shape, **named)


def _slide(image: NDArray[Any], kind: str, options: Mapping[str, Any]) -> str:
    """Pad with what cannot win or does not count, take a view of all windows, and one number of each."""
    rows, columns = axes = _axes(image, options)
    spans = tuple(axis.dilation * (axis.kernel - 1) + 1 for axis in axes)
    steps = (rows.stride, columns.stride, *((rows.dilation,) * 2 if rows.dilation > 1 else ()))
    every = ", ".join(f"::{step}" for step in steps) if max(steps) > 1 else ""
    view = f"windows = np.lib.stride_tricks.sliding_window_view(image, {spans})"
    pads = _pads(kind, axes, options)
    missing = "nan" if "np.nan" in pads else ""
    reduced = {
        "max": "windows.max(axis=(2, 3))",
        "min": "windows.min(axis=(2, 3))",
        "sum": "windows.sum(axis=(2, 3))",
        "average": f"np.{missing}mean(windows, axis=(2, 3))",
        "median": f"np.array([np.{missing}median(row, axis=(1, 2)) for row in windows])",
    }[kind]
    return lines(pads, view + (f"[{every}]" if every else ""), f"answer = {reduced}")


def _pads(kind: str, axes: tuple[Axis, Axis], options: Mapping[str, Any]) -> str:
    """Write what lies around the picture; a last window may reach further than the padding."""
    own = axes[0].padding
    beyond = [max(0, axis.after - own) for axis in axes]
    value = {"max": "-np.inf", "min": "np.inf", "average": "np.nan", "median": "np.nan"}.get(kind)
    if kind == "average" and options.get("count_include_pad", True):
        counted = f"image = np.pad(image, {own})  # zeros, which count" if own else ""
        return lines(counted, _pad([(0, end) for end in beyond], value))
    return _pad([(own, own + end) for end in beyond], value)


def _pad(sides: list[tuple[int, int]], value: str | None) -> str:
    if not any(end for side in sides for end in side):
        return ""
    filled = f", constant_values={value}" if value else ""
    told = {
        "np.nan": "  # what does not count",
        "-np.inf": "  # what cannot win",
        "np.inf": "  # what cannot win",
    }
    return f"image = np.pad(image, {tuple(sides)}{filled}){told.get(value or '', '')}"


def _slide_in_torch(image: NDArray[Any], kind: str, options: Mapping[str, Any]) -> str:
    if kind == "median":
        return _median_in_torch(image, options)
    named = {name: options[name] for name in sorted(options, key=_ORDER.index)}
    function = "F.max_pool2d" if kind in ("max", "min") else "F.avg_pool2d"
    if kind == "sum":
        named["divisor_override"] = 1
    sign = "-" if kind == "min" else ""
    done = call(function, f"{sign}images", defaults=_DEFAULTS, **named)
    return lines(IMAGES, f"answer = {sign}{done}[0, 0]")


_ORDER: Final = ("kernel_size", "stride", "padding", "dilation", "ceil_mode", "count_include_pad")


def _median_in_torch(image: NDArray[Any], options: Mapping[str, Any]) -> str:
    """PyTorch has no median pooling: unfold the windows, with what is outside left out."""
    rows, columns = axes = _axes(image, options)
    return lines(
        _pads("median", axes, options),
        "windows = torch.tensor(image)"
        f".unfold(0, {rows.kernel}, {rows.stride}).unfold(1, {columns.kernel}, {columns.stride})",
        "answer = torch.stack([row.flatten(1).nanquantile(0.5, dim=1) for row in windows])",
    )


def _adapt(kind: str, options: Mapping[str, Any]) -> str:
    best = "mean" if kind.endswith("avg") else "max"
    if kind.startswith("global"):
        return f"answer = image.{best}(keepdims=True)"
    rows, columns = options["output_size"]
    return _ADAPTIVE.format(rows=rows, columns=columns, best=best)


def _adapt_in_torch(kind: str, options: Mapping[str, Any]) -> str:
    size = options.get("output_size", 1)
    done = call(f"F.adaptive_{kind.partition('_')[2]}_pool2d", "images", output_size=size)
    return lines(IMAGES, f"answer = {done}[0, 0]")


def _step_unevenly(image: NDArray[Any], options: Mapping[str, Any]) -> str:
    across, down = (float(sample) for sample in options["samples"])
    (height, width), (rows, columns) = image.shape, options["output_size"]
    window = options["kernel_size"]
    return _UNEVEN.format(
        height=height, width=width, window=window, rows=rows, columns=columns, down=down, across=across
    )


def _step_unevenly_in_torch(options: Mapping[str, Any]) -> str:
    """In float64, in which the page rounds the steps too."""
    samples = [[[float(sample) for sample in options["samples"]]]]
    sizes = call("", "images", kernel_size=options["kernel_size"], output_size=options["output_size"])[1:-1]
    return lines(
        "images = torch.tensor(image).double()[None, None]  # float64, to round the steps alike",
        f"samples = torch.tensor({samples}, dtype=torch.float64)  # for the columns, for the rows",
        f"answer = F.fractional_max_pool2d({sizes}, _random_samples=samples)[0, 0]",
    )
