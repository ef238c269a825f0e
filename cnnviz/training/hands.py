"""What a model makes of drawings on the pad by hands that it knows nothing of: right, warned of, or wrong."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from cnnviz.models.about import About
from cnnviz.network.familiarity import Familiarity, map_means
from cnnviz.network.prepare import Preparation
from cnnviz.network.sequential import Sequential
from cnnviz.training.drawn.pad import Drawing, Hands, drawings


def measure_drawings(
    about: About, network: Sequential, familiarity: Familiarity, hands: Hands
) -> dict[str, Any]:
    """Draw all digits of all hands and send each through the network.

    Returns
    -------
    dict
        ``drawings``; how many are ``right`` and how many of the others are ``warned`` of as unlike the
        training images; ``false_alarms``, the right ones that are warned of too; ``wrong``, what is neither
        right nor warned of: hand, pointer, width, height, digit and answer of each; and ``hands``: the share
        that is right or warned of, by hand.
    """
    drawn = list(drawings(hands))
    answers, unlike = answers_to(about, network, familiarity, drawn)
    hit = answers == np.array([one.digit for one in drawn])
    passed: dict[str, list[bool]] = {}
    for one, good in zip(drawn, (hit | unlike).tolist(), strict=True):
        passed.setdefault(one.hand, []).append(good)
    return {
        "drawings": len(drawn),
        "right": int(hit.sum()),
        "warned": int((~hit & unlike).sum()),
        "false_alarms": int((hit & unlike).sum()),
        "wrong": [_described(drawn[i], int(answers[i])) for i in np.flatnonzero(~hit & ~unlike)],
        "hands": {hand: sum(good) / len(good) for hand, good in passed.items()},
    }


def answers_to(
    about: About, network: Sequential, familiarity: Familiarity, drawn: Iterable[Drawing]
) -> tuple[Any, Any]:
    """The class that the network names for each drawing, and whether it is called unlike."""
    inputs = np.stack([about.prepare(one.picture, Preparation()).input for one in drawn])[:, None]
    activations = network.activations(inputs)
    unlike = familiarity.is_unlike(familiarity.distance(map_means(network, activations)))
    return activations[-1].argmax(axis=1), unlike


def _described(drawing: Drawing, answer: int) -> Mapping[str, Any]:
    way = drawing.way
    return {
        "hand": drawing.hand,
        "pointer": way.pointer,
        "width": way.width,
        "height": way.height,
        "digit": drawing.digit,
        "answer": answer,
    }
