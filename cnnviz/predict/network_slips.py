"""What is asked of a layer of a network: parameters with a batch norm's, and what joins and the mean give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import prod
from typing import Final, Literal

from cnnviz.architectures import Row
from cnnviz.counting import Counted, count
from cnnviz.predict.parameter_slips import parameter_question
from cnnviz.predict.verdict import Question, Slip

Asked = Literal["parameters", "maps", "numbers"]

_NORM: Final = "A batch norm learns a scale and a shift for each map: two numbers a filter."
_NO_BIAS: Final = "This convolution has no biases."
_SHIFTED: Final = "A batch norm follows, whose shift takes their place: this convolution has no biases."
_MEASURED: Final = "Its means and variances are measured, not learned."
_STACKED: Final = "Maps that are stacked stand one behind the other: their numbers add up."
_ADDED: Final = "Maps that are added stay as many: each is added to the one at its place."
_AVERAGED: Final = "Each map becomes one number: its mean."
#: Slips of `parameter_question` that count something else, to which a batch norm adds nothing.
_OTHER: Final = ("own_weights", "biases", "multiplications", "outputs")


def what_is_asked(row: Row) -> Asked | None:
    """Say which number is asked for beside the size; None of local response normalisation."""
    if row.node.layer is not None:
        return "parameters"
    asked: dict[str, Asked] = {"add": "maps", "concat": "maps", "mean": "numbers"}
    return asked.get(row.node.kind)


def network_question(row: Row) -> Question:
    """Give what a number is compared with that was predicted of a layer.

    Parameters
    ----------
    row : Row
        One of which `what_is_asked` names something.

    Examples
    --------
    >>> from cnnviz.architectures import NETWORKS, measure
    >>> from cnnviz.predict.reading import read_number
    >>> from cnnviz.predict.verdict import judge
    >>> network = NETWORKS["resnet18"]
    >>> first = measure(network.nodes(), network.input_shape()).rows[0]
    >>> judge(read_number("9536"), network_question(first)).right
    True
    >>> judge(read_number("9408"), network_question(first)).slip
    'no_norm'
    """
    if what_is_asked(row) == "parameters":
        return _of_parameters(row)
    if row.node.kind == "mean":
        hint, slips = "Ask how many numbers are left of each map.", _of_means(row)
    elif row.node.kind == "add":
        hint, slips = "Ask what becomes of two maps that are added.", _of_sums(row)
    else:
        hint, slips = "Ask what becomes of maps that are stacked.", _of_stacks(row)
    working = (
        f"one number for each of {row.shape[0]} maps" if row.node.kind == "mean" else row.sizes[0].text()
    )
    return Question(float(row.shape[0]), 0, working, hint, list(slips), is_counted=True)


def _of_parameters(row: Row) -> Question:
    """Take over what is asked of the layer alone, with the batch norm's numbers in all that counts them."""
    layer = row.node.layer
    assert layer is not None
    (counted,) = count([layer], row.inputs[0], row.node.remainder)
    assert isinstance(counted, Counted)
    question = parameter_question(counted)
    if layer.kind != "conv" or layer.bias:
        return question
    others = (
        slip if slip.key in _OTHER else replace(slip, value=slip.value + row.normed)
        for slip in question.slips
    )
    return replace(
        question,
        truth=float(row.parameters.value),
        working=row.parameters.text(),
        hint=f"Work out {row.parameters.names()}.",
        slips=[*_of_norms(row, layer.units), *others],
    )


def _of_norms(row: Row, filters: int) -> Iterator[Slip]:
    """Yield what comes of biases that are not there, and of another number of what a batch norm learns."""
    if not row.normed:
        yield Slip("bias_too", row.weights + filters, "added biases", _NO_BIAS)
        return
    yield Slip("no_norm", row.weights, "forgot the batch norm", _NORM)
    with_biases = row.weights + filters + row.normed
    yield Slip("bias_too", with_biases, "added biases as well", _SHIFTED)
    half = row.weights + filters
    yield Slip("half_norm", half, "counted one number for each map beside the weights", _NORM)
    yield Slip("measured", row.weights + 2 * row.normed, "counted four numbers a map", f"{_NORM} {_MEASURED}")
    yield Slip("norm_once", row.weights + 2, "counted two numbers for all maps together", _NORM)


def _of_stacks(row: Row) -> Iterator[Slip]:
    maps = [one[0] for one in row.inputs]
    for one in dict.fromkeys((max(maps), *maps)):
        yield Slip("one_branch", one, "took the maps of one branch", _STACKED)
    yield Slip("all_but_one", sum(maps) - maps[0], "left out the first branch", _STACKED)
    yield Slip("all_but_one", sum(maps) - maps[-1], "left out the last branch", _STACKED)
    yield Slip("product", prod(maps), "multiplied the numbers of maps", _STACKED)


def _of_sums(row: Row) -> Iterator[Slip]:
    yield Slip("stacked", sum(one[0] for one in row.inputs), "stacked the maps", _ADDED)


def _of_means(row: Row) -> Iterator[Slip]:
    maps, rows, columns = row.inputs[0]
    yield Slip("flattened", maps * rows * columns, "flattened the maps", _AVERAGED)
    yield Slip("places", rows * columns, "averaged over the maps", _AVERAGED)
    yield Slip("one", 1, "averaged all maps together", _AVERAGED)
