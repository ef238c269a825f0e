"""An Inception module: branches that start from the same maps, and whose maps are stacked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cnnviz.architectures.graph import Builder


class Step(NamedTuple):
    """A convolution of a branch.

    Attributes
    ----------
    filters : int
    kernel : (rows, columns)
    stride : int
    is_same : bool
        Whether it is padded so that it keeps the size.
    """

    filters: int
    kernel: tuple[int, int] = (1, 1)
    stride: int = 1
    is_same: bool = True


class Pool(NamedTuple):
    """A 3 × 3 pool of a branch; with stride 1 it keeps the size."""

    kind: str
    stride: int = 1


class Fork(NamedTuple):
    """The end of a branch that parts once more: two convolutions of the same maps."""

    one: Step
    other: Step


Branch = tuple[Step | Pool | Fork, ...]


def add_module(net: Builder, name: str, branches: Sequence[Branch], start: str) -> str:
    """Add one module behind `start`; give the name of its join."""
    net.block = name
    ends: list[str] = []
    for number, branch in enumerate(branches, 1):
        ends += _add_branch(net, f"{name}.branch{number}", branch, start)
    joined = net.join(f"{name}.cat", "concat", *ends)
    net.block = ""
    return joined


def _add_branch(net: Builder, name: str, branch: Branch, start: str) -> list[str]:
    """Add the steps of a branch; give the names of its ends, usually one."""
    last = start
    for at, step in enumerate(branch):
        title = name if len(branch) == 1 else f"{name}.{at}"
        match step:
            case Fork():
                return [
                    _add_step(net, f"{title}{side}", one, last) for side, one in zip("ab", step, strict=True)
                ]
            case Pool("max", stride):
                last = net.pool(title, 3, stride, int(stride == 1), after=last)
            case Pool(_, stride):
                last = net.pool(title, 3, stride, int(stride == 1), after=last, kind="avg")
            case Step():
                last = _add_step(net, title, step, last)
    return [last]


def _add_step(net: Builder, name: str, step: Step, after: str) -> str:
    rows, columns = step.kernel
    padding = (rows // 2, columns // 2) if step.is_same else (0, 0)
    return net.conv(name, step.filters, step.kernel, step.stride, padding, after=after)
