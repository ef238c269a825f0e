"""The lines that pool a picture with PyTorch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from numpy.typing import NDArray

from cnnviz.scripts.pooling_numpy import SLIDING, around, axes_of
from cnnviz.scripts.script import IMAGES, call, lines

#: The options in the order in which PyTorch documents them, with their defaults.
_DEFAULTS: Final[dict[str, object]] = {
    "kernel_size": None,
    "stride": None,
    "padding": 0,
    "dilation": 1,
    "ceil_mode": False,
    "count_include_pad": True,
}


def torch_lines(image: NDArray[Any], kind: str, options: Mapping[str, Any]) -> str:
    """Write what makes ``answer`` of ``image``; parameters are those of `cnnviz.scripts.pool_script`."""
    if kind == "median":
        return _median(image, options)
    if kind in SLIDING:
        return _slide(kind, options)
    return _step_unevenly(options) if kind == "fractional_max" else _adapt(kind, options)


def _slide(kind: str, options: Mapping[str, Any]) -> str:
    named = {name: options[name] for name in _DEFAULTS if name in options}
    function = "F.max_pool2d" if kind in ("max", "min") else "F.avg_pool2d"
    if kind == "sum":
        named["divisor_override"] = 1
    sign = "-" if kind == "min" else ""
    done = call(function, f"{sign}images", defaults=_DEFAULTS, **named)
    return lines(IMAGES, f"answer = {sign}{done}[0, 0]")


def _median(image: NDArray[Any], options: Mapping[str, Any]) -> str:
    """PyTorch has no median pooling: unfold the windows, with what is outside left out."""
    rows, columns = axes = axes_of(image, options)
    return lines(
        around("median", axes, options),
        "windows = torch.tensor(image)"
        f".unfold(0, {rows.kernel}, {rows.stride}).unfold(1, {columns.kernel}, {columns.stride})",
        "answer = torch.stack([row.flatten(1).nanquantile(0.5, dim=1) for row in windows])",
    )


def _adapt(kind: str, options: Mapping[str, Any]) -> str:
    size = options.get("output_size", 1)
    done = call(f"F.adaptive_{kind.partition('_')[2]}_pool2d", "images", output_size=size)
    return lines(IMAGES, f"answer = {done}[0, 0]")


def _step_unevenly(options: Mapping[str, Any]) -> str:
    """In float64, in which the page rounds the steps too."""
    samples = [[[float(sample) for sample in options["samples"]]]]
    sizes = f"{options['kernel_size']}, {options['output_size']}"
    return lines(
        "images = torch.tensor(image).double()[None, None]  # float64, to round the steps alike",
        f"samples = torch.tensor({samples}, dtype=torch.float64)  # for the columns, for the rows",
        f"answer = F.fractional_max_pool2d(images, {sizes}, _random_samples=samples)[0, 0]",
    )
