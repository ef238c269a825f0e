"""The lines that resize maps, and those that turn channels into pixels."""

from __future__ import annotations

from textwrap import dedent
from typing import Any, Final

from numpy.typing import NDArray

from cnnviz.geometry.resized import shuffled_shape
from cnnviz.operators.sampling import Samples, set_up_resizing
from cnnviz.operators.spaces import Space
from cnnviz.scripts.script import call, lines

#: How a NumPy script finds the pixels that resized ones lie between.
_BETWEEN: Final = dedent("""\
    def between(places, size):
        low = places.astype(int)
        high = np.minimum(low + 1, size - 1)
        return low, high, (places - low).astype(image.dtype)

    """)
_DEFAULTS: Final[dict[str, object]] = {
    "size": None,
    "scale_factor": None,
    "mode": '"nearest"',
    "align_corners": None,
}
_MIX: Final = """\
lines = image[..., top, :] + down[:, None] * (image[..., bottom, :] - image[..., top, :])
output = lines[..., left] + across * (lines[..., right] - lines[..., left])"""


def resizing_lines(
    name: str, space: Space, values: NDArray[Any], weight: None, bias: None, **options: Any
) -> tuple[str, str]:
    """Write what makes ``output`` with NumPy and with PyTorch; see `cnnviz.scripts.operation_script`."""
    resizing = set_up_resizing(values, **options)
    height, width = values.shape[-2:]
    before = "None, None" if values.ndim == 2 else "None"
    done = call("F.interpolate", f"torch.tensor(image)[{before}]", defaults=_DEFAULTS, **_told(options))
    by_torch = f"output = {done}[{before.replace('None', '0')}]"
    if resizing.mode == "nearest":
        rows, columns = _repeated(resizing.rows), _repeated(resizing.columns)
        picked = "output = image[..., rows[:, None], columns]"
        return lines(f"rows = {rows}", f"columns = {columns}", picked), by_torch
    aligned = bool(options.get("align_corners"))
    rows, columns = _places(resizing.rows, aligned), _places(resizing.columns, aligned)
    found = lines(
        f"top, bottom, down = between({rows}, {height})", f"left, right, across = between({columns}, {width})"
    )
    return "\n" + _BETWEEN + "\n" + lines(found, _MIX), by_torch


def shuffling_lines(
    name: str, space: Space, values: NDArray[Any], weight: None, bias: None, upscale_factor: int
) -> tuple[str, str]:
    """Write what makes ``output`` with NumPy and with PyTorch; see `cnnviz.scripts.operation_script`."""
    channels, rows, columns = values.shape
    shape = shuffled_shape(channels, rows, columns, upscale_factor)
    split = (shape[0], upscale_factor, upscale_factor, rows, columns)
    return (
        lines(
            f"squares = image.reshape{split}",
            f"output = squares.transpose(0, 3, 1, 4, 2).reshape{shape}",
        ),
        f"output = F.pixel_shuffle(torch.tensor(image)[None], {upscale_factor})[0]",
    )


def _told(options: dict[str, Any]) -> dict[str, object]:
    """The options as they are written: the mode in quotes."""
    return {name: f'"{told}"' if name == "mode" else told for name, told in options.items()}


def _repeated(samples: Samples) -> str:
    """Write which pixel each resized one repeats."""
    times = f" * {samples.step.numerator}" if samples.step.numerator > 1 else ""
    return f"np.arange({len(samples.low)}){times} // {samples.step.denominator}"


def _places(samples: Samples, aligned: bool) -> str:
    """Write where each resized pixel lies."""
    outputs, step = len(samples.low), f"{samples.step.numerator} / {samples.step.denominator}"
    if aligned:
        return f"np.arange({outputs}) * {step}"
    return f"np.maximum((np.arange({outputs}) + 0.5) * {step} - 0.5, 0)"
