"""A convolution and a pool behind it, for pictures of one size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Floats
from cnnviz.errors import KernelError
from cnnviz.filtering import Choice, convolve
from cnnviz.geometry import Geometry, Plan
from cnnviz.operators.placement import Placement, conv_placement
from cnnviz.operators.poolings import Pooling
from cnnviz.operators.ways import SLIDING
from cnnviz.shift.comparing import Comparison, compare, undisturbed, undisturbed_after
from cnnviz.shift.moving import shift
from cnnviz.shift.steps import Pair, Steps, steps_of


@dataclass(frozen=True)
class Chain:
    """A kernel's way over a picture, and how its map is pooled.

    Attributes
    ----------
    choice : Choice
        One kernel, or several whose responses are combined to strengths.
    how : Geometry
        Stride, padding, dilation, border and remainder.
    pooling : Pooling
    options : mapping
        The arguments of the pooling's function after the input.
    size : (rows, columns)
        Of the pictures.

    Raises
    ------
    KernelError
        If the kernel gives directions, or codes, which can't be pooled.
    """

    choice: Choice
    how: Geometry
    pooling: Pooling
    options: Mapping[str, Any]
    size: Pair

    def __post_init__(self) -> None:
        if self.choice.spec.view in ("categorical", "cyclic"):
            raise KernelError(
                f"“{self.choice.spec.title}” gives directions, and pooling directions is meaningless; choose "
                f"a kernel that gives strengths"
            )

    @cached_property
    def plan(self) -> Plan:
        """Where the kernel's windows lie, in numbers; a ShapeError if none fits."""
        return self.how.plan(self.size, self.choice.size)

    @cached_property
    def windows(self) -> Placement:
        """Where the kernel's windows lie, all of them."""
        size, how = self.plan.cropped(self.size), self.how
        return conv_placement(size, self.choice.size, how.stride, self.plan.padding, how.dilation, how.mode)

    @cached_property
    def pools(self) -> Placement:
        """Where the pool's windows lie on the map."""
        return self.pooling.placement(self.map_size, self.options)

    def checked(self) -> Chain:
        """Give the chain itself, once it is known that the pool's windows fit on the map.

        Raises
        ------
        ShapeError
            If they don't, or the kernel's don't fit on the picture.
        """
        _ = self.pools  # it is kept for whoever asks for it next
        return self

    @property
    def map_size(self) -> Pair:
        """Rows and columns of the map."""
        return self.plan.rows.size, self.plan.columns.size

    @property
    def pool_stride(self) -> Pair | None:
        """From one pool window to the next, in cells of the map; None where the windows have no even step."""
        if self.pooling.way is not SLIDING:
            return None
        down, across = self.options["stride"]
        return down, across

    def map(self, image: Floats) -> NDArray[np.float64]:
        """Convolve a picture, (H, W): (H', W')."""
        return convolve(image, self.choice, self.how, self.plan).astype(np.float64)

    def pooled(self, map: Floats) -> NDArray[np.float64]:
        """Pool a map, (H', W'): (H″, W″)."""
        return np.asarray(self.pooling.function(map, **self.options), np.float64)

    def steps(self, by: Pair) -> tuple[Steps, Steps]:
        """Give by how many cells map and pooled map should move when the picture moves by so many pixels.

        A pool without an even step, such as a global one, should hold still.
        """
        stride = self.how.stride
        pool = self.pool_stride
        if pool is None:
            return steps_of(by, stride), Steps((0, 0), stride, by == (0, 0))
        return steps_of(by, stride), steps_of(by, (stride[0] * pool[0], stride[1] * pool[1]))

    def clean(self, by: Pair) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Say which numbers of map and pooled map saw nothing but the picture, before and after it moved."""
        (map_steps, pool_steps), masks = self.steps(by), []
        for axis, name in enumerate(("rows", "columns")):
            line, pool = getattr(self.windows, name), getattr(self.pools, name)
            moved = map_steps.by[axis] * map_steps.stride[axis]
            one = undisturbed(line, self.size[axis], by[axis], moved)
            back = pool_steps.by[axis] * (self.pool_stride or (0, 0))[axis]
            masks.append((one, undisturbed_after(pool, one, back)))
        (rows, pool_rows), (columns, pool_columns) = masks
        return rows[:, None] & columns, pool_rows[:, None] & pool_columns

    def compare(self, image: Floats, by: Pair, mode: Any = "constant") -> tuple[Comparison, Comparison]:
        """Move a picture, (H, W), and compare its map, and its pooled map, with the moved ones."""
        before, after = self.map(image), self.map(shift(image, by, mode))
        (map_steps, pool_steps), (clean, pool_clean) = self.steps(by), self.clean(by)
        return (
            compare(before, after, map_steps, clean),
            compare(self.pooled(before), self.pooled(after), pool_steps, pool_clean),
        )
