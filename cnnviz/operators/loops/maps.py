"""What the loops leave out to stay readable: they take one map or one value, these take many."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats

Options = ParamSpec("Options")


def each_map(
    pool: Callable[Concatenate[Floats, Options], Floats],
) -> Callable[Concatenate[ArrayLike, Options], Floats]:
    """Make a function of one map (H, W) work on (C, H, W) and (N, C, H, W) too, map by map."""

    @wraps(pool)
    def pool_all(input: ArrayLike, /, *args: Options.args, **options: Options.kwargs) -> Floats:
        images = floats(input)
        if images.ndim > 2:
            return np.stack([pool_all(image, *args, **options) for image in images])
        return pool(images, *args, **options).astype(images.dtype, copy=False)

    return pool_all


def each_value(
    activation: Callable[Concatenate[float, Options], float],
) -> Callable[Concatenate[ArrayLike, Options], Floats]:
    """Make a function of one number work on arrays of any shape, number by number."""

    @wraps(activation)
    def activate_all(input: ArrayLike, /, *args: Options.args, **options: Options.kwargs) -> Floats:
        values = floats(input)
        output = np.empty_like(values)
        for index in np.ndindex(values.shape):
            output[index] = activation(float(values[index]), *args, **options)
        return output

    return activate_all
