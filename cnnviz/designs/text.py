"""The language that designs stand in: layers under torch's names, one after the other.

``Input_1_32_32~Conv2d_6_5~Tanh~AvgPool2d_2~Linear_10``. Numbers are torch's positional arguments, without
the channels that follow from the layer before; behind letters stand ``s`` stride, ``p`` padding, ``g``
groups, and ``i``, how many numbers a dense layer's weights are for. ``c`` is ceil_mode. A batch norm and an
activation belong to the layer before them. Branches stand between ``Add`` or ``Cat`` and ``End``, parted by
``Or``; one without layers is a skip.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cnnviz.designs.design import Chain, Design, Join, Single
from cnnviz.designs.limits import LONGEST, MOST_BRANCHES, MOST_DEEP, MOST_LAYERS
from cnnviz.designs.words import PART, UnreadableError, read_layer, read_number, write_layer
from cnnviz.operators import ACTIVATIONS

NEXT: Final = "~"
_JOINS: Final = {"Add": "add", "Cat": "concat"}
_NORM: Final = "BatchNorm2d"
#: Activations by torch's names, such as ReLU.
CURVES: Final = {row.layer: row.key for row in ACTIVATIONS.values() if row.layer}
_NAMES: Final = {value: name for table in (_JOINS, CURVES) for name, value in table.items()}


def read_design(text: str) -> Design | None:
    """Read a design; None if the text is none, or more than can be drawn.

    >>> read_design("Input_1_28_28~Conv2d_8_3_p1~ReLU~Linear_10").layers[0].layer.units
    8
    """
    if len(text) > LONGEST:
        return None
    first, *words = text.split(NEXT, 4 * MOST_LAYERS)
    try:
        name, *sides = first.split(PART, 3)
        if name != "Input" or len(sides) != 3:
            return None
        channels, rows, columns = map(read_number, sides, ("channels", "side", "side"))
        layers = _Reader().read(words)
    except UnreadableError:
        return None
    return Design((channels, rows, columns), layers)


def write_design(design: Design) -> str:
    """Write a design as `read_design` reads it.

    >>> text = "Input_3_8_8~Add~Conv2d_3_3_p1~Or~End~ReLU"
    >>> write_design(read_design(text)) == text
    True
    """
    return NEXT.join(["Input" + "".join(f"_{side}" for side in design.shape), *_written(design.layers)])


class _Reader:
    """Reads word after word; branches that have not ended lie on a stack."""

    def __init__(self) -> None:
        self.open: list[tuple[str, list[list[Single | Join]]]] = []
        self.rows: list[list[Single | Join]] = [[]]
        self.count = 0

    def read(self, words: list[str]) -> Chain:
        for word in words:
            self._take(word)
        if self.open or not self.rows[0]:
            raise UnreadableError
        return tuple(self.rows[0])

    def _take(self, word: str) -> None:
        row = self.rows[-1]
        if word in _JOINS:
            if len(self.open) == MOST_DEEP:
                raise UnreadableError
            self.open.append((word, self.rows))
            self.rows = [[]]
        elif word == "Or":
            if not self.open or len(self.rows) == MOST_BRANCHES:
                raise UnreadableError
            self.rows.append([])
        elif word == "End":
            self._end()
        elif word == _NORM or word in CURVES:
            if not row:
                raise UnreadableError
            row[-1] = _followed(row[-1], word)
        else:
            self._add(read_layer(word))

    def _end(self) -> None:
        if not self.open or len(self.rows) < 2:
            raise UnreadableError
        branches = tuple(map(tuple, self.rows))
        name, self.rows = self.open.pop()
        self._add(Join(_JOINS[name], branches))  # type: ignore[arg-type]

    def _add(self, part: Single | Join) -> None:
        self.count += 1
        if self.count > MOST_LAYERS:
            raise UnreadableError
        self.rows[-1].append(part)


def _followed(part: Single | Join, word: str) -> Single | Join:
    """Give a layer with the batch norm or the activation behind it."""
    if part.activation:
        raise UnreadableError
    if word != _NORM:
        return replace(part, activation=CURVES[word])
    if not isinstance(part, Single) or part.kind != "conv" or part.norm or part.layer is None:
        raise UnreadableError
    return replace(part, norm=True, layer=replace(part.layer, bias=False))


def _written(row: Chain) -> list[str]:
    words: list[str] = []
    for part in row:
        if isinstance(part, Join):
            words.append(_NAMES[part.kind])
            for at, branch in enumerate(part.branches):
                words += [*(["Or"] if at else []), *_written(branch)]
            words.append("End")
        else:
            words.append(write_layer(part))
            words += [_NORM] if part.norm else []
        words += [_NAMES[part.activation]] if part.activation else []
    return words
