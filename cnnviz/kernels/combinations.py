"""The maps on offer that combine several kernels' responses.

A new one is a row here, and one for the browser in assets/components/cnnviz/combinations.js.
"""

from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.kernels import compass, edges
from cnnviz.kernels.combine import compass_maximum, compass_winner, direction, magnitude
from cnnviz.kernels.specs import CombinedSpec


def _magnitude(responses: ArrayLike) -> NDArray[np.float32]:
    gx, gy = np.asarray(responses)
    return magnitude(gx, gy)


def _direction(responses: ArrayLike) -> NDArray[np.float32]:
    gx, gy = np.asarray(responses)
    return direction(gx, gy)


def _maximum(responses: ArrayLike) -> NDArray[np.float32]:
    return compass_maximum(responses)[0]


_SOBEL = (partial(edges.sobel, "vertical"), partial(edges.sobel, "horizontal"))
_SOBEL_NAMES = ("vertical edges", "horizontal edges")
_KIRSCH = tuple(partial(compass.kirsch, side) for side in compass.DIRECTIONS)

COMBINATIONS = (
    CombinedSpec(
        "sobel_magnitude",
        "Sobel: strength",
        "Combined",
        "How strong an edge is, whatever its direction: √(gx² + gy²) of the two Sobel outputs.",
        _SOBEL,
        _SOBEL_NAMES,
        _magnitude,
        numpy="across, down = outputs\noutput = np.hypot(across, down)",
        torch="across, down = outputs\noutput = torch.hypot(across, down)",
        squares=len(_SOBEL),
    ),
    CombinedSpec(
        "sobel_direction",
        "Sobel: direction",
        "Combined",
        "Which way the picture gets brighter: 0° is right, 90° is down. In flat areas it is meaningless.",
        _SOBEL,
        _SOBEL_NAMES,
        _direction,
        numpy="across, down = outputs\noutput = np.degrees(np.arctan2(down, across))",
        torch="across, down = outputs\noutput = torch.rad2deg(torch.atan2(down, across))",
        view="cyclic",
    ),
    CombinedSpec(
        "kirsch_maximum",
        "Kirsch: strongest",
        "Combined",
        "The largest of the eight compass outputs: edges of every direction in one map.",
        _KIRSCH,
        compass.DIRECTIONS,
        _maximum,
        numpy="output = outputs.max(axis=0)",
        torch="output = outputs.amax(dim=0)",
    ),
    CombinedSpec(
        "kirsch_winner",
        "Kirsch: which won",
        "Combined",
        "Which of the eight compass kernels responds most. Where several do, as in flat areas, it is a tie.",
        _KIRSCH,
        compass.DIRECTIONS,
        compass_winner,
        numpy="output = outputs.argmax(axis=0)\n"
        "output[(outputs == outputs.max(axis=0)).sum(axis=0) > 1] = len(outputs)  # a tie",
        torch="output = outputs.argmax(dim=0)\n"
        "output[(outputs == outputs.amax(dim=0)).sum(dim=0) > 1] = len(outputs)  # a tie",
        view="categorical",
        codes=(*compass.DIRECTIONS, "tie"),
    ),
)
"""Offered after the single kernels, in this order."""
