"""Where a run stands at one moment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Snapshot:
    """Where a run stands: what a page reads several times a second.

    Attributes
    ----------
    steps, images : int
        Batches and images learned from.
    epochs : float
        Passes over the training images.
    loss : float or None
        Mean of the last batches', in nats.
    accuracy : float or None
        The last judgement's on the held-out images, 0–1.
    training : float or None
        The same judgement's on training images.
    judged : int or None
        After how many training images that was.
    gradients : dict of str to float
        Root mean square of the loss's derivatives by the weights, by parameter ("0.weight").
    stopped : str
        Why it trains no further, in a sentence; empty while it can.
    loaded : bool
        Whether it began with a file's weights.
    """

    steps: int
    images: int
    epochs: float
    loss: float | None
    accuracy: float | None
    training: float | None
    judged: int | None
    gradients: dict[str, float]
    stopped: str
    loaded: bool
