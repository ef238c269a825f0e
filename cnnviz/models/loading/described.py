"""A layer as a file describes it, before anything is built of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import CnnvizError, WeightsError
from cnnviz.typed.signs import quoted

Floats = NDArray[np.float32]
Shape = tuple[int, ...]
#: What no setting of a small network reaches.
_LARGEST: Final = 1_000_000


@dataclass(frozen=True)
class Described:
    """One layer of a file.

    Attributes
    ----------
    number : int
        Counted from 1.
    kind : str
        Its class in ``torch.nn``, whatever the file calls it.
    settings : mapping
        By torch's names; they come from anywhere.
    arrays : mapping of str to float32 ndarray
        By torch's names; finite.
    called : str
        What the file calls it, if that is not `kind`.
    """

    number: int
    kind: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    arrays: Mapping[str, Floats] = field(default_factory=dict)
    called: str = ""

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Come from another process; NumPy makes every array anew, and writable."""
        vars(self).update(state)
        for values in self.arrays.values():
            values.flags.writeable = False

    def __str__(self) -> str:
        return f"layer {self.number} ({quoted(self.called or self.kind)})"

    def refuse(self, why: str) -> WeightsError:
        """Build the error that says why this layer can't be shown here."""
        return WeightsError(f"{self} {why}")

    def whole(self, name: str, default: int | None = None, least: int = 0) -> int:
        """Read a whole number, or two equal ones, one for each axis."""
        rows, columns = self.pair(name, default, least)
        if rows != columns:
            value = quoted(str(self.settings[name]))
            raise self.refuse(f"has a {name} of {value}; layers here have the same for rows and columns")
        return rows

    def pair(self, name: str, default: int | None = None, least: int = 0) -> tuple[int, int]:
        """Read two whole numbers, one for each axis, or one for both."""
        value = self.settings.get(name, default)
        rows, columns = value if isinstance(value, list | tuple) and len(value) == 2 else (value, value)
        if not all(_is_whole(one, least) for one in (rows, columns)):
            raise self.refuse(
                f"has a {name} of {quoted(str(value))}; it must be a whole number of at least {least}"
            )
        return rows, columns

    def number_of(self, name: str, default: float) -> float:
        """Read a finite number."""
        value = self.settings.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
            raise self.refuse(f"has a {name} of {quoted(str(value))}; it must be a number")
        return float(value)

    def only(self, **allowed: object) -> None:
        """Refuse settings that layers here do not have: each that is given must be as said."""
        for name, wanted in allowed.items():
            value = self.settings.get(name, wanted)
            once = value[0] if isinstance(value, list | tuple) and len({*map(str, value)}) == 1 else value
            if once != wanted:
                raise self.refuse(
                    f"has {name}={quoted(str(value))}; layers here have {name}={wanted}, and can't do "
                    "what it does"
                )

    def array(self, name: str, shape: Shape, default: float | None = None) -> Floats:
        """Take an array, which must have a shape; one that may be missing is `default` everywhere."""
        if name not in self.arrays and default is not None:
            return np.full(shape, default, np.float32)
        if name not in self.arrays:
            raise self.refuse(f"comes without its {name}, of shape {shape}; export the network again")
        found = self.arrays[name]
        if found.shape != shape:
            raise self.refuse(
                f"has a {name} of shape {found.shape}, but its settings need {shape}; export the "
                "network again"
            )
        return found

    def maps(self, shape: Shape) -> tuple[int, int, int]:
        """Refuse what is no maps."""
        if len(shape) != 3:
            raise self.refuse(f"takes maps, but is given {told(shape)}; it must stand before Flatten")
        return shape[0], shape[1], shape[2]


def _is_whole(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= _LARGEST


def told(shape: Shape) -> str:
    """Say what a layer is given.

    >>> told((16, 7, 7)), told((784,))
    ('16 maps of 7×7', '784 numbers in a row')
    """
    if len(shape) == 3:
        return f"{shape[0]} map{'' if shape[0] == 1 else 's'} of {shape[1]}×{shape[2]}"
    return f"{shape[0]:,} numbers in a row"


def finite(values: NDArray[Any], where: str) -> Floats:
    """Take plain numbers as read-only float32.

    Raises
    ------
    WeightsError
        If one of them is not finite.
    """
    if values.dtype.kind not in "fiu":
        raise WeightsError(f"{where} does not hold plain numbers; export the network again")
    with np.errstate(all="ignore"):  # what does not fit becomes infinite, and is refused
        numbers: Floats = np.ascontiguousarray(values, np.float32)
    if not np.isfinite(numbers).all():
        raise WeightsError(f"{where} holds numbers that are not finite; train the network again")
    numbers = numbers.copy() if numbers is values else numbers
    numbers.flags.writeable = False
    return numbers


def said(layer: Described, error: CnnvizError) -> WeightsError:
    """Say of which layer an error is."""
    return layer.refuse(f"can't be built: {error}")
