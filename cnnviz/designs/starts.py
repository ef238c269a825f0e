"""What a design can start from: the well-known networks, and those of cnnviz itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Final, NamedTuple

from cnnviz.architectures import NETWORKS
from cnnviz.counting import Layer
from cnnviz.designs.design import Design, Join, Single
from cnnviz.designs.nodes import design_of
from cnnviz.designs.training import of_training
from cnnviz.live import Design as Trained
from cnnviz.live.design import SIDE
from cnnviz.live.limits import CLASSES
from cnnviz.training.recipe import Recipe


class Start(NamedTuple):
    """A design to start from: its title, and what makes it."""

    title: str
    make: Callable[[], Design]


@cache
def start(key: str) -> Design:
    """Give a design by its key in `STARTS`."""
    return STARTS[key].make()


def _network(key: str) -> Design:
    network = NETWORKS[key]
    return design_of(network.nodes(), network.input_shape())


def _garments(*, is_averaged: bool = False) -> Design:
    """Give the network that reads garments, with weights that are for what it was trained on."""
    layers: list[Single | Join] = []
    side = SIDE
    stages = Recipe().stages
    for stage in stages:
        if layers:
            layers.append(Single("max", Layer("max", 0, (2, 2), (2, 2), (0, 0))))
            side //= 2
        layers += [
            Single("conv", Layer("conv", filters, (3, 3), (1, 1), (1, 1)), False, "relu") for filters in stage
        ]
    maps = stages[-1][-1]
    layers += [Single("mean")] if is_averaged else []
    dense = Single("dense", Layer("dense", CLASSES), takes=maps if is_averaged else maps * side**2)
    return Design((1, SIDE, SIDE), (*layers, dense))


STARTS: Final[dict[str, Start]] = {
    **{key: Start(network.title, partial(_network, key)) for key, network in NETWORKS.items()},
    "garments": Start("Garments, as trained", _garments),
    "garments_averaged": Start("Garments, averaged", partial(_garments, is_averaged=True)),
    "train": Start("Train’s first design", partial(of_training, Trained())),
}
FIRST: Final = "lenet5"
