"""Cases of the Network page's linked view: every layer of the network that ships, and of random ones."""

import numpy as np

from cnnviz import operators
from cnnviz.models.garments import GARMENTS, LABELS, load_classifier, load_gallery
from cnnviz.models.model import Model, Prediction
from cnnviz.network.evidence import evidence
from cnnviz.network.explain import explain
from cnnviz.network.layers import Conv2d, Flatten, Linear, MaxPool2d, ReLU
from cnnviz.network.sequential import Sequential
from pages.ui.classifier.figures import given_to
from pages.ui.classifier.linked import LayerLesson
from pages.ui.classifier.spot import Spot
from pages.ui.classifier.view import View
from pages.ui.shell.downloads import Latest
from tests.components.linked_cases import Case, fitting, one_of, pair, some_positions
from tests.components.linked_facts import facts

SHIPPED = load_classifier()


def random_prediction(rng):
    """A small network of any geometry, and what it answers to an input of any size."""
    maps, image = pair(rng, 1, 5), rng.normal(size=(1, 1, *pair(rng, 9, 14))).astype(np.float32)
    before = [
        Conv2d(1, maps[0], int(rng.integers(1, 4)), 1, int(rng.integers(3)), rng),
        ReLU(),
        Conv2d(*maps, int(rng.integers(1, 4)), int(rng.integers(1, 3)), int(rng.integers(2)), rng),
        ReLU(),
        MaxPool2d(*pair(rng, 1, 4)),
        Flatten(),
    ]
    dense = Linear(Sequential(before)(image).shape[1], len(LABELS), rng)
    for layer in (before[0], before[2], dense):
        layer.parameters["bias"] = rng.normal(size=layer.parameters["bias"].shape).astype(np.float32)
    network = Sequential([*before, dense])
    activations = [one[0] for one in network.activations(image)]
    shares = operators.softmax(activations[-1])
    prediction = Prediction(image[0, 0], activations, activations[-1], shares, 0.0, 0.0, False)
    return Model(GARMENTS, network), prediction


def layer_case(rng, classifier, prediction, layer_index, name):
    spot = Spot(layer_index, name, temperature=one_of(rng, 1.0, 0.1, 10.0))
    view = View(classifier, prediction, spot, "layer", Latest())
    lesson, given = LayerLesson(view), given_to(view)
    made, meant = lesson.made, {}
    for at in some_positions(rng, made.values.shape):
        one = at[1] if isinstance(view.layer, Flatten) else at[0]
        planes = None if isinstance(view.layer, Conv2d | Linear) else [one]
        names = given.lines or [given.names[i] for i in planes or range(len(given.names))]
        title = {"title": made.lines[at[1]]} if made.lines else {}
        said = {"planes": planes, "names": names, "total": float(made.values[at]), **title}
        meant[at] = facts(trace_of(view, at)) | said
    return Case(tuple(lesson.parts().values()), meant)


def trace_of(view, at):
    """How one output of a layer came about: of a vector its line is a map, of scores and shares a class."""
    received, (_, row, column) = view.values(view.source), at
    match view.layer:
        case None:
            return operators.softmax_trace(view.prediction.logits, view.spot.temperature, row)
        case Linear():
            return evidence(view.model.network, view.prediction.activations, row)
        case Flatten():
            return explain(view.layer, received, (row, *divmod(column, received.shape[2])))
    return explain(view.layer, received, at)


def layer_cases(rng):
    """A case of each layer of several networks, and of the softmax behind it."""
    image = one_of(rng, *load_gallery().images)
    return [
        layer_case(rng, classifier, prediction, layer_index, name)
        for classifier, prediction in [
            (SHIPPED, SHIPPED.predict(image)),
            *(fitting(random_prediction, rng) for _ in range(6)),
        ]
        for layer_index, name in enumerate((*classifier.layer_names, "softmax"))
    ]
