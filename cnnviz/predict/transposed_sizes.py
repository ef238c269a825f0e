"""Checking a predicted size of what a transposed convolution makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cnnviz.geometry import TransposedSize
from cnnviz.predict.size_reading import read_sizes
from cnnviz.predict.size_words import AXES, Sizes, by, distance, written
from cnnviz.predict.verdict import Verdict

Lengths = Callable[[TransposedSize], Fraction]


@dataclass(frozen=True)
class TransposedSlip:
    """A slip: its `key`, what the learner `did` (behind "You"), what is right, and the size that it gives."""

    key: str
    did: str
    instead: str
    gives: Lengths


def _span(made: TransposedSize) -> int:
    return made.dilation * (made.kernel - 1) + 1


def _plus(amount: Callable[[TransposedSize], int]) -> Lengths:
    """Give the right size, and so many more."""
    return lambda made: Fraction(made.size + amount(made))


_CUT = "Padding is cut off at both ends."
_STEPS = "Between the first and the last stamp there are n − 1 steps of the stride."
SLIPS = (
    TransposedSlip("no_padding", "left out the padding", _CUT, _plus(lambda m: 2 * m.padding)),
    TransposedSlip("padding_once", "cut the padding off at one end only", _CUT, _plus(lambda m: m.padding)),
    TransposedSlip(
        "way_down",
        "took the formula of the convolution, which leads down",
        "Here the stride multiplies, and the padding is cut off.",
        lambda m: Fraction((m.input + 2 * m.padding - _span(m)) // m.stride + 1),
    ),
    TransposedSlip("plus_padding", "added the padding", _CUT, _plus(lambda m: 4 * m.padding)),
    TransposedSlip(
        "no_output_padding",
        "left out the output padding",
        "It is added once, at the end.",
        _plus(lambda m: -m.output_padding),
    ),
    TransposedSlip(
        "no_minus_one", "took as many steps as there are inputs", _STEPS, _plus(lambda m: m.stride)
    ),
    TransposedSlip(
        "times_stride",
        "only multiplied the input by the stride",
        "The last stamp reaches as far as the kernel does.",
        lambda m: Fraction(m.input * m.stride),
    ),
    TransposedSlip(
        "no_kernel",
        "stopped where the last stamp begins",
        "The last stamp reaches as far as the kernel does.",
        _plus(lambda m: 1 - _span(m)),
    ),
    TransposedSlip(
        "no_stride",
        "forgot the stride",
        "Each stamp begins a stride behind the one before.",
        _plus(lambda m: (m.input - 1) * (1 - m.stride)),
    ),
    TransposedSlip(
        "no_dilation",
        "forgot the dilation",
        "It sets the kernel's weights apart, so that a stamp is longer.",
        _plus(lambda m: m.kernel - _span(m)),
    ),
    TransposedSlip(
        "same_as_input", "took the input's size for the output's", _STEPS, lambda m: Fraction(m.input)
    ),
)
"""What leaves out or misplaces one thing, the common before the rare; the first that fits is named."""


def check_transposed_size(typed: str, sizes: Sequence[TransposedSize]) -> Verdict:
    """Judge a predicted size, and name the slip that gives exactly what was typed.

    Parameters
    ----------
    typed : str
        What the learner wrote, see `cnnviz.predict.size_reading.read_sizes`.
    sizes : sequence of TransposedSize
        Of one axis or of two, rows first.

    Raises
    ------
    CnnvizError
        If `typed` can't be read.

    Examples
    --------
    >>> from cnnviz.geometry import transposed_output_size
    >>> check_transposed_size("9", [transposed_output_size(4, kernel=3, stride=2, padding=1)]).sentence
    'You left out the padding: that gives 9. Padding is cut off at both ends.'
    """
    answer = read_sizes(typed, len(sizes))
    truth = tuple(Fraction(made.size) for made in sizes)
    working = written([made.formula() for made in sizes])
    if answer == truth:
        return Verdict(True, None, f"Right: {by(truth)}.", working)
    if len(truth) > 1 and answer == truth[::-1]:
        return Verdict(False, "swapped", "You mixed up rows and columns. Rows come first.", working)
    for slip in SLIPS:
        if _gives(slip, sizes) == answer:
            told = f"You {slip.did}: that gives {by(answer)}. {slip.instead}"
            return Verdict(False, slip.key, told, working)
    return _along_one(answer, truth, sizes, working)


def _along_one(answer: Sizes, truth: Sizes, sizes: Sequence[TransposedSize], working: str) -> Verdict:
    """Look for a slip along the only wrong axis; else say how far off the answer is."""
    wrong = [axis for axis, right in enumerate(truth) if answer[axis] != right]
    if len(wrong) == 1 < len(truth):
        (axis,) = wrong
        for slip in SLIPS:
            if slip.gives(sizes[axis]) == answer[axis]:
                told = f"Along the {AXES[axis]}: you {slip.did}. {slip.instead}"
                return Verdict(False, slip.key, told, working)
    return Verdict(False, None, f"{distance(answer, truth)} {_hint(sizes)}", working)


def _gives(slip: TransposedSlip, sizes: Sequence[TransposedSize]) -> Sizes:
    return tuple(slip.gives(made) for made in sizes)


def _hint(sizes: Sequence[TransposedSize]) -> str:
    """Give one hint that fits the numbers, and not the answer."""
    made = sizes[-1]
    if made.padding:
        return _CUT
    if made.dilation > 1:
        return "The dilation makes a stamp longer: it reaches over dilation·(kernel − 1) + 1 outputs."
    return "The first stamp begins at 0; find where the last one begins, and how far it reaches."
