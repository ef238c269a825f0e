"""What every convolution checks of its channels, filters and biases, whatever its number of axes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats
from cnnviz.errors import ShapeError


def check_groups(channels: int, count: int, groups: int) -> None:
    """Raise a `ShapeError` unless channels and filters can be split into so many groups."""
    if not isinstance(groups, int | np.integer) or groups < 1 or channels % groups or count % groups:
        raise ShapeError(
            f"{channels} channels and {count} filters can't be split into {groups} equal groups; "
            "use a number of groups that divides both"
        )


def check_depth(channels: int, depth: int, groups: int) -> None:
    """Raise a `ShapeError` unless kernels `depth` deep see all channels of their group."""
    if depth * groups != channels:
        raise ShapeError(
            f"kernels {depth} deep do not fit an input of {channels} channels"
            + (f" in {groups} groups" if groups > 1 else "")
            + f"; use kernels {channels // groups} deep"
        )


def checked_bias(bias: ArrayLike | None, filters: int, dtype: np.dtype[Any]) -> Floats | None:
    """Read the biases, or raise a `ShapeError` unless there is one for each filter."""
    if bias is None:
        return None
    values = floats(bias, dtype).reshape(-1)
    if values.size != filters:
        raise ShapeError(
            f"{values.size} biases do not fit {filters} filters; give one bias per filter, or none"
        )
    return values
