"""The slips in working out one output of a transposed convolution, the common before the rare.

Of slips that give the same number the first is named: what changes the whole sum comes before what leaves out
or changes one of its products.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from cnnviz.numbers import format_number
from cnnviz.operators.trace_transposed import GatherTrace
from cnnviz.predict.place import neighbour
from cnnviz.predict.sum_slips import bias_slips, printed_error, term_slips
from cnnviz.predict.verdict import Question, Slip, ranked

ORDER = ("no_bias", "one_stamp", "flipped", "counted", "unweighted", "sign", "minus_bias", "neighbour")
"""The keys of the slips in the order in which they are tried; those with single products come after them."""
_TERMS = ("one_sign", "one_left_out")


def gather_question(trace: GatherTrace, neighbours: Mapping[str, float]) -> Question:
    """Ask for one output; `neighbours` are the outputs next to it by their names (see `check_value`)."""
    slips = [
        *bias_slips(trace.total, trace.bias),
        *_whole_slips(trace),
        *_stamp_slips(trace),
        *_neighbour_slips(neighbours),
        *_product_slips(trace),
    ]
    slack = printed_error(trace.window, trace.weights, trace.bias) + trace.rounding
    return Question(trace.total, slack, trace.sentence(), _hint(trace), ranked(slips, (*ORDER, *_TERMS)))


def _whole_slips(trace: GatherTrace) -> Iterator[Slip]:
    """Yield what another sum over all stamps gives."""
    window, weights = trace.window.astype(np.float64), trace.weights.astype(np.float64)
    axes = tuple(range(1, weights.ndim))
    yield Slip(
        "flipped",
        float((window * np.flip(weights, axes)).sum()) + trace.bias,
        "took the kernel from its other end",
        "Each input stamps the kernel as it is: its first weight lies on the stamp's first output.",
    )
    count = float(trace.met.sum())
    yield Slip(
        "counted",
        count,
        "counted the stamps that reach this output",
        "Add up what they bring: each input times a weight.",
    )
    yield Slip(
        "unweighted",
        float(window.sum()) + trace.bias,
        "added the inputs without their weights",
        "Multiply each input by the weight that falls on this output.",
    )
    yield Slip("sign", -trace.total, "took the other sign", "Check the signs of the weights.")


def _stamp_slips(trace: GatherTrace) -> Iterator[Slip]:
    """Yield what one stamp alone brings, where several overlap."""
    products = trace.products[:, trace.met].sum(axis=0)
    if products.size < 2:
        return
    instead = f"Where stamps overlap they are added up; {products.size} reach this output."
    for product in products.tolist():
        did = f"took one stamp only, the one that brings {format_number(product)}"
        yield Slip("one_stamp", product + trace.bias, did, instead)


def _neighbour_slips(neighbours: Mapping[str, float]) -> Iterator[Slip]:
    instead = "Check on which output the stamp's first weight falls: stride times the input's position."
    for name, value in neighbours.items():
        yield Slip("neighbour", value, f"took the output {name}", instead, neighbour(name))


def _product_slips(trace: GatherTrace) -> Iterator[Slip]:
    """Yield the slips with single products, of those that there are."""
    taps = np.argwhere(trace.met)

    def name(position: tuple[int, ...]) -> str:
        *_, number = position
        where = zip(trace.space.positions, taps[number].tolist(), strict=True)
        return f"{', '.join(f'{word} {at}' for word, at in where)} of the kernel"

    yield from term_slips(trace.products[:, trace.met], trace.total, name)


def _hint(trace: GatherTrace) -> str:
    count = int(trace.met.sum())
    if count == 0:
        return "No stamp reaches this output: what is there before any is added?"
    if count == 1:
        return "One stamp reaches this output: multiply that input by the weight that falls here."
    return f"{count} stamps overlap here: multiply each input by the weight that falls here, and add them up."
