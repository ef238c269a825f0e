"""Views of layers and of runs as tables on paper, as a lesson's step begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from cnnviz.architectures import NETWORKS, Measured, measure
from cnnviz.architectures.googlenet import MODULES, Filters
from cnnviz.architectures.modules import bottleneck, module
from cnnviz.counting import KINDS, count, read_input, read_stack
from cnnviz.counting.formulas import shape_text
from cnnviz.designs import STARTS, measure_design, of_training, read_design
from cnnviz.designs import start as begin
from cnnviz.errors import CnnvizError
from cnnviz.lessons.lesson import View
from cnnviz.lessons.paper import Still, Table
from cnnviz.live import Design
from cnnviz.live.recorded import recorded
from cnnviz.numbers import format_number, percent

_LAYERS: Final = ("Layer", "Output", "Parameters")
#: A larger network is said by its sums.
_MOST_ROWS: Final = 24
#: So many lines of a run are written.
_MOST_MARKS: Final = 8
_OF_COUNTING: Final = frozenset({"c_input", "c_layers", "c_dense", "c_layer"})
_OF_DESIGN: Final = frozenset({"d_design", "d_at"})
_OF_STAGES: Final = frozenset({"t_stages", "t_f1", "t_f2", "t_f3", "t_depth", "t_kernel", "t_act"})
_OF_RUN: Final = frozenset({"t_view", "t_group", "t_images", "src", "garment", *_OF_STAGES})
_FILTERS: Final = ("a_one", "a_three_by", "a_three", "a_five_by", "a_five", "a_pooled")
_OF_NETWORK: Final = frozenset({"a_net", "a_layer", "a_chart", "a_skip", "a_deep", "a_slope"})


def counted(view: View) -> Still | None:
    """List the layers of a stack: what each gives, and how many parameters it has."""
    start = view.start
    if not start.keys() <= _OF_COUNTING:
        return None
    entered, stack = read_input(start["c_input"]), read_stack(start["c_layers"])
    if entered is None or stack is None or not all(one.is_whole for one in (entered, *stack)):
        raise CnnvizError("its input or its layers cannot be read")
    rows, columns, channels = entered.values
    lines = [("Input", shape_text((channels, rows, columns)), "")]
    for one in count([layer.layer() for layer in stack], (channels, rows, columns)):
        if isinstance(one, str):
            lines.append((one, "", ""))
        else:
            lines.append((KINDS[one.layer.kind].title, shape_text(one.shape), one.parameters.result))
    return Still((Table("Layer by layer", _LAYERS, tuple(lines)),))


def design(view: View) -> Still | None:
    """List the layers of a design."""
    if not view.start.keys() <= _OF_DESIGN:
        return None
    text = view.start["d_design"]
    made = begin(text) if text in STARTS else read_design(text)
    if made is None:
        raise CnnvizError("its design cannot be read")
    return Still((_listed("Layer by layer", measure_design(made), made.shape),))


def trained(view: View) -> Still | None:
    """List the layers of what is to be trained, or how a recorded run went."""
    start, way = view.start, view.start.get("t_view", "run")
    if way == "read":
        return _run(start["t_read"]) if start.keys() <= {"t_view", "t_read"} else None
    if way != "run" or not start.keys() <= _OF_RUN:
        return None
    first = Design()
    stages = int(start.get("t_stages", len(first.filters)))
    firsts = [*first.filters, first.filters[-1]][:stages]
    made = replace(
        first,
        filters=tuple(int(start.get(f"t_f{at}", one)) for at, one in enumerate(firsts, 1)),
        depth=int(start.get("t_depth", first.depth)),
        kernel_size=int(start.get("t_kernel", first.kernel_size)),
        activation=start.get("t_act", first.activation),
        images=int(start.get("t_images", first.images)),
    )
    whole = of_training(made)
    return Still(
        (_listed(f"What is trained, on {made.images:,} images", measure_design(whole), whole.shape),)
    )


def _run(name: str) -> Still:
    marks = recorded()[name].marks
    places = np.unique(np.linspace(0, len(marks) - 1, _MOST_MARKS).round().astype(int))
    rows = [
        (f"{one.images:,}", percent(one.training), percent(one.accuracy))
        for one in (marks[at] for at in places)
    ]
    return Still(
        (Table(f"Recorded run {name}", ("Images", "Right in training", "Right held out"), tuple(rows)),)
    )


def architecture(view: View) -> Still | None:
    """List the layers of a well-known network, or of a part of one."""
    start, key = view.start, view.start.get("a_net", "resnet18")
    if key == "part_bottleneck" and start.keys() <= {"a_net", "a_maps", "a_inner"}:
        maps = int(start.get("a_maps", 256))
        nodes, shape, title = (
            bottleneck(maps, int(start.get("a_inner", 64))),
            (maps, 14, 14),
            "A bottleneck block",
        )
    elif key == "part_inception" and start.keys() <= {"a_net", "a_into", *_FILTERS}:
        firsts = zip(_FILTERS, MODULES["3a"], strict=True)
        nodes = module(Filters(*(int(start.get(name, first)) for name, first in firsts)))
        shape, title = (int(start.get("a_into", 192)), 28, 28), "An Inception module"
    elif start.keys() <= _OF_NETWORK:
        network = NETWORKS[key]
        nodes, shape, title = list(network.nodes()), network.input_shape(), network.title
    else:
        return None
    return Still((_listed(title, measure(nodes, shape), shape),))


def _listed(name: str, found: Measured, shape: Sequence[int]) -> Table:
    """List the layers of what was measured; of many only those with weights, or their sums."""
    layers = list(found.rows)
    if len(layers) > _MOST_ROWS:
        layers = [one for one in layers if one.weights]
    lines = [("Input", shape_text(tuple(shape)), "")]
    if len(layers) <= _MOST_ROWS:
        lines += [(one.node.name, shape_text(one.shape), one.parameters.result) for one in layers]
    if found.fault:
        lines.append((found.fault, "", ""))
    lines.append(("Together", "", format_number(found.parameters)))
    return Table(name, _LAYERS, tuple(lines))
