"""How unlike the training images an input is.

A network always names a class, and softmax makes even nonsense look certain. So the app also measures how far
an input lies from what the network was trained on: the Mahalanobis distance of its maps' means, compared with
the same distance of training images (after Lee et al. (2018), "A Simple Unified Framework for Detecting
Out-of-Distribution Samples").
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.network.layers import ReLU
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]
#: Shares of training images whose distances are kept, to place a new distance among them.
SHARES = np.concatenate([np.linspace(0, 0.99, 100), np.linspace(0.991, 1, 10)])
#: An input further out than this share of the training images is called unlike them.
WARN_FROM = 0.99


@dataclass(frozen=True)
class Familiarity:
    """What was measured on the training images.

    Attributes
    ----------
    mean : ndarray, shape (D,)
        Mean of the features.
    whitening : ndarray, shape (D, D)
        Turns centred features into independent ones of variance 1.
    quantiles : ndarray, shape (len(SHARES),)
        The distance below which each of `SHARES` of held-out training images lie.
    """

    mean: Array
    whitening: Array
    quantiles: Array

    def distance(self, features: Array) -> Array:
        """Mahalanobis distance (≥ 0) of features (…, D) from the training images' mean."""
        independent = (features - self.mean) @ self.whitening
        return np.asarray(np.sqrt((independent**2).sum(axis=-1)))

    def share_nearer(self, distance: float) -> float:
        """Share (0–1) of held-out training images that lie nearer than this."""
        return share_below(distance, self.quantiles)

    @property
    def line(self) -> float:
        """The distance beyond which an input is called unlike the training images."""
        return float(np.interp(WARN_FROM, SHARES, self.quantiles))

    def is_unlike(self, distance: Array) -> NDArray[np.bool_]:
        """Whether inputs are to be called unlike the training images."""
        return np.asarray(distance > self.line)

    def save(self, file: Path) -> None:
        """Write to an ``.npz`` file."""
        np.savez_compressed(file, mean=self.mean, whitening=self.whitening, quantiles=self.quantiles)

    @classmethod
    def load(cls, file: Path) -> "Familiarity":
        """Read what `save` wrote."""
        with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as data:
            return cls(data["mean"], data["whitening"], data["quantiles"])


def share_below(value: float, quantiles: Array | list[float]) -> float:
    """Share (0–1) of a set of numbers that lie below a value, from their quantiles at `SHARES`.

    >>> share_below(0.5, SHARES), share_below(2.0, SHARES)
    (0.5, 1.0)
    """
    return float(np.interp(value, quantiles, SHARES))


def fit(features: Array, held_out: Array) -> Familiarity:
    """Measure the training images' features (N, D), and place distances by those of other ones, (M, D)."""
    mean = features.mean(axis=0)
    covariance = np.cov(features, rowvar=False)
    values, vectors = np.linalg.eigh(covariance)
    whitening = vectors / np.sqrt(np.maximum(values, 1e-6 * values.max()))
    measured = Familiarity(mean, whitening, np.zeros(len(SHARES)))
    quantiles = np.quantile(measured.distance(held_out), SHARES)
    return Familiarity(mean.astype(np.float32), whitening.astype(np.float32), quantiles.astype(np.float32))


def map_means(network: Sequential, activations: list[Array]) -> Array:
    """The mean of each map after each ReLU, (N, maps of all layers).

    All layers together detect more than the last one or the ends of the stages: the early ones detect
    noise and inverted brightness, the late ones strange shapes.
    """
    after = [i for i, layer in enumerate(network.layers) if isinstance(layer, ReLU)]
    return np.concatenate([activations[i].mean(axis=(2, 3)) for i in after], axis=1)
