"""A small model that is unlike those that ship in everything that a page might take for granted."""

import numpy as np

from cnnviz.models.about import About
from cnnviz.models.measure import measured
from cnnviz.models.model import PER_CLASS, Model
from cnnviz.network.layers import ACTIVATION_LAYERS, AvgPool2d, Conv2d, Flatten, Linear, MaxPool2d, ReLU
from cnnviz.network.prepare import Prepared, Step
from cnnviz.network.sequential import Sequential

LABELS = ("red", "green", "blue", "none of these")


def cut_to(shape):
    """Make a preparation that cuts a picture to a shape (channels, rows, columns), without further steps."""

    def prepared(image, how):
        colours = np.broadcast_to(image, (3, *image.shape[-2:]))[: shape[0], : shape[1], : shape[2]]
        found = (colours if shape[0] == 3 else colours[0]).astype(np.float32) / 255
        return Prepared(found, (Step("Cut", "It is cut.", found),), blank=False)

    return prepared


def about(shape, labels):
    """Describe a model that names patches."""
    keys = tuple(map(str, range(len(labels))))
    return About("yours", "Yours", "patch", labels, keys, shape, cut_to(shape), (), "photograph", "noise")


COLOURS, GREY = about((3, 12, 16), LABELS), about((1, 10, 10), LABELS[:2])


def of_colours(rng) -> Model:
    """Three channels, rows unlike columns, four classes, two convolutions of 5 and 3; measured on noise."""
    network = Sequential(
        [
            Conv2d(3, 5, 5, padding=2, rng=rng),
            ReLU(),
            MaxPool2d(2),
            Conv2d(5, 4, 3, padding=1, rng=rng),
            ReLU(),
            Flatten(),
            Linear(4 * 6 * 8, 4, rng),
        ]
    )
    labels = np.repeat(np.arange(4), PER_CLASS + 2)
    return measured(COLOURS, network, rng.random((len(labels), 3, 12, 16), np.float32), labels)


def unmeasured(rng) -> Model:
    """One channel, two classes, a tanh, an average pool, and a hidden dense layer; nothing was measured."""
    network = Sequential(
        [
            Conv2d(1, 3, 3, rng=rng),
            ACTIVATION_LAYERS["tanh"](),
            AvgPool2d(2),
            Flatten(),
            Linear(3 * 4 * 4, 6, rng),
            ReLU(),
            Linear(6, 2, rng),
        ]
    )
    return Model(GREY, network)
