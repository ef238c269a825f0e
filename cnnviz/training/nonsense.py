"""Images that are no garments as in the data, to try the warning with."""

import numpy as np

from cnnviz.images import catalogue, load_sample
from cnnviz.network.prepare import prepare
from cnnviz.network.sequential import Array
from cnnviz.training.data import Split


def nonsense(test: Split) -> dict[str, Array]:
    """Images (N, 28, 28) of 0–255 that are no garments as in the data, by kind; drawn from fixed seeds."""
    rng = np.random.default_rng(0)
    some = test.images[:1000]
    count = len(some)
    noise = rng.integers(0, 256, some.shape).astype(np.uint8)
    shuffled = rng.permuted(some.reshape(count, -1), axis=1).reshape(some.shape)
    photographs = [load_sample(sample.name) for sample in catalogue("photograph")]
    crops = [_crop(photographs[rng.integers(len(photographs))], rng) for _ in range(count)]
    return {
        "noise": noise,
        "test images with their pixels shuffled": shuffled,
        "test images with light and dark swapped": 255 - some,
        "crops of photographs, prepared": np.stack(crops),
        "blank, at 50 levels of grey above black": np.full((50, 28, 28), 1, np.uint8)
        * np.linspace(5, 255, 50).astype(np.uint8)[:, None, None],
    }


def _crop(photograph: Array, rng: np.random.Generator) -> Array:
    height, width = photograph.shape[-2:]
    side = int(rng.integers(40, min(height, width) // 2))
    top, left = rng.integers(height - side), rng.integers(width - side)
    prepared = prepare(photograph[..., top : top + side, left : left + side])
    return np.round(prepared.input * 255).astype(np.uint8)
