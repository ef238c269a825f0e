"""What the view of a volume offers, and what is to be predicted there."""

from __future__ import annotations

from cnnviz.predict import Verdict, check_size, check_value
from cnnviz.volumes import KERNELS, LONGEST_OWN, MOST_TAPS, OWN, SHAPES, Convolved
from pages.ui.linked.pins import At
from pages.ui.linked.predictions import Task
from pages.ui.series.volume_setting import VOLUME_LIMITS, ChosenVolume


def volume_options() -> dict[str, object]:
    """Give shapes, kernels and limits, as the view shows them."""
    return {
        "shapes": [[key, one.title] for key, one in SHAPES.items()],
        "kernels": [[one.title, one.text] for one in KERNELS.values()],
        "limits": {**VOLUME_LIMITS, "taps": (1, MOST_TAPS), "own": OWN, "text": LONGEST_OWN},
    }


def volume_task(chosen: ChosenVolume) -> Task:
    """Give what is to be predicted: the size along the columns, and one output."""
    made = chosen.made()
    along = made.values.shape[2], made.kernel.shape[2]
    numbers = (chosen.size, chosen.volume_padding, chosen.volume_stride)
    return Task(
        name="|".join(("volume", chosen.shape, *map(str, numbers), chosen.weights)),
        shape=made.output.shape,
        size=lambda typed: check_size(typed, *along, made.stride, made.padding),
        value=lambda typed, at: _value(made, typed, at),
    )


def _value(made: Convolved, typed: str, at: At) -> Verdict:
    slice_, row, column = at
    beside = {
        name: float(made.output[slice_, row, other])
        for name, other in (("one column to the left", column - 1), ("one column to the right", column + 1))
        if 0 <= other < made.output.shape[2]
    }
    return check_value(typed, made.as_channels((slice_, row, column)), neighbours=beside)
