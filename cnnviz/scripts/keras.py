"""A network of one's own design in Keras 3, whose maps are (rows, columns, channels)."""

from __future__ import annotations

from typing import Final

from cnnviz import geometry
from cnnviz.architectures import INPUT, Row
from cnnviz.counting.formulas import shape_text
from cnnviz.designs import Design, measure_design
from cnnviz.designs.design import pads
from cnnviz.scripts.script import call, joined, lines

_RESPONSE: Final = '''
def response_norm(maps):
    """Divide by the squares of five neighbouring maps, as in AlexNet."""
    squares = ops.pad(ops.square(maps), ((0, 0), (0, 0), (0, 0), (2, 2)))
    near = sum(squares[..., n : n + maps.shape[-1]] for n in range(5))
    return maps / (2 + 1e-4 / 5 * near) ** 0.75
'''.strip()
_PAD: Final = '''
def pad_least(maps, rows, columns):
    """Add pixels, before and behind, that no maximum takes."""
    return ops.pad(maps, ((0, 0), rows, columns, (0, 0)), constant_values=-float("inf"))
'''.strip()
_JOINS: Final = {"add": "Add", "concat": "Concatenate"}
_POOLS: Final = {"max": "layers.MaxPooling2D", "avg": "layers.AveragePooling2D"}


def keras_script(design: Design) -> str:
    """Write a design whose layers all fit; a batch norm's running means are counted by Keras, too."""
    rows = measure_design(design).rows
    written = [_layer(row) for row in rows]
    text = "\n".join(written)
    helpers = [one for name, one in (("response_norm(", _RESPONSE), ("pad_least(", _PAD)) if name in text]
    channels, *sides = design.shape
    return joined(
        lines("import keras", "from keras import layers" + (", ops" if helpers else "")),
        *(f"\n{helper}" for helper in helpers),
        ("\n" if helpers else "") + f"input = keras.Input({(*sides, channels)})  # rows, columns, channels",
        text,
        lines(f"network = keras.Model(input, {rows[-1].node.name})", "network.summary()"),
    )


def _layer(row: Row) -> str:
    """Write a layer with what is put before and behind it."""
    node, (first, *_) = row.node, row.node.inputs
    given = "input" if first == INPUT else first
    if node.kind in _JOINS:
        made = f"layers.{_JOINS[node.kind]}()([{', '.join(node.inputs)}])"
    elif node.kind == "mean":
        made = f"layers.GlobalAveragePooling2D(keepdims=True)({given})"
    elif node.kind == "response":
        made = f"response_norm({given})"
    elif node.kind == "dense":
        made = f"layers.Dense({row.shape[0]})({_flat(given, row)})"
    else:
        made = _window(row, given)
    found = [f"{node.name} = {made}"]
    found += [f"{node.name} = layers.BatchNormalization(epsilon=1e-5)({node.name})"] if node.norm else []
    found += [f"{node.name} = {_curve(node.activation)}({node.name})"] if node.activation else []
    return "\n".join([f"{found[0]}  # {shape_text(row.shape)}", *found[1:]])


def _flat(given: str, row: Row) -> str:
    """Flatten maps; Keras does so with the channels last, so PyTorch's weights lie in another order."""
    return f"layers.Flatten()({given})" if len(row.inputs[0]) > 1 else given


def _curve(key: str) -> str:
    return "layers.LeakyReLU(negative_slope=0.01)" if key == "leaky_relu" else f'layers.Activation("{key}")'


def _window(row: Row, given: str) -> str:
    layer = row.node.layer
    assert layer is not None
    (kernel, stride), sides = (layer.kernel, layer.stride[0]), _sides(row)
    is_same = stride == 1 and all(
        side == (size // 2, size // 2) and size % 2 for side, size in zip(sides, kernel, strict=True)
    )
    is_conv, is_padded = row.node.kind == "conv", any(map(any, sides))
    how = (
        {"strides": stride, "padding": '"same"'} if is_same and is_padded and is_conv else {"strides": stride}
    )
    if is_padded and "padding" not in how:
        given = (
            f"pad_least({given}, {sides[0]}, {sides[1]})" if row.node.kind == "max" else _zeros(given, sides)
        )
    if not is_conv:
        return (
            call(_POOLS[row.node.kind], str(kernel[0]), defaults={"strides": kernel[0]}, **how) + f"({given})"
        )
    how |= {"groups": layer.groups, "use_bias": layer.bias}
    defaults: dict[str, object] = {"strides": 1, "groups": 1, "use_bias": True}
    size = kernel[0] if kernel[0] == kernel[1] else kernel
    return call("layers.Conv2D", str(layer.units), str(size), defaults=defaults, **how) + f"({given})"


def _zeros(given: str, sides: list[tuple[int, int]]) -> str:
    return f"layers.ZeroPadding2D({tuple(sides)})({given})"


def _sides(row: Row) -> list[tuple[int, int]]:
    """Give the pixels before and behind rows and columns, with what lets one more window fit."""
    layer = row.node.layer
    assert layer is not None
    paddings = pads(layer)
    found = []
    for axis, size in enumerate(row.inputs[0][1:]):
        padding = paddings[axis]
        how = layer.kernel[axis], layer.stride[axis], padding
        made = geometry.output_size(size, *how, remainder=row.node.remainder)
        found.append((padding, padding + made.extra))
    return found
