"""The slips in working out a unit's number for a dimmer picture: ‖b‖ ‖x‖ cos θ, and the bias, which stays.

The order: first the bias, then the wrong light, then a factor that was left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cnnviz.attribution.aggregation import Dimmed
from cnnviz.numbers import format_number, percent
from cnnviz.operators.words import factor
from cnnviz.predict.reading import shown
from cnnviz.predict.verdict import Question, Slip

#: With so many digits the page prints the numbers.
DIGITS: Final = 3
_BIAS = "The bias is a number of the network: light does not change it."


def dimmed_question(made: Dimmed) -> Question:
    """Ask what a unit gives for a dimmer picture; neither its kernel nor its patch is 0 everywhere."""
    less, truth = made.less, made.less.output
    factors = [less.kernel_size, less.patch_size, less.cosine]
    working = " · ".join(factor(value) for value in factors)
    working += f" + {factor(less.bias)} = {format_number(truth)}"
    hint = "Multiply ‖b‖, ‖x‖ and cos θ of the dim patch, then add the bias."
    return Question(truth, _slack(made), working, hint, list(_slips(made)))


def _slips(made: Dimmed) -> Iterator[Slip]:
    less, full, truth = made.less, made.full, made.less.output
    yield Slip("no_bias", less.sum, "left out the bias", "The map's number is b·x + bias.")
    yield Slip("dimmed_bias", made.brightness * full.output, "made the bias dimmer, too", _BIAS)
    yield Slip("minus_bias", less.sum - less.bias, "subtracted the bias", "Add it, with its sign.")
    yield Slip(
        "full",
        full.output,
        "gave the number in full light",
        f"Asked is the picture at {percent(made.brightness, 0)} brightness.",
    )
    twice = made.brightness * less.sum + less.bias
    yield Slip("twice", twice, "made the patch dimmer once more", "‖x‖ is the dim patch's already.")
    lengths = less.kernel_size * less.patch_size + less.bias
    yield Slip("no_cosine", lengths, "left out cos θ", "It says how much the patch looks like the kernel.")
    if truth < 0:
        yield Slip("relu", 0.0, "stopped at 0, as ReLU would", "The sum itself may be negative.")
    yield Slip("sign", -truth, "took the other sign", "Check the signs of cos θ and of the bias.")


def _slack(made: Dimmed) -> float:
    """How far off someone may be who works with the numbers as they are printed, of either light."""
    less = made.less
    off = 1.0
    for value in (less.kernel_size, less.patch_size, less.cosine):
        off *= 1 + abs(value - shown(value, DIGITS)) / abs(value) if value else 1.0
    scaled = made.brightness * abs(made.full.sum - shown(made.full.sum, DIGITS))
    bias = abs(less.bias - shown(less.bias, DIGITS))
    return abs(less.sum) * (off - 1) + scaled + bias + 1e-6 * abs(less.sum)
