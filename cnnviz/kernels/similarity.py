"""How alike kernels are: the cosine of the angle between them, and which hand-made one is nearest.

The cosine leaves out how large the weights are. What is left is the pattern: 1 the same pattern, 0 none in
common, −1 the same with light and dark swapped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import floats, whole
from cnnviz.errors import KernelError
from cnnviz.kernels.catalogue import CATALOGUE
from cnnviz.kernels.specs import KernelSpec

Array = NDArray[Any]
_SHAPE = (3, 3)
#: What makes a kernel 3×3 that has a size, and a wave short enough to be seen in it.
_SMALL: Mapping[str, object] = {"size": 3, "wavelength": 3.0}
#: Patterns nearer to each other than this count as one: a Gabor kernel this small can be Prewitt's.
_SAME = 0.999
#: Not hand-made, and not itself any more on so few pixels.
_LEFT_OUT = {"custom", "laplacian_of_gaussian"}
#: Numbers that turn a kernel into another pattern, and which of them are tried.
_TRIED: Mapping[str, tuple[object, ...]] = {"orientation": (0, 45, 90, 135), "phase": (0, 90)}


@dataclass(frozen=True)
class Named:
    """A hand-made kernel: what it is called, and its weights (k, l)."""

    name: str
    weights: Array


@dataclass(frozen=True)
class Likeness:
    """A hand-made kernel and the cosine, −1…1, of another one with it."""

    kernel: Named
    cosine: float


def cosine(first: ArrayLike, second: ArrayLike) -> float:
    """The cosine of the angle between two kernels, taken as vectors: a·b / (‖a‖ ‖b‖).

    Parameters
    ----------
    first, second : array_like
        Of the same shape; of any number of axes.

    Returns
    -------
    float
        −1 to 1; NaN if one of them is 0 everywhere, and so has no direction.

    Raises
    ------
    KernelError
        If the shapes differ, they are empty or a weight is not finite.

    Examples
    --------
    >>> from cnnviz.kernels import prewitt, sobel
    >>> round(cosine(sobel(), prewitt()), 4), round(cosine(sobel(), -10 * sobel()), 4)
    (0.9428, -1.0)
    """
    one, two = floats(first, np.float64), floats(second, np.float64)
    if one.shape != two.shape or one.size == 0:
        raise KernelError(
            f"kernels of shapes {one.shape} and {two.shape} can't be compared; set the smaller one into zeros"
        )
    if not (np.isfinite(one).all() and np.isfinite(two).all()):
        raise KernelError("a kernel holds a weight that is not finite; use plain numbers")
    sizes = float(np.linalg.norm(one) * np.linalg.norm(two))
    return float(np.clip((one * two).sum() / sizes, -1, 1)) if sizes else float("nan")


@lru_cache(maxsize=1)
def hand_made() -> tuple[Named, ...]:
    """Every kernel of the catalogue that has 3×3 weights, or can have them: each direction, each choice.

    Of a Gabor kernel four orientations and two phases. Other parameters have their first value. What is
    there already, or with the opposite sign, is left out.

    Examples
    --------
    >>> {"Identity", "Sobel vertical", "Kirsch NE", "Laplacian 8"} <= {kernel.name for kernel in hand_made()}
    True
    """
    made: list[Named] = []
    for spec in CATALOGUE.values():
        if isinstance(spec, KernelSpec) and spec.key not in _LEFT_OUT:
            for kernel in _variants(spec):
                if kernel.weights.shape == _SHAPE and not _is_known(kernel, made):
                    made.append(kernel)
    return tuple(made)


def nearest(kernel: ArrayLike, count: int = 3) -> list[Likeness]:
    r"""Find the hand-made 3×3 kernels whose pattern is nearest, whether as it is or with its sign turned.

    Parameters
    ----------
    kernel : array_like, shape (3, 3)
    count : int
        How many, or all if there are fewer.

    Returns
    -------
    list of Likeness
        The largest \|cosine\| first; none for a kernel of zeros only.

    Raises
    ------
    KernelError
        If it is not 3×3 or a weight is not finite.

    Examples
    --------
    >>> [(near.kernel.name, round(near.cosine, 2)) for near in nearest([[1, 0, -1]] * 3, 2)]
    [('Prewitt vertical', -1.0), ('Sobel vertical', -0.94)]
    """
    found = [Likeness(hand, cosine(kernel, hand.weights)) for hand in hand_made()]
    known = [near for near in found if not np.isnan(near.cosine)]
    return sorted(known, key=lambda near: -abs(near.cosine))[: whole(count, "the number of kernels")]


def _variants(spec: KernelSpec) -> list[Named]:
    """A kernel, small, with every combination of its choices and of what is tried."""
    small = {one.name: _SMALL[one.name] for one in spec.parameters if one.name in _SMALL}
    made = [(spec.title, small)]
    for one in spec.parameters:
        tried = one.choices or _TRIED.get(one.name, ())
        if tried:
            made = [
                (f"{name} {value}{one.unit}", {**given, one.name: value})
                for name, given in made
                for value in tried
            ]
    return [Named(name, spec.build(**given)) for name, given in made]


def _is_known(kernel: Named, made: list[Named]) -> bool:
    return any(abs(cosine(kernel.weights, other.weights)) > _SAME for other in made)
