"""Images that are nothing as in the data, to try the warning with."""

import numpy as np
from numpy.typing import NDArray

from cnnviz.images import catalogue, load_sample
from cnnviz.models.about import About
from cnnviz.models.garments import load_gallery
from cnnviz.network.prepare import Preparation
from cnnviz.network.prepare_digit import prepare_digit
from cnnviz.network.sequential import Array
from cnnviz.training.data import Split
from cnnviz.training.drawn.letters import LETTERS
from cnnviz.training.drawn.pad import drawn_letters


def nonsense(about: About, test: Split) -> dict[str, Array]:
    """Images (N, 28, 28) of 0–255 that are nothing a model knows, by kind; drawn from fixed seeds."""
    rng = np.random.default_rng(0)
    some = test.images[:1000]
    count = len(some)
    noise = rng.integers(0, 256, some.shape).astype(np.uint8)
    shuffled = rng.permuted(some.reshape(count, -1), axis=1).reshape(some.shape)
    photographs = [load_sample(sample.name) for sample in catalogue("photograph")]
    crops = [_crop(about, photographs[rng.integers(len(photographs))], rng) for _ in range(count)]
    return {
        "noise": noise,
        "test images with their pixels shuffled": shuffled,
        "test images with light and dark swapped": 255 - some,
        "crops of photographs, prepared": np.stack(crops),
        "blank, at 50 levels of grey above black": np.full((50, 28, 28), 1, np.uint8)
        * np.linspace(5, 255, 50).astype(np.uint8)[:, None, None],
    }


def no_digits() -> dict[str, Array]:
    """Further images that are no digits: letters, and garments as Fashion-MNIST has them."""
    letters = [prepare_digit(picture).input for picture in drawn_letters(LETTERS)]
    return {
        "letters, drawn": as_bytes(np.stack(letters)),
        "garments": as_bytes(load_gallery().images),
    }


def nothing_more() -> dict[str, Array]:
    """No further images."""
    return {}


def as_bytes(images: Array) -> NDArray[np.uint8]:
    """Images of 0–1 as 0–255."""
    return np.round(images * 255).astype(np.uint8)


def _crop(about: About, photograph: Array, rng: np.random.Generator) -> Array:
    height, width = photograph.shape[-2:]
    side = int(rng.integers(40, min(height, width) // 2))
    top, left = rng.integers(height - side), rng.integers(width - side)
    cut = photograph[..., top : top + side, left : left + side]
    return as_bytes(about.prepare(cut, Preparation()).input)
