"""What slips say of the shipped network, read from what was measured of it when they are shown."""

from __future__ import annotations

from typing import Final

from cnnviz.assets import read_json
from cnnviz.models.garments import ASSETS, LABELS
from cnnviz.network.evaluation import load_evaluation
from cnnviz.numbers import percent

#: Confidence in tenths; the predictions of 80 to 90 %; and from where on one calls it great.
_BINS: Final = 10
_SURE: Final = 8
_NEARLY_ALL: Final = 0.9


def turned() -> str:
    """Say how it reads what is turned or small, by its card."""
    card = read_json(ASSETS / "card.json")
    upside_down, halved = (percent(card["bad_at"][how]) for how in ("upside down", "half as large"))
    return (
        f"It has to have seen it in training. Of the test images this one gets "
        f"{percent(card['test']['accuracy'])} right; upside down {upside_down}, and half as large {halved}."
    )


def calibrated() -> str:
    """Say what was measured of its predictions whose confidence lies between 80 and 90 %."""
    tally = load_evaluation(ASSETS, len(LABELS)).confidence.coarser(_BINS)
    low, high = (percent(float(tally.edges[_SURE + end]), 0) for end in (0, 1))
    mean, right = (percent(float(one[_SURE])) for one in (tally.mean_confidence, tally.accuracy))
    return (
        "It is computed from the logits. How often such predictions are right has to be measured, on images "
        f"whose labels are known. Those of this network with a confidence of {low} to {high} have {mean} in "
        f"the mean, and {right} of them are right."
    )


def confident() -> str:
    """Say how many mistakes it makes with great confidence."""
    mistakes = load_evaluation(ASSETS, len(LABELS)).mistakes
    many = mistakes.more_confident_than(_NEARLY_ALL)
    return (
        "Confidence is the share that softmax gives, and a wrong class may get nearly all of it. A boot "
        f"among the test images is a sandal to this network. It makes {many} of its {len(mistakes.labels)} "
        f"mistakes with a confidence above {percent(_NEARLY_ALL, 0)}."
    )
