"""Layers as they are chosen: their kinds, what can be typed for each, and within which bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from cnnviz.geometry.padding import Padding

Key = Literal["conv", "max", "avg", "dense"]
How = Literal["number", "pair", "padding"]


class Field(NamedTuple):
    """What can be typed for a layer.

    Attributes
    ----------
    key, label : str
    first : str
        What stands there at first.
    least, most : int
        The bounds of each number.
    how : {"number", "pair", "padding"}
        One number, rows and columns, or all that a padding can be.
    """

    key: str
    label: str
    first: str
    least: int
    most: int
    how: How = "number"


class Kind(NamedTuple):
    """A kind of layer."""

    title: str
    fields: tuple[Field, ...]


_WINDOW: Final = (
    Field("kernel", "Kernel", "3", 1, 512, "pair"),
    Field("stride", "Stride", "1", 1, 512, "pair"),
    Field("padding", "Padding", "0", 0, 512, "padding"),
)
_DILATION: Final = Field("dilation", "Dilation", "1", 1, 64, "pair")
_POOL: Final = (_WINDOW[0]._replace(first="2"), _WINDOW[1]._replace(first="2"), _WINDOW[2])

#: Of an input: rows, columns and channels.
INPUT: Final = (
    Field("rows", "Rows", "32", 1, 4096),
    Field("columns", "Columns", "32", 1, 4096),
    Field("channels", "Channels", "3", 1, 65_536),
)
KINDS: Final[dict[Key, Kind]] = {
    "conv": Kind(
        "Convolution",
        (
            Field("filters", "Filters", "8", 1, 65_536),
            *_WINDOW,
            _DILATION,
            Field("groups", "Groups", "1", 1, 65_536),
        ),
    ),
    "max": Kind("Max pooling", (*_POOL, _DILATION)),
    "avg": Kind("Average pooling", _POOL),
    "dense": Kind("Dense", (Field("units", "Units", "10", 1, 1_000_000),)),
}


@dataclass(frozen=True)
class Layer:
    """A layer whose numbers are all within their bounds.

    Attributes
    ----------
    kind : {"conv", "max", "avg", "dense"}
    units : int
        Filters of a convolution, units of a dense layer; 0 for pooling.
    kernel, stride, dilation : (rows, columns)
    padding
        As `cnnviz.geometry.resolve_padding` takes it.
    groups : int
    bias : bool
        Whether each filter of a convolution has one; a batch norm behind it makes it useless.
    """

    kind: Key
    units: int = 0
    kernel: tuple[int, int] = (1, 1)
    stride: tuple[int, int] = (1, 1)
    padding: Padding = 0
    dilation: tuple[int, int] = (1, 1)
    groups: int = 1
    bias: bool = True

    @property
    def slides(self) -> bool:
        """Whether it has a window that slides."""
        return self.kind != "dense"
