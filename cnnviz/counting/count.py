"""Layer by layer: shapes, and what they cost, with the formulas that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from cnnviz import geometry
from cnnviz.counting import formulas
from cnnviz.counting.layer import Layer
from cnnviz.counting.made import Made, Shape
from cnnviz.errors import ShapeError
from cnnviz.geometry import Geometry, Plan, Remainder
from cnnviz.numbers import format_number


@dataclass(frozen=True, kw_only=True)
class Counted(Made):
    """A layer of a stack, with what it makes.

    Its attributes besides those of `Made`:

    Attributes
    ----------
    layer : Layer
    input_shape : Shape
    plan : Plan or None
        How its window slides; None for a dense layer.
    """

    layer: Layer
    input_shape: Shape
    plan: Plan | None


def count(layers: Sequence[Layer], input_shape: Shape, remainder: Remainder = "floor") -> list[Counted | str]:
    """Count each layer; from the first that cannot be on there is a sentence, and nothing behind it.

    Examples
    --------
    >>> (row,) = count([Layer("conv", 8, (3, 3))], (3, 256, 256))
    >>> row.parameters.text()
    'filters × (channels × k × l + 1) = 8 × (3·3·3 + 1) = 224'
    """
    found: list[Counted | str] = []
    windows: list[Layer] = []
    shape = input_shape
    for layer in layers:
        windows.append(layer)
        try:
            one = _count(layer, shape, remainder, windows)
        except ShapeError as error:
            return [*found, str(error)]
        found.append(one)
        shape = one.shape
    return found


@dataclass(frozen=True)
class Total:
    """What the layers of a stack come to together.

    Attributes
    ----------
    weights, biases, parameters, multiplications, memory : int
        Memory is that of parameters and outputs, in bytes.
    terms : str
        The layers' weights as a sum.
    """

    weights: int
    biases: int
    parameters: int
    multiplications: int
    memory: int
    terms: str


def total(rows: Sequence[Counted]) -> Total:
    """Add up what layers cost.

    >>> total(count([Layer("dense", 128), Layer("dense", 256), Layer("dense", 1)], (1, 420, 420))).parameters
    22612609
    """
    weights, biases = sum(row.weights for row in rows), sum(row.biases for row in rows)
    learnt = [format_number(row.weights) for row in rows if row.weights]
    return Total(
        weights,
        biases,
        weights + biases,
        sum(row.multiplications.value for row in rows),
        formulas.BYTES * (weights + biases) + sum(row.memory.value for row in rows),
        " + ".join(learnt) if len(learnt) > 1 else "",
    )


def _count(layer: Layer, shape: Shape, remainder: Remainder, windows: Sequence[Layer]) -> Counted:
    if not layer.slides:
        n_in = prod(shape)
        made: Shape = (layer.units,)
        return Counted(
            layer=layer,
            input_shape=shape,
            shape=made,
            plan=None,
            sizes=(formulas.dense_size(layer.units),),
            parameters=formulas.dense_parameters(shape, layer.units),
            multiplications=formulas.dense_multiplications(n_in, layer.units),
            memory=formulas.memory(made),
            weights=n_in * layer.units,
            biases=layer.units,
            field=None,
        )
    if len(shape) == 1:
        raise ShapeError(
            "a window slides over maps, but this layer gets a row of numbers; put it before the first dense "
            "layer"
        )
    how = Geometry(layer.stride, layer.padding, layer.dilation, "constant", remainder)
    plan = how.plan((shape[1], shape[2]), layer.kernel)
    is_conv = layer.kind == "conv"
    maps = layer.units if is_conv else shape[0]
    made = (maps, plan.rows.size, plan.columns.size)
    learnt = (
        formulas.conv_parameters(layer, shape[0]) if is_conv else formulas.nothing("pooling learns nothing")
    )
    biases = layer.units if is_conv and layer.bias else 0
    work = formulas.conv_multiplications(layer, shape[0], made) if is_conv else formulas.pool_work(layer)
    return Counted(
        layer=layer,
        input_shape=shape,
        shape=made,
        plan=plan,
        sizes=formulas.sizes(how, (shape[1], shape[2]), layer.kernel, plan),
        parameters=learnt,
        multiplications=work,
        memory=formulas.memory(made),
        weights=learnt.value - biases,
        biases=biases,
        field=_field(windows),
    )


def _field(windows: Sequence[Layer]) -> tuple[int, int]:
    rows, columns = (
        geometry.receptive_field(
            [geometry.Layer(one.kernel[axis], one.stride[axis], one.dilation[axis]) for one in windows]
        )[-1].size
        for axis in (0, 1)
    )
    return rows, columns
