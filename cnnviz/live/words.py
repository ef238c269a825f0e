"""Why a run stopped or gets nowhere, in sentences."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from cnnviz.live.design import Design
from cnnviz.live.limits import CLASSES, RATES
from cnnviz.live.snapshot import Snapshot
from cnnviz.numbers import format_number

#: From so many images on, a loss no further below that of guessing, in nats, is worth a remark.
PATIENCE, MARGIN = 2000, 0.05
#: The accuracy that guessing has on average, with equally many images of each class.
CHANCE: Final = 1 / CLASSES
#: A first layer whose gradient is smaller than the last one's by this is called vanishing.
VANISHING = 0.05

#: What a page says of when it trains.
IN_SIGHT = (
    "It trains while this page is visible; the more people train at once, the slower, with the same results."
)


def written(number: float) -> str:
    """Write a rate or a share as the controls do, without a power of ten.

    >>> written(0.0001 / 10), written(10.0)
    ('0.00001', '10')
    """
    return np.format_float_positional(float(f"{number:g}"), trim="-")


def diverged(design: Design, step: int, loaded: bool = False) -> str:
    """Say that the numbers overflowed, and what would help; a file's weights may be to blame, too.

    >>> diverged(Design(rate=10.0), 3)[:80]
    'Training stopped in batch 3: the numbers grew until float32 could not hold them.'
    """
    told = f"Training stopped in batch {step:,}: the numbers grew until float32 could not hold them. "
    if loaded:
        told += (
            f"The weights that were loaded may be too large, or the learning rate of {written(design.rate)} "
            "too high. "
        )
    else:
        told += (
            f"At a learning rate of {written(design.rate)} each step overshoots the minimum, and the next "
            "gradient is larger still. "
        )
    return f"{told}{_remedies(design, loaded)}The last finite weights are kept."


def _remedies(design: Design, loaded: bool) -> str:
    """What may be chosen instead, as far as it is on offer."""
    lower = max(design.rate / 10, RATES[0])
    choices = [
        *(["other weights"] if loaded else []),
        *([f"a learning rate of {written(lower)} or less"] if lower < design.rate else []),
        *([] if design.batch_norm or loaded else ["batch normalisation"]),
    ]
    return f"Choose {', or '.join(choices)}. " if choices else ""


def finished(epochs: int) -> str:
    """Say that a run has come to its end.

    >>> finished(100)
    'Training ends here, after 100 passes over all images. Reset the run, or change the design.'
    """
    return f"Training ends here, after {epochs} passes over all images. Reset the run, or change the design."


def nonlinearity(activation: str, pooling: str) -> str:
    """Say whether a stack without activations is one linear layer: with max pooling it is not.

    >>> nonlinearity("none", "avg")[:58]
    'Without activations, this stack is one linear layer, howev'
    >>> nonlinearity("relu", "max")
    ''
    """
    if activation != "none":
        return ""
    if pooling == "max":
        return (
            "Without activations, convolutions would be one linear layer, however many there are; here they "
            "are not, because max pooling stands between them, which is not linear."
        )
    return "Without activations, this stack is one linear layer, however many convolutions it has."


def advice(design: Design, now: Snapshot) -> str:
    """Say what may be wrong when a run does no better than guessing; empty if it does, or is too young.

    A loss far above guessing's is told at once: untrained networks don't have it.

    Parameters
    ----------
    design : Design
    now : Snapshot
        Of a run of it.
    """
    guessing = math.log(CLASSES)
    if now.loss is None or now.loss < guessing - MARGIN:
        return ""
    told = (
        f"After {now.images:,} images the running mean of the loss is {now.loss:,.2f}, while guessing "
        f"gives ln {CLASSES} = {guessing:.2f}."
    )
    sizes = list(now.gradients.values())
    if now.loss > 2 * guessing:
        blamed = f"the learning rate of {written(design.rate)} is too high"
        if now.loaded:
            blamed = f"the weights that were loaded are too large, or {blamed}"
        return f"{told} It is confidently wrong: {blamed}."
    if now.images < PATIENCE:
        return ""
    if sizes[0] < VANISHING * sizes[-1]:
        return (
            f"{told} The first layer's gradient is {format_number(sizes[0] / sizes[-1], 2)} times the last "
            "one's: it vanishes on its way back. Try ReLU, fewer layers or batch normalisation."
        )
    return f"{told} The learning rate of {written(design.rate)} may be too high, or far too low."
