"""The slips in working out one output of a dense layer.

The order is that of a convolution's slips, and for the same reasons: stopping at 0, the bias, the whole sum
done another way, then single products.
"""

from __future__ import annotations

import numpy as np

from cnnviz.numbers import format_number
from cnnviz.operators import LinearTrace
from cnnviz.predict.kernel_slips import KERNEL_SLIPS
from cnnviz.predict.sum_slips import bias_slips, printed_error, result_slips, term_slips, without_bias
from cnnviz.predict.verdict import Question, Slip, ranked

ORDER = ("relu", "no_bias", "sign", "no_minus", "input_sum", "minus_bias", "one_sign", "one_left_out")
"""The keys of the slips in the order in which they are tried."""


def dense_question(trace: LinearTrace) -> Question:
    """Ask for one output."""
    inputs, weights = trace.inputs.astype(np.float64), trace.weights.astype(np.float64)
    whole = [
        Slip(
            "no_minus",
            float((inputs * np.abs(weights)).sum()) + trace.bias,
            KERNEL_SLIPS["no_minus"].did,
            "A value with a negative weight is subtracted.",
        ),
        Slip(
            "input_sum",
            float(inputs.sum()) + trace.bias,
            "added the inputs without their weights",
            "Multiply each input by its weight first.",
        ),
    ]
    slips = [
        *result_slips(trace.total),
        *bias_slips(trace.total, trace.bias),
        *whole,
        *term_slips(trace.products, trace.total, lambda position: f"input {position[0]}"),
        *without_bias(whole, trace.bias),
    ]
    hint = f"Multiply each of the {inputs.size} inputs by its weight and add up the products"
    hint += f", then add the bias, {format_number(trace.bias)}." if trace.bias else "."
    sizes = float(np.abs(trace.products).sum(dtype=np.float64)) + abs(trace.bias)
    rounding = 8 * float(np.finfo(trace.products.dtype).eps) * sizes
    slack = printed_error(trace.inputs, trace.weights, trace.bias) + rounding
    return Question(trace.total, slack, trace.sentence(), hint, ranked(slips, ORDER))
