"""The lines that pool a picture: those of the pooling's row, and what comes before them."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import signature
from typing import Any, Final

from numpy.typing import NDArray

from cnnviz.operators.poolings import Pooling
from cnnviz.operators.ways import SLIDING, laid
from cnnviz.operators.windows import Axis, window_axes
from cnnviz.scripts.script import IMAGES, lines, options_of

#: The options that PyTorch need not be told.
_DEFAULTS: Final[dict[str, object]] = {
    "padding": 0,
    "dilation": 1,
    "ceil_mode": False,
    "count_include_pad": True,
}
#: What a script says of what it puts around the picture.
_FILLS: Final = {
    "np.nan": "  # what does not count",
    "-np.inf": "  # what cannot win",
    "np.inf": "  # what cannot win",
}
#: The mean of what lies inside the picture. PyTorch can't be told of a padding that differs at both ends.
_MEAN_INSIDE: Final = """\
{images}
inside = F.pad(torch.ones_like(images), around)  # 1 where the picture is
output = (F.avg_pool2d(F.pad(images, around), {options}) / F.avg_pool2d(inside, {options}))[0, 0]"""


def numpy_lines(image: NDArray[Any], row: Pooling, options: Mapping[str, Any]) -> str:
    """Write what makes ``output`` of ``image`` with NumPy; see `cnnviz.scripts.pool_script`."""
    known = _known(image, row, options)
    if row.way is not SLIDING:
        return row.numpy.format(**known)
    rows, columns = axes = _axes(image, options)
    spans = tuple(axis.dilation * (axis.kernel - 1) + 1 for axis in axes)
    steps = (rows.stride, columns.stride, *((rows.dilation,) * 2 if rows.dilation > 1 else ()))
    every = ", ".join(f"::{step}" for step in steps) if max(steps) > 1 else ""
    view = f"windows = np.lib.stride_tricks.sliding_window_view(image, {spans})"
    return lines(known["around"], view + (f"[{every}]" if every else ""), row.numpy.format(**known))


def torch_lines(image: NDArray[Any], row: Pooling, options: Mapping[str, Any]) -> str:
    """Write what makes ``output`` of ``image`` with PyTorch; see `numpy_lines`."""
    known = _known(image, row, options)
    if row.way is not SLIDING or _knows(_axes(image, options)):
        return row.torch.format(**known).strip()
    if row.reduction.divides and not options.get("count_include_pad", True):
        return _MEAN_INSIDE.format(**known)
    value = row.fill.replace("np.inf", 'float("inf")') if "inf" in row.fill else ""
    known["images"] += f"\nimages = F.pad(images, around{value and f', value={value}'})"
    return row.torch.format(**known).strip()


def _known(image: NDArray[Any], row: Pooling, options: Mapping[str, Any]) -> dict[str, Any]:
    """What the names in braces of a row's lines stand for."""
    (height, width), told = image.shape, _told(image, row, options)
    known = {**options, "height": height, "width": width, "window": options.get("kernel_size")}
    known |= {"images": IMAGES, "options": options_of(_DEFAULTS, **told)}
    if row.way is SLIDING:
        rows, columns = axes = _axes(image, options)
        around = _around(row, axes, options)
        known |= {"high": rows.kernel, "down": rows.stride, "wide": columns.kernel, "across": columns.stride}
        known |= {"around": around, "nan": "nan" if "np.nan" in around else ""}
        if not _knows(axes):
            (top, bottom), (left, right) = (axis.padding for axis in axes)
            known["images"] += f"\naround = ({left}, {right}, {top}, {bottom})  # left, right, top, bottom"
    if "output_size" in options:
        known["rows"], known["columns"] = options["output_size"]
    if "samples" in options:
        known["across"], known["down"] = (float(sample) for sample in options["samples"])
    return known


def _told(image: NDArray[Any], row: Pooling, options: Mapping[str, Any]) -> dict[str, Any]:
    """What PyTorch is told: not of every padding."""
    told = {name: options[name] for name in _ordered(row, options)}
    if "padding" in told:
        axes = _axes(image, options)
        told["padding"] = tuple(axis.padding[0] for axis in axes)
        if not _knows(axes):
            told = {name: it for name, it in told.items() if name not in ("padding", "count_include_pad")}
    return told


def _knows(axes: tuple[Axis, Axis]) -> bool:
    """Whether PyTorch can be told of the padding: the same at both ends, and at most half a window."""
    return all(axis.padding[0] == axis.padding[1] <= axis.kernel / 2 for axis in axes)


def _ordered(row: Pooling, options: Mapping[str, Any]) -> list[str]:
    """The options in the order in which the function, and PyTorch, has them; samples are written apart."""
    known = signature(row.function).parameters
    return [name for name in known if name in options and name != "samples"]


def _axes(image: NDArray[Any], options: Mapping[str, Any]) -> tuple[Axis, Axis]:
    return window_axes(image.shape, **{k: v for k, v in laid(options).items() if k != "count_include_pad"})


def _around(row: Pooling, axes: tuple[Axis, Axis], options: Mapping[str, Any]) -> str:
    """Write what lies around the picture; a last window may reach further than the padding."""
    sides = [axis.padding for axis in axes]
    beyond = [max(0, axis.after - axis.padding[1]) for axis in axes]
    if options.get("count_include_pad", row.reduction.divides):
        amounts = {end for ends in sides for end in ends}
        own = amounts.pop() if len(amounts) == 1 else tuple(sides)
        counted = f"image = np.pad(image, {own})  # zeros, which count" if own else ""
        return lines(counted, _padded([(0, end) for end in beyond], row.fill))
    return _padded([(ends[0], ends[1] + end) for ends, end in zip(sides, beyond, strict=True)], row.fill)


def _padded(sides: list[tuple[int, int]], value: str) -> str:
    if not any(end for side in sides for end in side):
        return ""
    filled = f", constant_values={value}" if value else ""
    return f"image = np.pad(image, {tuple(sides)}{filled}){_FILLS.get(value, '')}"
