"""The code that does in PyTorch what a page does, with the page's numbers; it runs as it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cnnviz.geometry import Geometry, Plan
from cnnviz.operators.padding import BorderMode

_IMPORTS = "import numpy as np\nimport torch\nimport torch.nn.functional as F\n"
_NUMPY_MODES: dict[BorderMode, str] = {
    "constant": "constant",
    "nearest": "edge",
    "mirror": "reflect",
    "reflect": "symmetric",
    "wrap": "wrap",
}


def conv_code(how: Geometry, plan: Plan, kernels: int, in_colours: bool) -> str:
    """Write a convolution of ``image``, a NumPy array, under ``kernels``, an array (K, k, l).

    Borders are NumPy's business, because PyTorch's lack one and end at the picture's size.
    """
    lines = [_IMPORTS]
    if plan.rows.cut or plan.columns.cut:
        ends = ", ".join(f":-{axis.cut}" if axis.cut else ":" for axis in (plan.rows, plan.columns))
        lines.append(f"image = image[..., {ends}]  # cropped")
    if plan.padding != ((0, 0), (0, 0)):
        sides = (*(((0, 0),) if in_colours else ()), *plan.padding)
        lines.append(f"image = np.pad(image, {sides}, mode={_NUMPY_MODES[how.mode]!r})")
    batch = "image[:, None]  # each colour by itself" if in_colours else "image[None, None]"
    lines += [
        f"images = torch.tensor({batch.split('  #')[0]})"
        + ("  # each colour by itself" if in_colours else ""),
        "weights = torch.tensor(kernels)[:, None]",
        f"answer = F.conv2d(images, weights, stride={how.stride}, dilation={how.dilation})",
    ]
    if kernels > 1:
        lines.append(f"# the {kernels} answers are then combined into one map")
    return "\n".join(lines)


def pool_code(kind: str, options: Mapping[str, Any], size: tuple[int, ...], pooled: tuple[int, ...]) -> str:
    """Write the pooling of ``image``, a NumPy array of a size (rows, columns), into ``pooled`` ones."""
    images = "images = torch.tensor(image)[None, None]"
    return "\n".join([_IMPORTS, images, f"answer = {_pool(kind, options, size, pooled)}"])


def _pool(kind: str, options: Mapping[str, Any], size: tuple[int, ...], pooled: tuple[int, ...]) -> str:
    if kind.startswith("global"):
        return f"F.adaptive_{kind.removeprefix('global_')}_pool2d(images, 1)"
    if kind.startswith("adaptive"):
        return f"F.{kind}_pool2d(images, {options['output_size']})"
    if kind == "fractional_max":
        samples = [[[float(sample) for sample in options["samples"]]]]
        window, size = options["kernel_size"], options["output_size"]
        drawn = f"_random_samples=torch.tensor({samples}, dtype=images.dtype)"
        return f"F.fractional_max_pool2d(\n    images, {window}, output_size={size},\n    {drawn})"
    if kind == "median":
        return _median(options, size, pooled)
    named = ", ".join(f"{name}={value}" for name, value in options.items())
    return {
        "max": f"F.max_pool2d(images, {named})",
        "min": f"-F.max_pool2d(-images, {named})",
        "average": f"F.avg_pool2d(images, {named})",
        "sum": f"F.avg_pool2d(images, {named}, divisor_override=1)",
    }[kind]


def _median(options: Mapping[str, Any], size: tuple[int, ...], pooled: tuple[int, ...]) -> str:
    """PyTorch has no median pooling: unfold the windows, with what is outside left out."""
    window, stride, padding = options["kernel_size"], options["stride"], options["padding"]
    down, across = (max(padding, (pooled[a] - 1) * stride[a] + window[a] - size[a] - padding) for a in (0, 1))
    return (
        f"torch.nanquantile(\n    F.unfold(F.pad(images, ({padding}, {across}, {padding}, {down}), "
        f'value=float("nan")), {window}, stride={stride}),\n    0.5, dim=1).reshape{tuple(pooled)}'
    )
