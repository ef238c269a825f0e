"""What a page restores, in a form that is the same on every machine.

Sums of floats differ in their last bits from one processor to another. So numbers are kept to five
significant digits and compared with room for one in the last; a number that stands in a text is kept as it is
written there, with the same room. Only whole numbers, such as a picture's pixels, are hashed.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

_DIGITS = 5
#: How far apart two numbers of so many digits may be, as a share of the larger one, and near 0.
_ROOM, _NEAR_ZERO = 10.0 ** (1 - _DIGITS), 1e-6
#: As many numbers are written out; of more there is a summary.
_FEW = 49
#: Pixels times their scale are whole numbers but for this.
_WHOLE = 1e-3
_WRITTEN = re.compile(r"-?\d+(?:\.(?P<decimals>\d+))?(?:e(?P<power>-?\d+))?")


def number(value: Any) -> float:
    """Round to as many digits as are compared."""
    return float(f"{float(value):.{_DIGITS}g}") + 0.0  # no −0


def written(text: str) -> list[str]:
    """Give all numbers of a text as they are written there, with a plain minus and without commas."""
    return [found[0] for found in _WRITTEN.finditer(text.replace("−", "-").replace(",", ""))]


def summary(values: ArrayLike) -> Any:
    """Give a few numbers as they are; of many the shape, the range, and what `tone` says."""
    numbers = np.asarray(values, np.float64)
    if numbers.size <= _FEW:
        return _rounded(numbers.tolist())
    ends = [number(np.nanmin(numbers)), number(np.nanmax(numbers))]
    return {"shape": list(numbers.shape), "range": ends, **tone(numbers)}


def tone(values: ArrayLike) -> dict[str, Any]:
    """Give the mean of the numbers without their signs, and along each axis where their centre of mass lies.

    Whatever is shifted, mirrored or transposed has another centre. Unlike the ends of the range, both stay as
    they are when single pixels are rounded the other way.
    """
    sizes = np.abs(np.nan_to_num(np.asarray(values, np.float64)))
    total = sizes.sum() or 1.0
    centre = [number(_moment(sizes, axis) / total) for axis in range(sizes.ndim)]
    return {"mean size": number(sizes.mean()), "centre": centre}


def _moment(sizes: NDArray[np.float64], axis: int) -> float:
    others = tuple(other for other in range(sizes.ndim) if other != axis)
    return float(sizes.sum(axis=others) @ np.arange(sizes.shape[axis]))


def _rounded(numbers: Any) -> Any:
    return [_rounded(each) for each in numbers] if isinstance(numbers, list) else number(numbers)


def picture(values: ArrayLike, scale: int = 1) -> Any:
    """Give the shape of pixels, and a hash if they are whole numbers once multiplied by `scale`.

    Of others, and of a few, give what `summary` does.
    """
    pixels = np.asarray(values, np.float64) * scale
    whole = np.rint(pixels)
    if pixels.size <= _FEW or np.abs(pixels - whole).max() > _WHOLE:
        return summary(values)
    digest = hashlib.sha256(whole.astype("<i4").tobytes()).hexdigest()
    return {"shape": list(whole.shape), "sha256": digest[:16]}


def differences(recorded: Any, restored: Any, name: str = "") -> Iterator[str]:
    """Say what differs between what was recorded and what an address restores now."""
    if isinstance(recorded, dict) and isinstance(restored, dict):
        for key in recorded | restored:
            yield from differences(recorded.get(key), restored.get(key), f"{name} > {key}" if name else key)
    elif isinstance(recorded, list) and isinstance(restored, list) and len(recorded) == len(restored):
        for i, pair in enumerate(zip(recorded, restored, strict=True)):
            yield from differences(*pair, f"{name}[{i}]")
    elif not _alike(recorded, restored):
        yield f"{name} was {recorded!r} and is {restored!r}"


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return bool(np.isclose(one, other, rtol=_ROOM, atol=_NEAR_ZERO))
    if isinstance(one, str) and isinstance(other, str) and one != other:
        found = _WRITTEN.fullmatch(one), _WRITTEN.fullmatch(other)
        return all(found) and abs(float(one) - float(other)) < 1.5 * min(map(_last_digit, found))
    return type(one) is type(other) and bool(one == other)


def _last_digit(found: re.Match[str]) -> float:
    """What one more in the last digit of a written number is worth."""
    return 10.0 ** (int(found["power"] or 0) - len(found["decimals"] or ""))
