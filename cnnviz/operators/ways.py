"""The ways in which the windows of a pool lie on a map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import ArrayLike

from cnnviz.operators import pool_formulas as formulas
from cnnviz.operators.placement import (
    Placement,
    adaptive_placement,
    fractional_placement,
    pool_placement,
)
from cnnviz.operators.trace_adaptive_pooling import adaptive_pool_trace, fractional_pool_trace
from cnnviz.operators.trace_pooling import PoolTrace, pool_trace

Options = Mapping[str, Any]
Size = tuple[int, int]
#: The arguments of a sliding pool that say where its windows lie, and which of their positions count.
LAID_BY = ("kernel_size", "stride", "padding", "dilation", "ceil_mode", "count_include_pad")


def laid(options: Options) -> dict[str, Any]:
    """Those of a sliding pool's options that say where its windows lie."""
    return {name: options[name] for name in LAID_BY if name in options}


@dataclass(frozen=True)
class Way:
    """How windows lie.

    Attributes
    ----------
    placement, formula : callable
        Take the map's size (rows, columns) and the pool's options; give where all windows lie, and how the
        output's size is computed.
    trace : callable
        Takes a key of `REDUCTIONS`, a map, the output's position and the pool's options; gives its trace.
    """

    placement: Callable[[Size, Options], Placement]
    formula: Callable[[Size, Options], str]
    trace: Callable[[str, ArrayLike, Sequence[int], Options], PoolTrace]


SLIDING = Way(
    lambda size, options: pool_placement(size, **laid(options)),
    formulas.sliding_formula,
    lambda makes, image, at, options: pool_trace(makes, image, at=at, **options),
)
WHOLE = Way(
    lambda size, options: adaptive_placement(size, 1),
    formulas.whole_formula,
    lambda makes, image, at, options: adaptive_pool_trace(makes, image, 1, at),
)
ADAPTIVE = Way(
    lambda size, options: adaptive_placement(size, options["output_size"]),
    formulas.adaptive_formula,
    lambda makes, image, at, options: adaptive_pool_trace(makes, image, options["output_size"], at),
)
FRACTIONAL = Way(
    lambda size, options: fractional_placement(
        size, options["kernel_size"], options["output_size"], options["samples"]
    ),
    formulas.fractional_formula,
    lambda makes, image, at, options: fractional_pool_trace(image, at=at, **options),
)
