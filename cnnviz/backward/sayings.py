"""How one number of a training step is made, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from cnnviz.backward.passing import Float64
from cnnviz.backward.step import Place, Step
from cnnviz.backward.terms import Term, input_terms, output_terms, weight_terms
from cnnviz.numbers import format_number
from cnnviz.operators.words import ends, factor, listed, summed


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


SAID: Final[dict[str, Callable[[Step, Place], str]]] = {
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
"""By the short names of `cnnviz.backward.traces.TITLES`."""
