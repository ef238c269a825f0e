"""What each number of a training step is made of, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from cnnviz.backward.step import Float64, Place, Step
from cnnviz.errors import ShapeError
from cnnviz.numbers import format_number
from cnnviz.operators.words import ends, factor, listed, summed

Term = tuple[float, float]

#: What the numbers of a step are called, by short names: forward, backward, and the weights after.
TITLES: Final = {
    "z": "Output",
    "a": "ReLU",
    "m": "Max pool",
    "p": "Prediction",
    "L": "Loss",
    "dp": "∂L/∂prediction",
    "dm": "∂L/∂max pool",
    "da": "∂L/∂ReLU",
    "dz": "∂L/∂output",
    "dw": "∂L/∂weight",
    "dx": "∂L/∂input",
    "nw": "New weight",
}
_MAPS = {"z": "conv", "a": "relu", "m": "pool"}


def numbers(step: Step, name: str) -> Float64:
    """Give all numbers of a short name in `TITLES`, (rows, columns); empty where the step has none.

    >>> step = Step(np.eye(3), np.eye(2), 1, 0.1)
    >>> numbers(step, "p").tolist(), numbers(step, "a").size
    ([[2.0]], 0)
    """
    if name[-1] in _MAPS:
        found = step.maps if len(name) == 1 else step.gradients
        return found.get(_MAPS[name[-1]], np.zeros((0, 0)))
    single = {"p": "prediction", "L": "loss", "dp": "by_prediction"}
    if name in single:
        return np.array([[getattr(step, single[name])]])
    return np.asarray(getattr(step, {"dw": "by_weight", "dx": "by_input", "nw": "new_weight"}[name]))


def sentence(step: Step, name: str, at: Place) -> str:
    """Say how one number is made, without a full stop.

    Raises
    ------
    ShapeError
        If there is no such number.

    Examples
    --------
    >>> step = Step(np.array([[1.0, 2, 0], [3, 1, 2], [0, 1, 1]]), np.array([[1.0, -1], [0, 2]]), 4, 0.05)
    >>> sentence(step, "dw", (0, 0))
    '∂L/∂weight, row 0, column 0: 2·2 = 4; the other 3 windows pass nothing'
    >>> sentence(step, "nw", (0, 0))
    'New weight, row 0, column 0: 1 − 0.05·4 = 0.8'
    """
    of = numbers(step, name)
    if not all(0 <= place < side for place, side in zip(at, of.shape, strict=True)):
        raise ShapeError(f"{TITLES[name]} has no number at row {at[0]}, column {at[1]}")
    where = "" if name in ("p", "L", "dp") else f", row {at[0]}, column {at[1]}"
    return f"{TITLES[name]}{where}: {_SAID[name](step, at)}"


def output_terms(step: Step, at: Place) -> list[Term]:
    """Pair each weight with the number under it, at one output; what is padded is 0."""
    row, column = (place * step.stride for place in at)
    rows, columns = step.weight.shape
    window = np.pad(step.input, step.padding)[row : row + rows, column : column + columns]
    return list(zip(step.weight.flat, window.flat, strict=True))


def weight_terms(step: Step, at: Place) -> list[Term]:
    """Pair the gradient of each output with the number that lay under one weight there."""
    padded, gradient = np.pad(step.input, step.padding), step.gradients["conv"]
    rows, columns = (
        np.arange(count) * step.stride + tap for count, tap in zip(gradient.shape, at, strict=True)
    )
    return list(zip(gradient.flat, padded[np.ix_(rows, columns)].flat, strict=True))


def input_terms(step: Step, at: Place) -> list[Term]:
    """Pair the gradient of each output whose window holds one input with the weight that lay over it."""
    gradient = step.gradients["conv"]
    return [
        (gradient[row, column], step.weight[i, j])
        for row, i in _reached(step, at, 0)
        for column, j in _reached(step, at, 1)
    ]


def _reached(step: Step, at: Place, axis: int) -> Iterator[tuple[int, int]]:
    """Yield the outputs along an axis whose windows hold an input, each with the weight's place over it."""
    for output in range(step.gradients["conv"].shape[axis]):
        tap = at[axis] + step.padding - output * step.stride
        if 0 <= tap < step.weight.shape[axis]:
            yield output, tap


def products(terms: Sequence[Term]) -> str:
    """Write a sum of products.

    >>> products([(2, 1), (-1, 3), (4, -2)])
    '2·1 − 1·3 + 4·(−2)'
    """
    written = [f"{format_number(abs(one))}·{factor(other)}" for one, other in terms]
    signs = ["−" if one < 0 else "+" for one, _ in terms]
    first = f"−{written[0]}" if signs[0] == "−" else written[0]
    rest = [f"{sign} {word}" for sign, word in zip(signs[1:], written[1:], strict=True)]
    return " ".join(ends([first, *rest], "+ …"))


def _collected(terms: Sequence[Term], made: float) -> str:
    """Write what was collected over windows; those whose gradient is 0 are counted only."""
    some = [term for term in terms if term[0] != 0]
    silent, total = len(terms) - len(some), format_number(made)
    if not some:
        return f"no gradient arrives: {total}" if terms else f"it lies in no window: {total}"
    others = "the other window passes" if silent == 1 else f"the other {silent} windows pass"
    return f"{products(some)} = {total}" + (f"; {others} nothing" if silent else "")


def _output(step: Step, at: Place) -> str:
    return f"{products(output_terms(step, at))} = {format_number(step.maps['conv'][at])}"


def _relu(step: Step, at: Place) -> str:
    value = format_number(step.maps["conv"][at])
    return f"{value} stays" if step.maps["conv"][at] > 0 else f"{value} is not above 0, so it becomes 0"


def _pool(step: Step, at: Place) -> str:
    return _largest(_window(step, at).ravel())


def _window(step: Step, at: Place) -> Float64:
    before = [values for name, values in step.maps.items() if name != "pool"][-1]
    rows, columns = (slice(place * step.pool, (place + 1) * step.pool) for place in at)
    return before[rows, columns]


def _largest(values: Float64) -> str:
    return f"the largest of {listed(values)} is {format_number(values.max())}"


def _prediction(step: Step, at: Place) -> str:
    values, made = step.left.ravel(), format_number(step.prediction)
    if values.size == 1:
        return f"the only number left, {made}"
    if step.reduce == "max":
        return _largest(values)
    added = summed(values)
    return f"({added}) / {values.size} = {made}" if step.reduce == "mean" else f"{added} = {made}"


def _difference(step: Step) -> str:
    return f"{format_number(step.prediction)} − {factor(step.target)}"


def _loss(step: Step, at: Place) -> str:
    return f"½·({_difference(step)})² = {format_number(step.loss)}"


def _by_prediction(step: Step, at: Place) -> str:
    return f"{_difference(step)} = {format_number(step.by_prediction)}"


def _by_map(name: str) -> Callable[[Step, Place], str]:
    """Give what says how a gradient reached a number of a map: by what comes after the map."""

    def say(step: Step, at: Place) -> str:
        after = list(step.maps)[list(step.maps).index(name) + 1 :]
        how = {"relu": _through_relu, "pool": _through_pool}[after[0]] if after else _from_prediction
        said, value = how(step, name, at), format_number(step.gradients[name][at])
        return f"{said} {'=' if said[-1].isdigit() else ':'} {value}".replace(" :", ":")

    return say


def _through_relu(step: Step, name: str, at: Place) -> str:
    value = step.maps[name][at]
    passes = "is above 0, so ReLU passes the gradient on"
    return f"{format_number(value)} {passes if value > 0 else 'is not above 0, so ReLU stops it'}"


def _through_pool(step: Step, name: str, at: Place) -> str:
    row, column = (place // step.pool for place in at)
    rows, columns = step.maps["pool"].shape
    if row >= rows or column >= columns:
        return "no window of the pool holds it"
    window = _window(step, (row, column)).ravel()
    return _won(window, at[0] % step.pool * step.pool + at[1] % step.pool, "its window")


def _from_prediction(step: Step, name: str, at: Place) -> str:
    values, given = step.left, format_number(step.by_prediction)
    if values.size == 1:
        return "the prediction is this number"
    if step.reduce == "mean":
        return f"{given} / {values.size}"
    if step.reduce == "sum":
        return "each number counts once in the sum"
    return _won(values.ravel(), int(np.ravel_multi_index(at, values.shape)), "the map")


def _won(values: Float64, place: int, where: str) -> str:
    """Say whether a number is the first of the largest, and takes the whole gradient."""
    first, several = int(values.argmax()), int((values == values.max()).sum())
    if place == first:
        return f"{'the first of the largest' if several > 1 else 'the largest'} of {where} takes all"
    return "as large, but not the first" if values[place] == values[first] else f"not the largest of {where}"


def _by_weight(step: Step, at: Place) -> str:
    return _collected(weight_terms(step, at), step.by_weight[at])


def _by_input(step: Step, at: Place) -> str:
    return _collected(input_terms(step, at), step.by_input[at])


def _new_weight(step: Step, at: Place) -> str:
    before, gradient, after = (float(one[at]) for one in (step.weight, step.by_weight, step.new_weight))
    return f"{format_number(before)} − {format_number(step.rate)}·{factor(gradient)} = {format_number(after)}"


_SAID: Final[dict[str, Callable[[Step, Place], str]]] = {
    "z": _output,
    "a": _relu,
    "m": _pool,
    "p": _prediction,
    "L": _loss,
    "dp": _by_prediction,
    "dm": _by_map("pool"),
    "da": _by_map("relu"),
    "dz": _by_map("conv"),
    "dw": _by_weight,
    "dx": _by_input,
    "nw": _new_weight,
}
