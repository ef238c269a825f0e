"""The lines of a convolution over all channels, along one, two or three axes."""

from __future__ import annotations

from typing import Any, Final

from numpy.typing import NDArray

from cnnviz.operators.axes_setup import AxesSetup, set_up_axes
from cnnviz.operators.spaces import Space
from cnnviz.scripts.convolution_lines import NUMPY_MODES
from cnnviz.scripts.script import call, lines

#: Letters of the output's positions and of the kernel's taps, for each number of axes.
LETTERS: Final = {1: ("x", "i"), 2: ("yx", "ij"), 3: ("zyx", "hij")}
DEFAULTS: Final[dict[str, object]] = {
    "stride": 1,
    "padding": 0,
    "output_padding": 0,
    "dilation": 1,
    "groups": 1,
}


def axes_lines(
    name: str,
    space: Space,
    values: NDArray[Any],
    weight: NDArray[Any],
    bias: NDArray[Any] | None,
    **options: Any,
) -> tuple[str, str]:
    """Write what makes ``output`` with NumPy and with PyTorch; see `cnnviz.scripts.operation_script`."""
    setup = set_up_axes(space.axes, values, weight, bias, **options)
    return _numpy(setup, values, weight), _torch(setup, name, values, weight)


def as_maps(space: Space, values: NDArray[Any], weight: NDArray[Any]) -> str:
    """Give a plain input its channel and a plain kernel its leading axes, as ``maps`` and ``weight``."""
    plain_input, plain_kernel = values.ndim == space.axes, weight.ndim == space.axes
    maps = f"{space.word}[None]" if plain_input else space.word
    kernels = "kernel[None, None]" if plain_kernel else "kernel"
    told = ["one channel"] * plain_input + ["one filter"] * plain_kernel
    return f"maps, weight = {maps}, {kernels}" + (f"  # {', '.join(told)}" if told else "")


def added_bias(bias: object, axes: int) -> str:
    """Write how the biases are added to maps, if there are any."""
    return "" if bias is None else f" + bias[:{', None' * axes}]"


def by_groups(name: str, groups: int) -> str:
    """Write how an array's first axis is split into groups."""
    return f"{name} = {name}.reshape({groups}, -1, *{name}.shape[1:])  # by groups"


def torch_lines(name: str, bias: object, plain: bool, **options: object) -> str:
    """Write the call of an operation of ``maps``, ``weight`` and ``bias`` in PyTorch."""
    biases = () if bias is None else ("bias",)
    done = call(f"F.{name}", "maps", "weight", *biases, defaults=DEFAULTS, **options)
    return lines(
        "maps, weight = torch.tensor(maps)[None], torch.tensor(weight)  # a batch of one",
        "bias = torch.tensor(bias)" if biases else "",
        f"output = {done}{'[0, 0]' if plain else '[0]'}",
    )


def _numpy(setup: AxesSetup, values: NDArray[Any], weight: NDArray[Any]) -> str:
    axes = setup.space.axes
    spans = tuple(gap * (count - 1) + 1 for gap, count in zip(setup.dilation, setup.taps, strict=True))
    along = tuple(range(1, axes + 1))
    view = f"windows = np.lib.stride_tricks.sliding_window_view(maps, {spans}, axis={along})"
    every = (1, *setup.stride, *(setup.dilation if max(setup.dilation) > 1 else ()))
    steps = ", ".join(f"::{step}" if step > 1 else ":" for step in every)
    picked = f"windows = windows[{steps}]  # stride and dilation" if max(every) > 1 else ""
    places, taps = LETTERS[axes]
    split, made = "", f'np.einsum("c{places}{taps},fc{taps}->f{places}", windows, weight)'
    if setup.groups > 1:
        split = lines(by_groups("windows", setup.groups), by_groups("weight", setup.groups))
        made = f'np.einsum("gc{places}{taps},gfc{taps}->gf{places}", windows, weight)'
        made += f".reshape{setup.output_shape[1:]}"
    made += added_bias(setup.bias, axes)
    return lines(
        as_maps(setup.space, values, weight),
        _padded(setup, "maps"),
        view,
        picked,
        split,
        _as_given(setup, made),
    )


def _torch(setup: AxesSetup, name: str, values: NDArray[Any], weight: NDArray[Any]) -> str:
    zeros = setup.mode == "constant" and all(before == after for before, after in setup.padding)
    given: dict[str, object] = {"stride": setup.stride, "dilation": setup.dilation, "groups": setup.groups}
    if zeros:
        given["padding"] = tuple(before for before, _ in setup.padding)
    padded = "" if zeros else _padded(setup, "maps")
    called = torch_lines(name, setup.bias, setup.given_axes == setup.space.axes, **given)
    return lines(as_maps(setup.space, values, weight), padded, called)


def _padded(setup: AxesSetup, name: str) -> str:
    if not any(amount for side in setup.padding for amount in side):
        return ""
    mode = "" if setup.mode == "constant" else f', mode="{NUMPY_MODES[setup.mode]}"'
    return f"{name} = np.pad({name}, {((0, 0), *setup.padding)}{mode})"


def _as_given(setup: AxesSetup, made: str) -> str:
    if setup.given_axes > setup.space.axes:
        return f"output = {made}"
    return f"output = {f'({made})' if ' + ' in made else made}[0]"
