"""The slips in working out one output of a convolution.

The order: first the two that give one number only, 0 or 255, because whoever types just that has most likely
stopped there. Then what changes the whole sum in one way and gives one number each, the common before the
rare. Then what has a choice (which neighbour, which channel, which product): the more numbers a slip can
give, the sooner it fits by accident. Last two slips at once, one of them the bias.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from cnnviz.numbers import format_number
from cnnviz.operators import ConvTrace
from cnnviz.predict.border_slips import border_slips
from cnnviz.predict.kernel_slips import KERNEL_SLIPS
from cnnviz.predict.place import Place, neighbour, taps
from cnnviz.predict.sum_slips import (
    BIAS_SLIPS,
    bias_slips,
    printed_error,
    result_slips,
    term_slips,
    without_bias,
)
from cnnviz.predict.verdict import Question, Slip, placed, ranked

ORDER = (
    "relu",
    "clipped",
    "no_bias",
    "flipped",
    "sign",
    "transposed",
    "inside_only",
    "border_nearest",
    "border_mirror",
    "border_reflect",
    "border_zero",
    "no_minus",
    "window_sum",
    "minus_bias",
    "divided",
    "neighbour",
    "bias_each",
    "one_channel",
    "centre",
    "one_sign",
    "one_left_out",
)
"""The keys of the slips in the order in which they are tried."""


def convolution_question(trace: ConvTrace, neighbours: Mapping[str, float]) -> Question:
    """Ask for one output; `neighbours` are the outputs next to it by their names (see `check_value`)."""
    kernel = list(_kernel_slips(trace))
    slips = [
        *result_slips(trace.total),
        *bias_slips(trace.total, trace.bias),
        *kernel,
        *border_slips(trace),
        *_other_slips(trace, neighbours),
        *term_slips(trace.products, trace.total, _namer(trace), _tap(trace)),
        *without_bias(kernel, trace.bias),
    ]
    slack = printed_error(trace.window, trace.weights, trace.bias) + trace.rounding
    return Question(
        trace.total, slack, trace.sentence(), _hint(trace), ranked(placed(slips, _places(trace)), ORDER)
    )


def _places(trace: ConvTrace) -> dict[str, Place | None]:
    """Say where to look for each slip, by its key; the others lie in no one place."""
    outside, whole = taps(trace.padded), Place("window")
    negative = taps(np.any(trace.weights < 0, axis=0))
    borders = ("inside_only", "border_nearest", "border_mirror", "border_reflect")
    rows, columns = trace.padded.shape
    centre = np.zeros((rows, columns), bool)
    centre[rows // 2, columns // 2] = True
    return {
        **dict.fromkeys(("flipped", "transposed", "window_sum", "divided", "border_zero"), whole),
        **dict.fromkeys(borders, outside),
        **dict.fromkeys(("sign", "no_minus"), negative),
        "centre": taps(~centre),
    }


def _tap(trace: ConvTrace) -> Callable[[tuple[int, ...]], Place]:
    def place(position: tuple[int, ...]) -> Place:
        channel, row, column = position
        several = len(trace.channels) > 1
        return Place("taps", ((row, column),), channel=int(trace.channels[channel]) if several else None)

    return place


def _kernel_slips(trace: ConvTrace) -> Iterator[Slip]:
    """Yield what other weights give on the same window."""
    window, weights = trace.window.astype(np.float64), trace.weights.astype(np.float64)

    for key, slip in KERNEL_SLIPS.items():
        if key != "transposed" or weights.shape[1] == weights.shape[2]:
            value = float((window * slip.change(weights)).sum()) + trace.bias
            yield Slip(key, value, slip.did, slip.instead)


def _other_slips(trace: ConvTrace, neighbours: Mapping[str, float]) -> Iterator[Slip]:
    if trace.total > 255:
        yield Slip(
            "clipped", 255.0, "stopped at 255, the white of a picture", "Values in a map may be larger."
        )
    sums, bias, taps = trace.channel_sums, trace.bias, trace.products[0].size
    divided = float(sums.sum()) / trace.products.size + bias
    instead = "A convolution only adds; where a mean is wanted, the weights take care of it."
    yield Slip(
        "divided", divided, f"divided the sum by {trace.products.size}, the number of products", instead
    )
    for name, value in neighbours.items():
        yield Slip(
            "neighbour",
            value,
            f"took the output {name}",
            "Check which window belongs to this output.",
            neighbour(name),
        )
    if len(sums) > 1:
        each = trace.total + (len(sums) - 1) * bias
        yield Slip(
            "bias_each",
            each,
            BIAS_SLIPS["bias_each"],
            "One bias for each filter, not for each channel.",
        )
        for channel, part in zip(trace.channels.tolist(), sums.tolist(), strict=True):
            did, instead = (
                f"counted channel {channel} only",
                f"The sums of all {len(sums)} channels are added up.",
            )
            yield Slip("one_channel", part + bias, did, instead, Place("window", channel=channel))
    if taps > 1 and all(side % 2 for side in trace.padded.shape):
        row, column = (side // 2 for side in trace.padded.shape)
        centre = float(trace.products[:, row, column].sum(dtype=np.float64)) + bias
        instead = f"All {taps} positions of the kernel count."
        yield Slip("centre", centre, "took the product in the centre only", instead)


def _namer(trace: ConvTrace) -> Callable[[tuple[int, ...]], str]:
    def name(position: tuple[int, ...]) -> str:
        channel, row, column = position
        where = f"row {row}, column {column} of the kernel"
        return where if len(trace.channels) == 1 else f"{where} in channel {trace.channels[channel]}"

    return name


def _hint(trace: ConvTrace) -> str:
    count = trace.products.size
    words = "Multiply the value under the kernel by its weight"
    if count > 1:
        words = (
            f"Multiply each of the {count} values under the kernel by the weight over it and add up the "
            "products"
        )
    words += f", then add the bias, {format_number(trace.bias)}" if trace.bias else ""
    return f"{words}; positions outside the image count as 0." if trace.padded.any() else f"{words}."
