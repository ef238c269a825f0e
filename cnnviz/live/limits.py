"""What a design may be made of, from least to most, and the sentences for anything else."""

from __future__ import annotations

import math
from typing import Final, get_args

from cnnviz.errors import CnnvizError
from cnnviz.live.choices import ACTIVATION_NAMES, DATA_NAMES, Optimiser, Pooling

#: Stages, convolutions in each, filters of each, images a batch, and rates, from least to most.
STAGES: Final = (1, 3)
DEPTH: Final = (1, 3)
FILTERS: Final = (1, 16)
BATCH: Final = (4, 128)
RATES: Final = (1e-5, 10.0)
KERNELS: Final = (3, 5)
MOST_DROPOUT: Final = 0.9
MOST_SEED: Final = 999_999
#: Training images, equally many of each of `CLASSES`; the weights' decay; how far an image is shifted.
IMAGES: Final = (200, 6000)
CLASSES: Final = 10
MOST_DECAY: Final = 10.0
MOST_SHIFT: Final = 4
#: Multiplications of all convolutions for a batch, one way. So many take about 0.1 s forth and back on one
#: core, and that is how long a learner who pauses may have to wait.
MOST_WORK: Final = 400_000_000


def check_layers(filters: tuple[int, ...], depth: int, kernel_size: int) -> None:
    """Refuse convolutions that are too many, too wide or of another size."""
    if not STAGES[0] <= len(filters) <= STAGES[1]:
        raise refuse("number of stages", len(filters), f"{STAGES[0]} to {STAGES[1]}")
    if not _is_whole(depth, *DEPTH):
        raise refuse("number of convolutions per stage", depth, f"{DEPTH[0]} to {DEPTH[1]}")
    for count in filters:
        if not _is_whole(count, *FILTERS):
            raise refuse("number of filters", count, f"{FILTERS[0]} to {FILTERS[1]} a convolution")
    if kernel_size not in KERNELS:
        raise refuse("kernel size", kernel_size, " or ".join(map(str, KERNELS)))


def check_words(pooling: str, activation: str, optimiser: str, data: str) -> None:
    """Refuse words that name no choice."""
    for name, word, choices in (
        ("pooling", pooling, get_args(Pooling)),
        ("activation", activation, tuple(ACTIVATION_NAMES)),
        ("optimiser", optimiser, get_args(Optimiser)),
        ("data", data, tuple(DATA_NAMES)),
    ):
        if word not in choices:
            raise refuse(name, word, f"one of {', '.join(choices)}")


def check_numbers(dropout: float, rate: float, batch: int, seed: int) -> None:
    """Refuse numbers out of range."""
    if not (0 <= dropout <= MOST_DROPOUT):
        raise refuse("dropout", dropout, f"a share from 0 to {MOST_DROPOUT}")
    if not (math.isfinite(rate) and RATES[0] <= rate <= RATES[1]):
        raise refuse("learning rate", rate, f"a number from {RATES[0]:g} to {RATES[1]:g}")
    if not _is_whole(batch, *BATCH):
        raise refuse("batch", batch, f"{BATCH[0]} to {BATCH[1]} images")
    if not _is_whole(seed, 0, MOST_SEED):
        raise refuse("seed", seed, f"a whole number from 0 to {MOST_SEED:,}")


def check_teaching(images: int, weight_decay: float, shift: int) -> None:
    """Refuse what keeps a network from learning by heart, where it is out of range."""
    if not (_is_whole(images, *IMAGES) and images % CLASSES == 0):
        choices = f"{IMAGES[0]} to {IMAGES[1]:,}, as many of each class"
        raise refuse("number of training images", images, choices)
    if not (0 <= weight_decay <= MOST_DECAY):
        raise refuse("weight decay", weight_decay, f"a number from 0 to {MOST_DECAY:g}")
    if not _is_whole(shift, 0, MOST_SHIFT):
        raise refuse("shift", shift, f"0 to {MOST_SHIFT} pixels")


def check_work(multiplications: int, batch: int) -> None:
    """Refuse batches that take so long that a run could not be paused soon."""
    if multiplications * batch > MOST_WORK:
        raise CnnvizError(
            f"the convolutions of a batch take {multiplications * batch / 1e6:,.0f} million multiplications "
            f"on the way forward, and with more than {MOST_WORK / 1e6:,.0f} million, pausing would take too "
            "long; choose pooling, a smaller batch, fewer filters or smaller kernels"
        )


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def refuse(what: str, chosen: object, choices: str) -> CnnvizError:
    """The error that says a design can't have this.

    >>> refuse("kernel size", 4, "3 or 5")
    CnnvizError('a kernel size of 4 is not available here; choose 3 or 5')
    """
    article = "an" if what[0] in "aeiou" else "a"
    return CnnvizError(f"{article} {what} of {chosen} is not available here; choose {choices}")
