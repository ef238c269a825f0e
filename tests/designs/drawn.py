"""Designs drawn at random, of all that the language has; many of them do not fit."""

import numpy as np

from cnnviz.counting import Layer
from cnnviz.designs import Design, Join, Single
from cnnviz.designs.text import CURVES

FOLLOWS = ["", "", *CURVES.values()]


def drawn_design(rng, *, most=8):
    """A design of up to so many layers in a row."""
    sides = (int(rng.integers(1, 5)), *map(int, rng.integers(6, 30, 2)))
    return Design(sides, _chain(rng, int(rng.integers(1, most)), 0))


def _chain(rng, count, deep):
    return tuple(_part(rng, deep) for _ in range(count))


def _part(rng, deep):
    kind = rng.choice(["conv", "conv", "conv", "max", "avg", "dense", "mean", "response", "add", "concat"])
    after = FOLLOWS[rng.integers(len(FOLLOWS))]
    if kind in ("add", "concat"):
        if deep == 2:
            return Single("response", activation=after)
        branches = tuple(_chain(rng, int(rng.integers(0, 3)), deep + 1) for _ in range(rng.integers(2, 4)))
        return Join(str(kind), branches, after)
    if kind == "conv":
        return _conv(rng, after)
    if kind == "dense":
        takes = int(rng.integers(1, 200)) if rng.random() < 0.2 else None
        return Single("dense", Layer("dense", int(rng.integers(1, 2000))), activation=after, takes=takes)
    if kind in ("max", "avg"):
        size, stride = int(rng.integers(1, 5)), int(rng.integers(1, 4))
        padding = int(rng.integers(0, 3)) if rng.random() < 0.3 else 0
        layer = Layer(str(kind), 0, (size, size), (stride, stride), (padding, padding))
        return Single(str(kind), layer, False, after, "pad" if rng.random() < 0.3 else "floor")
    return Single(str(kind), activation=after)


def _conv(rng, after):
    kernel = tuple(map(int, rng.integers(1, 6, 2))) if rng.random() < 0.3 else (int(rng.integers(1, 8)),) * 2
    padding = tuple(side // 2 for side in kernel) if rng.random() < 0.7 else (0, int(rng.integers(0, 3)))
    stride = int(rng.integers(1, 4)) if rng.random() < 0.3 else 1
    groups = int(rng.integers(1, 4)) if rng.random() < 0.2 else 1
    norm = bool(rng.random() < 0.3)
    filters = int(rng.choice([1, 2, 3, 4, 6, 8]))
    layer = Layer("conv", filters, kernel, (stride, stride), padding, groups=groups, bias=not norm)
    return Single("conv", layer, norm, after)


def designs(count, seed=0):
    """So many."""
    rng = np.random.default_rng(seed)
    return [drawn_design(rng) for _ in range(count)]
