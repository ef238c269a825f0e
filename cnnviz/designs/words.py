"""Single layers of a design's text: how each is read from its word and written to it.

`cnnviz.designs.text` says what the language is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cnnviz.counting import Layer
from cnnviz.designs.design import Single
from cnnviz.designs.limits import NUMBERS

PART: Final = "_"
_PLAIN: Final = {"AdaptiveAvgPool2d_1": "mean", "LocalResponseNorm_5": "response"}
_POOLS: Final = {"MaxPool2d": "max", "AvgPool2d": "avg"}
_WORDS: Final = {kind: word for table in (_PLAIN, _POOLS) for word, kind in table.items()}


class UnreadableError(Exception):
    """The text is no design."""


def read_layer(word: str) -> Single:
    """Read the word of a layer, without what follows it.

    Raises
    ------
    UnreadableError
        If it is none, or a number is beyond its ends.

    Examples
    --------
    >>> read_layer("Conv2d_16_1x7_p0x3").layer.padding
    (0, 3)
    """
    if word in _PLAIN:
        return Single(_PLAIN[word])  # type: ignore[arg-type]
    name, *parts = word.split(PART, 6)
    if name == "Conv2d" and len(parts) >= 2:
        return _conv(*parts)
    if name in _POOLS and parts:
        return _pool(_POOLS[name], *parts)
    if name == "Linear" and parts:
        found = _lettered(parts[1:], {"i": _reader("takes")})
        return Single("dense", Layer("dense", read_number(parts[0], "units")), takes=found.get("i"))
    raise UnreadableError


def _conv(filters: str, kernel: str, *more: str) -> Single:
    found = _lettered(more, {"s": _reader("stride"), "p": _pair("padding"), "g": _reader("groups")})
    stride = found.get("s", 1)
    layer = Layer(
        "conv",
        read_number(filters, "filters"),
        _pair("kernel")(kernel),
        (stride, stride),
        found.get("p", (0, 0)),
        groups=found.get("g", 1),
    )
    return Single("conv", layer)


def _pool(kind: str, kernel: str, *more: str) -> Single:
    size = read_number(kernel, "kernel")
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
            raise UnreadableError
        found[letter] = readers[letter](rest)
    return found


def read_number(text: str, name: str) -> int:
    """Read a number that `NUMBERS` has ends for, under its name there."""
    ends = NUMBERS[name]
    if not (text.isascii() and text.isdecimal() and len(text) <= 10 and text == str(int(text))):
        raise UnreadableError
    value = int(text)
    if not ends.least <= value <= ends.most:
        raise UnreadableError
    return value


def _reader(name: str) -> Callable[[str], int]:
    return lambda text: read_number(text, name)


def _pair(name: str) -> Callable[[str], tuple[int, int]]:
    """Read one number for both axes, or rows and columns as in 1x7."""

    def read(text: str) -> tuple[int, int]:
        parts = text.split("x", 2)
        if len(parts) > 2:
            raise UnreadableError
        return read_number(parts[0], name), read_number(parts[-1], name)

    return read


def _is_ceil(text: str) -> bool:
    if text:
        raise UnreadableError
    return True


def write_layer(part: Single) -> str:
    """Write a layer as `read_layer` reads it.

    >>> write_layer(read_layer("MaxPool2d_3_s2_p1"))
    'MaxPool2d_3_s2_p1'
    """
    layer = part.layer
    if layer is None:
        return _WORDS[part.kind]
    if part.kind == "dense":
        return f"Linear_{layer.units}" + (f"_i{part.takes}" if part.takes else "")
    stride, padding = layer.stride[0], _both(layer.padding)
    said = f"_p{padding}" if padding != "0" else ""
    if part.kind == "conv":
        told = f"Conv2d_{layer.units}_{_both(layer.kernel)}" + (f"_s{stride}" if stride > 1 else "") + said
        return told + (f"_g{layer.groups}" if layer.groups > 1 else "")
    told = f"{_WORDS[part.kind]}_{layer.kernel[0]}" + (f"_s{stride}" if stride != layer.kernel[0] else "")
    return told + said + ("_c" if part.remainder == "pad" else "")


def _both(sides: object) -> str:
    match sides:
        case (rows, columns) if rows != columns:
            return f"{rows}x{columns}"
        case (rows, _):
            return str(rows)
    return str(sides)
