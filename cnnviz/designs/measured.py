"""What a design's layers make and cost, up to the first that does not fit."""

from __future__ import annotations

from math import prod

from cnnviz.architectures import Measured, Row, measure
from cnnviz.counting.formulas import shape_text
from cnnviz.designs.design import Design, Join, Single, pads
from cnnviz.designs.limits import MOST_NUMBERS, MOST_WORK
from cnnviz.designs.nodes import nodes_of
from cnnviz.numbers import format_number


def measure_design(design: Design) -> Measured:
    """Measure all layers as PyTorch would run them.

    >>> from cnnviz.designs import read_design
    >>> measure_design(read_design("Input_1_14_14~Conv2d_16_15")).fault[:49]
    'conv1 does not fit: a kernel of 15 does not fit 1'
    """
    flat = nodes_of(design)
    found = measure([node for node, _ in flat], design.shape)
    for at, (row, (node, part)) in enumerate(zip(found.rows, flat, strict=False)):
        why = _refused(row, part)
        if why:
            return Measured(found.rows[:at], f"{node.name} does not fit: {why}")
    return found


def _refused(row: Row, part: Single | Join) -> str:
    """Say why PyTorch would refuse a layer, or this page; "" where neither does."""
    if isinstance(part, Single) and part.kind in ("max", "avg"):
        why = _pool(part)
        if why:
            return why
    if isinstance(part, Single) and part.takes not in (None, prod(row.inputs[0])):
        numbers = format_number(prod(row.inputs[0]))
        said = shape_text(row.inputs[0]).replace(" × ", "·")
        product = f"{said} = {numbers}" if len(row.inputs[0]) > 1 else numbers
        return f"{product} numbers meet weights for {format_number(part.takes or 0)}"
    if prod(row.shape) > MOST_NUMBERS:
        most = format_number(MOST_NUMBERS)
        return f"it would give {format_number(prod(row.shape))} numbers; {most} are the most here"
    if max(row.parameters.value, row.multiplications.value) > MOST_WORK:
        return f"it would take more than {format_number(MOST_WORK)} weights or multiplications"
    return ""


def _pool(part: Single) -> str:
    assert part.layer is not None
    (kernel, _), (stride, _), (padding, _) = part.layer.kernel, part.layer.stride, pads(part.layer)
    if 2 * padding > kernel:
        return f"a pool’s padding is at most half its kernel; use padding ≤ {kernel // 2} or a larger kernel"
    if part.remainder == "pad" and (padding or stride > kernel):
        return "windows are rounded up only with padding 0 and a stride up to the kernel"
    return ""
