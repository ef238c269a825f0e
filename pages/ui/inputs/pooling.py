"""How to pool, chosen in a linked view: the kind, and the options that kind has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from inspect import signature
from types import MappingProxyType
from typing import Any

import numpy as np

from cnnviz.arguments import Floats
from cnnviz.operators import POOLINGS, Pooling, PoolTrace
from cnnviz.operators.ways import FRACTIONAL, SLIDING, WHOLE
from pages.ui.inputs.in_view import Described, OneOf, Setting, Switch, Whole, known, known_elsewhere
from pages.ui.inputs.samples import SIDE

Chosen = Mapping[str, Any]
"""What each of `settings` is set to, by its key."""


@dataclass(frozen=True)
class Pool:
    """A pooling of `cnnviz.operators.POOLINGS`, and its function's arguments after the input."""

    row: Pooling
    options: dict[str, Any]

    @property
    def own(self) -> dict[str, Any]:
        """Those of the options that only this pooling has."""
        return {name: self.options.get(name, value) for name, value in self.row.reduction.own.items()}

    def run(self, image: Floats) -> Floats:
        """Pool a map, (H, W)."""
        return self.row.function(image, **self.options)

    def trace(self, image: Floats, at: Sequence[int]) -> PoolTrace:
        """Say how the output at one position is computed."""
        return self.row.trace(image, at, self.options)


_HIGH = 16
_PLAIN: tuple[Setting, ...] = (
    OneOf("pool", "Pooling", "max", {"": {key: row.title.capitalize() for key, row in POOLINGS.items()}}),
    Switch("window_axes", "Sizes for each axis"),
    Whole("window", "Window", 2, 1, _HIGH),
    Whole("window_across", "Window across", 2, 1, _HIGH),
    Whole("step", "Stride", 2, 1, _HIGH),
    Whole("step_across", "Stride across", 2, 1, _HIGH),
    Whole("draw", "Random steps: draw", 0, 0, 99),
)
#: In place of a number for the padding, where the pool has one.
_SAME = Switch("pool_same", "Pad so that the output is n / s, rounded up (“same” in TensorFlow)")
#: What a sliding pool's function may be told besides, by its argument's name.
_ARGUMENTS: dict[str, Setting] = {
    # Powers under which any sum has a root, whatever its signs, and is finite, whatever number is typed.
    "norm_type": OneOf("power", "Power p (norm_type)", "2", {"": {p: p for p in ("1", "2", "4", "6")}}),
    "padding": Whole("border_pixels", "Padding", 0, 0, 8),
    "dilation": Whole("window_dilation", "Dilation", 1, 1, 8),
    "ceil_mode": Switch("ceil", "Round up: let a last window extend past the end (ceil_mode)"),
    "count_include_pad": Switch("counted", "Include padding in the mean (count_include_pad)", True),
}


@lru_cache(maxsize=64)
def settings(size: tuple[int, ...]) -> Mapping[str, Setting]:
    """Give all settings of pools by their keys, for a map of a size (rows, columns)."""
    rows, columns = (max(1, min(7, side // 2)) for side in size)  # fits the small matrices too
    output = (
        Whole("rows", "Output rows", rows, 1, SIDE),
        Whole("columns", "Output columns", columns, 1, SIDE),
    )
    every = (*_PLAIN, _SAME, *_ARGUMENTS.values(), *output)
    return MappingProxyType({setting.key: setting for setting in every})


def set_pool(size: tuple[int, ...]) -> Chosen:
    """Give what all are set to; those that the pool has stand in the address."""
    every = settings(size)
    first = {key: known(every[key]) for key in ("pool",)}
    row = POOLINGS[first["pool"]]
    if row.way is SLIDING:
        first["window_axes"] = known(every["window_axes"])
    own = _keys_of(row, first)
    rest = {key: setting for key, setting in every.items() if key not in first}
    return first | {key: (known if key in own else known_elsewhere)(it) for key, it in rest.items()}


def pool_of(chosen: Chosen) -> Pool:
    """Make the pool that was chosen."""
    row = POOLINGS[chosen["pool"]]
    output = (chosen["rows"], chosen["columns"])
    if row.way is FRACTIONAL:
        samples = np.random.default_rng(chosen["draw"]).random(2)
        return Pool(row, {"kernel_size": chosen["window"], "output_size": output, "samples": samples})
    if row.way is not SLIDING:
        return Pool(row, {} if row.way is WHOLE else {"output_size": output})
    across = "_across" if chosen["window_axes"] else ""
    return Pool(
        row,
        {name: _argument(name, chosen) for name in _arguments_of(row)}
        | {
            "kernel_size": (chosen["window"], chosen[f"window{across}"]),
            "stride": (chosen["step"], chosen[f"step{across}"]),
        },
    )


def controls(chosen: Chosen, size: tuple[int, ...]) -> dict[str, object]:
    """Describe the controls of a linked view, see `ViewOptions`."""
    every, row = settings(size), POOLINGS[chosen["pool"]]
    own = {key: every[key].described() for key in _keys_of(row, chosen)}

    def pair(name: str) -> list[Described | None]:
        return [own.get(name), own.get(f"{name}_across")]

    padding, seldom = _ARGUMENTS["padding"], (_SAME, *_ARGUMENTS.values())
    rarer = [own[it.key] for it in seldom if it.key in own and it is not padding]
    if padding.key in own:
        own[padding.key]["with"] = {_SAME.key: False}
    if row.way is not SLIDING:
        return {"choice": [every["pool"].described()], "size": {"output": list(own.values())}}
    return {
        "choice": [every["pool"].described()],
        "size": {"padding": pair(padding.key), "kernel": pair("window"), "stride": pair("step")},
        "rarer": [*rarer, every["window_axes"].described()],
    }


def _keys_of(row: Pooling, chosen: Chosen) -> tuple[str, ...]:
    """The settings that a pool has besides its name and whether each axis has sizes of its own."""
    if row.way is FRACTIONAL:
        return ("rows", "columns", "window", "draw")
    if row.way is not SLIDING:
        return () if row.way is WHOLE else ("rows", "columns")
    across = ("window_across", "step_across") if chosen["window_axes"] else ()
    arguments = _arguments_of(row)
    same = (_SAME.key,) if "padding" in arguments else ()
    return ("window", "step", *across, *same, *(_ARGUMENTS[name].key for name in arguments))


def _arguments_of(row: Pooling) -> list[str]:
    parameters = _parameters(row.function)
    return [name for name in _ARGUMENTS if name in parameters]


@cache  # there are as many as poolings
def _parameters(function: Callable[..., Floats]) -> tuple[str, ...]:
    return tuple(signature(function).parameters)


def _argument(name: str, chosen: Chosen) -> Any:
    if name == "padding" and chosen[_SAME.key]:
        return "same_tensorflow"
    value = chosen[_ARGUMENTS[name].key]
    return int(value) if name == "norm_type" else value
