"""Measuring a network that was trained here on images that it never saw, as those that ship were measured."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.models.about import About
from cnnviz.models.model import PER_CLASS, Gallery, Model, as_batch
from cnnviz.network.calibration import FINE, tally
from cnnviz.network.evaluation import Evaluation, Mistakes
from cnnviz.network.report import report
from cnnviz.network.sequential import Sequential
from cnnviz.operators import softmax

Array = NDArray[Any]
_BATCH = 250


def measured(about: About, network: Sequential, images: Array, labels: Array) -> Model:
    """Make a model of a network, with what is found on images that it never saw.

    Parameters
    ----------
    about : About
    network : Sequential
        As it is used at test time; not copied.
    images : ndarray, shape (N, *about.image_shape)
        0–1; at least one.
    labels : ndarray of int, shape (N,)

    Returns
    -------
    Model
        Without a card and a measure of familiarity. With a gallery if there are `PER_CLASS` images of each
        class.

    Raises
    ------
    ShapeError
        If the images do not suit.
    """
    if not len(images) or images.shape[1:] != about.image_shape or labels.shape != (len(images),):
        raise ShapeError(
            f"images of shape {images.shape} with labels of shape {labels.shape} can't be shown to a network "
            f"that takes {about.image_shape}; give at least one, and a label for each"
        )
    batches = [as_batch(images[at : at + _BATCH]) for at in range(0, len(images), _BATCH)]
    logits = np.concatenate([network(batch) for batch in batches])
    shares = softmax(logits)
    predicted, confidence = shares.argmax(axis=1), shares.max(axis=1)
    found = Evaluation(
        _mistakes(images, labels, predicted, confidence, len(about.labels)),
        tally(confidence, predicted == labels, FINE),
        {},
    )
    return Model(
        about,
        network,
        test=report(logits, labels),
        gallery=gallery_of(images, labels, len(about.labels)),
        evaluation=found,
    )


def gallery_of(images: Array, labels: Array, classes: int) -> Gallery | None:
    """The first `PER_CLASS` images of each class; None if there are fewer of one."""
    each = [np.flatnonzero(labels == label)[:PER_CLASS] for label in range(classes)]
    if min(map(len, each)) < PER_CLASS:
        return None
    chosen = np.concatenate(each)
    return Gallery(images[chosen], labels[chosen], chosen)


def _mistakes(images: Array, labels: Array, predicted: Array, confidence: Array, classes: int) -> Mistakes:
    wrong = np.flatnonzero(predicted != labels)
    order = wrong[np.lexsort((-confidence[wrong], predicted[wrong], labels[wrong]))]
    return Mistakes(
        images[order], labels[order], predicted[order], confidence[order].round(4), order, classes
    )
