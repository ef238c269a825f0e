"""A network as it is designed: layers in a row, and joins of branches that are such rows themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cnnviz.architectures.graph import Kind
from cnnviz.counting import Layer
from cnnviz.geometry import Remainder


@dataclass(frozen=True)
class Single:
    """A layer, with what follows it at once.

    Attributes
    ----------
    kind : {"conv", "max", "avg", "dense", "mean", "response"}
        As of `cnnviz.architectures.Node`, and so are the others.
    layer : Layer or None
    norm : bool
    activation : str
    remainder : {"floor", "pad"}
    takes : int or None
        How many numbers the weights of a dense layer are for; None if they are made for what comes.
    """

    kind: Kind
    layer: Layer | None = None
    norm: bool = False
    activation: str = ""
    remainder: Remainder = "floor"
    takes: int | None = None


@dataclass(frozen=True)
class Join:
    """Branches that start from the same maps, and are added or stacked.

    Attributes
    ----------
    kind : {"add", "concat"}
    branches : tuple of Chain
        At least two; one without layers is a skip.
    activation : str
        What follows the join.
    """

    kind: Literal["add", "concat"]
    branches: tuple[Chain, ...]
    activation: str = ""


Chain = tuple["Single | Join", ...]
"""Layers one after the other."""


@dataclass(frozen=True)
class Design:
    """A network for an input of a shape: (channels, rows, columns)."""

    shape: tuple[int, int, int]
    layers: Chain


def pads(layer: Layer) -> tuple[int, int]:
    """Give the padding of a design's layer: at each end of its rows, and of its columns."""
    padding = layer.padding
    assert isinstance(padding, tuple)
    rows, columns = padding
    assert isinstance(rows, int)
    assert isinstance(columns, int)
    return rows, columns
