"""The lines of a transposed convolution: in NumPy a loop that adds one input at a time."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from cnnviz.operators.spaces import Space
from cnnviz.operators.transposed_setup import TransposedSetup, set_up_transposed
from cnnviz.scripts.axes_lines import LETTERS, added_bias, as_maps, by_groups, torch_lines
from cnnviz.scripts.script import lines


def transposed_lines(
    name: str,
    space: Space,
    values: NDArray[Any],
    weight: NDArray[Any],
    bias: NDArray[Any] | None,
    **options: Any,
) -> tuple[str, str]:
    """Write what makes ``output`` with NumPy and with PyTorch; see `cnnviz.scripts.operation_script`."""
    setup = set_up_transposed(space.axes, values, weight, bias, **options)
    maps, plain = as_maps(space, values, weight), setup.given_axes == space.axes
    names = ("stride", "padding", "output_padding", "groups", "dilation")
    told: dict[str, object] = {name: getattr(setup, name) for name in names}
    return _numpy(setup, maps, plain), lines(maps, torch_lines(name, bias, plain, **told))


def _numpy(setup: TransposedSetup, maps: str, plain: bool) -> str:
    axes = range(setup.space.axes)
    letters, taps = LETTERS[len(axes)]
    ends = [setup.padding[a] + setup.output_shape[2 + a] for a in axes]
    sizes = [(setup.input.shape[2 + a] - 1) * setup.stride[a] + 1 + setup.reach[a] for a in axes]
    canvas = (setup.output_shape[1], *(max(pair) for pair in zip(ends, sizes, strict=True)))
    indent, loops, reached = "", [], []
    for a, letter in enumerate(letters):
        loops.append(f"{indent}for {letter} in range({setup.input.shape[2 + a]}):")
        first = letter if setup.stride[a] == 1 else f"{setup.stride[a]} * {letter}"
        every = f" : {setup.dilation[a]}" if setup.dilation[a] > 1 else ""
        reached.append(f"{first} : {first} + {setup.reach[a] + 1}{every}")
        indent += "    "
    split, stamp = _stamp(setup, letters, taps)
    inside = ", ".join(f"{begin}:{end}" for begin, end in zip(setup.padding, ends, strict=True))
    cut = f"output[:, {inside}]" if any(setup.padding) or list(canvas[1:]) != ends else "output"
    made = cut + added_bias(setup.bias, len(axes))
    made = f"({made})[0]" if plain and " + " in made else made + "[0]" * plain
    return lines(
        maps,
        split,
        f"output = np.zeros({canvas}, maps.dtype)",
        *loops,
        f"{indent}stamp = {stamp}  # one input times the kernels",
        f"{indent}output[:, {', '.join(reached)}] += stamp",
        f"output = {made}" if made != "output" else "",
    )


def _stamp(setup: TransposedSetup, letters: str, taps: str) -> tuple[str, str]:
    """Write how the kernels are split into groups, if they are, and one input times those that see it."""
    at = f"maps[:, {', '.join(letters)}]"
    if setup.groups == 1:
        return "", f'np.einsum("c,cf{taps}->f{taps}", {at}, weight)'
    products = f'np.einsum("gc,gcf{taps}->gf{taps}", {at}.reshape({setup.groups}, -1), weight)'
    return by_groups("weight", setup.groups), f"{products}.reshape{(setup.output_shape[1], *setup.taps)}"
