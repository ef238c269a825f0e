"""The language that designs stand in: layers under torch's names, one after the other.

``Input_1_32_32~Conv2d_6_5~Tanh~AvgPool2d_2~Linear_10``. Numbers are torch's positional arguments, without
the channels that follow from the layer before; behind letters stand ``s`` stride, ``p`` padding, ``g``
groups, and ``i``, how many numbers a dense layer's weights are for. ``c`` is ceil_mode. A batch norm and an
activation belong to the layer before them. Branches stand between ``Add`` or ``Cat`` and ``End``, parted by
``Or``; one without layers is a skip.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from cnnviz.counting import Layer
from cnnviz.designs.design import Chain, Design, Join, Single
from cnnviz.designs.limits import LONGEST, MOST_BRANCHES, MOST_DEEP, MOST_LAYERS, NUMBERS
from cnnviz.operators import ACTIVATIONS

NEXT, PART = "~", "_"
_JOINS: Final = {"Add": "add", "Cat": "concat"}
_NORM: Final = "BatchNorm2d"
_PLAIN: Final = {"AdaptiveAvgPool2d_1": "mean", "LocalResponseNorm_5": "response"}
_POOLS: Final = {"MaxPool2d": "max", "AvgPool2d": "avg"}
#: Activations by torch's names, such as ReLU.
CURVES: Final = {row.layer: row.key for row in ACTIVATIONS.values() if row.layer}
_NAMES: Final = {value: name for table in (_JOINS, _PLAIN, _POOLS, CURVES) for name, value in table.items()}


class _UnreadableError(Exception):
    """The text is no design."""


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
        channels, rows, columns = map(_number, sides, ("channels", "side", "side"))
        layers = _Reader().read(words)
    except _UnreadableError:
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
            raise _UnreadableError
        return tuple(self.rows[0])

    def _take(self, word: str) -> None:
        row = self.rows[-1]
        if word in _JOINS:
            if len(self.open) == MOST_DEEP:
                raise _UnreadableError
            self.open.append((word, self.rows))
            self.rows = [[]]
        elif word == "Or":
            if not self.open or len(self.rows) == MOST_BRANCHES:
                raise _UnreadableError
            self.rows.append([])
        elif word == "End":
            self._end()
        elif word == _NORM or word in CURVES:
            if not row:
                raise _UnreadableError
            row[-1] = _followed(row[-1], word)
        else:
            self._add(_single(word))

    def _end(self) -> None:
        if not self.open or len(self.rows) < 2:
            raise _UnreadableError
        branches = tuple(map(tuple, self.rows))
        name, self.rows = self.open.pop()
        self._add(Join(_JOINS[name], branches))  # type: ignore[arg-type]

    def _add(self, part: Single | Join) -> None:
        self.count += 1
        if self.count > MOST_LAYERS:
            raise _UnreadableError
        self.rows[-1].append(part)


def _followed(part: Single | Join, word: str) -> Single | Join:
    """Give a layer with the batch norm or the activation behind it."""
    if part.activation:
        raise _UnreadableError
    if word != _NORM:
        return replace(part, activation=CURVES[word])
    if not isinstance(part, Single) or part.kind != "conv" or part.norm or part.layer is None:
        raise _UnreadableError
    return replace(part, norm=True, layer=replace(part.layer, bias=False))


def _single(word: str) -> Single:
    if word in _PLAIN:
        return Single(_PLAIN[word])  # type: ignore[arg-type]
    name, *parts = word.split(PART, 6)
    if name == "Conv2d" and len(parts) >= 2:
        return _conv(*parts)
    if name in _POOLS and parts:
        return _pool(_POOLS[name], *parts)
    if name == "Linear" and parts:
        found = _lettered(parts[1:], {"i": _reader("takes")})
        return Single("dense", Layer("dense", _number(parts[0], "units")), takes=found.get("i"))
    raise _UnreadableError


def _conv(filters: str, kernel: str, *more: str) -> Single:
    found = _lettered(more, {"s": _reader("stride"), "p": _pair("padding"), "g": _reader("groups")})
    stride = found.get("s", 1)
    layer = Layer(
        "conv",
        _number(filters, "filters"),
        _pair("kernel")(kernel),
        (stride, stride),
        found.get("p", (0, 0)),
        groups=found.get("g", 1),
    )
    return Single("conv", layer)


def _pool(kind: str, kernel: str, *more: str) -> Single:
    size = _number(kernel, "kernel")
    found = _lettered(more, {"s": _reader("stride"), "p": _reader("padding"), "c": _is_ceil})
    stride, padding = found.get("s", size), found.get("p", 0)
    layer = Layer(kind, 0, (size, size), (stride, stride), (padding, padding))  # type: ignore[arg-type]
    return Single(kind, layer, remainder="pad" if "c" in found else "floor")  # type: ignore[arg-type]


def _lettered(parts: tuple[str, ...] | list[str], readers: dict[str, Callable[[str], Any]]) -> dict[str, Any]:
    """Read numbers behind letters, each at most once."""
    found: dict[str, Any] = {}
    for part in parts:
        letter, rest = part[:1], part[1:]
        if letter not in readers or letter in found:
            raise _UnreadableError
        found[letter] = readers[letter](rest)
    return found


def _number(text: str, name: str) -> int:
    ends = NUMBERS[name]
    if not (text.isascii() and text.isdecimal() and len(text) <= 10 and text == str(int(text))):
        raise _UnreadableError
    value = int(text)
    if not ends.least <= value <= ends.most:
        raise _UnreadableError
    return value


def _reader(name: str) -> Callable[[str], int]:
    return lambda text: _number(text, name)


def _pair(name: str) -> Callable[[str], tuple[int, int]]:
    """Read one number for both axes, or rows and columns as in 1x7."""

    def read(text: str) -> tuple[int, int]:
        parts = text.split("x", 2)
        if len(parts) > 2:
            raise _UnreadableError
        return _number(parts[0], name), _number(parts[-1], name)

    return read


def _is_ceil(text: str) -> bool:
    if text:
        raise _UnreadableError
    return True


def _written(row: Chain) -> list[str]:
    words: list[str] = []
    for part in row:
        if isinstance(part, Join):
            words.append(_NAMES[part.kind])
            for at, branch in enumerate(part.branches):
                words += [*(["Or"] if at else []), *_written(branch)]
            words.append("End")
        else:
            words.append(_word(part))
            words += [_NORM] if part.norm else []
        words += [_NAMES[part.activation]] if part.activation else []
    return words


def _word(part: Single) -> str:
    layer = part.layer
    if layer is None:
        return _NAMES[part.kind]
    if part.kind == "dense":
        return f"Linear_{layer.units}" + (f"_i{part.takes}" if part.takes else "")
    stride, padding = layer.stride[0], _both(layer.padding)
    said = f"_p{padding}" if padding != "0" else ""
    if part.kind == "conv":
        told = f"Conv2d_{layer.units}_{_both(layer.kernel)}" + (f"_s{stride}" if stride > 1 else "") + said
        return told + (f"_g{layer.groups}" if layer.groups > 1 else "")
    told = f"{_NAMES[part.kind]}_{layer.kernel[0]}" + (f"_s{stride}" if stride != layer.kernel[0] else "")
    return told + said + ("_c" if part.remainder == "pad" else "")


def _both(sides: object) -> str:
    match sides:
        case (rows, columns) if rows != columns:
            return f"{rows}x{columns}"
        case (rows, _):
            return str(rows)
    return str(sides)
