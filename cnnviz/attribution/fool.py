"""The smallest change that fools the network.

Gradient steps towards another class, no pixel changing by more than a bound: Kurakin, Goodfellow, Bengio
(2017), "Adversarial Examples in the Physical World"; Madry et al. (2018), "Towards Deep Learning Models
Resistant to Adversarial Attacks". The bound is found by halving.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import whole
from cnnviz.attribution.checks import class_of, number_in, one_image
from cnnviz.attribution.push import STEPS, push
from cnnviz.attribution.scores import logits_of
from cnnviz.errors import CnnvizError
from cnnviz.network.sequential import Sequential
from cnnviz.numbers import percent, percents
from cnnviz.operators import softmax

Array = NDArray[Any]
#: The brightness of a pixel has this many steps in a file of 8 bits.
GREY_LEVELS = 255


@dataclass(frozen=True)
class Fooled:
    """What was found.

    Attributes
    ----------
    label, target : int
        The network's prediction before, and the class it was pushed to.
    found : bool
        Whether the changed image is classified as the target.
    image, change : ndarray, shape (C, H, W)
        The changed image, 0–1, and how it differs. If nothing was found, the last try at the largest bound.
    bound : float
        The largest change of a pixel.
    too_small : float
        The largest bound at which these steps failed (0 if none did): the smallest that fools lies
        between the two, as far as these steps can tell.
    before, after : ndarray, shape (classes,)
        Probabilities.
    rounded : int
        The prediction for the changed image with its pixels rounded to the grey levels of a file of 8 bits.
    """

    label: int
    target: int
    found: bool
    image: Array
    change: Array
    bound: float
    too_small: float
    before: Array
    after: Array
    rounded: int

    @property
    def too_small_levels(self) -> float:
        """`too_small` in grey levels."""
        return self.too_small * GREY_LEVELS

    def sentence(self, names: tuple[str, ...]) -> str:
        """Say what it took, with the classes' names."""
        most = percent(self.bound if self.found else self.too_small)
        was, now = names[self.label], names[self.target]
        if not self.found:
            return (
                f"No change of up to {most} of the full brightness range was found that turns {was} into "
                f"{now}."
            )
        return (
            f"Changing each pixel by at most {most} of the full brightness range turns {was} "
            f"({percents(self.before)[self.label]}) into {now} "
            f"({percents(self.after)[self.target]})."
        )


def smallest_change(
    network: Sequential,
    image: ArrayLike,
    target: int | None = None,
    most: float = 0.3,
    steps: int = STEPS,
    halvings: int = 7,
) -> Fooled:
    """Look for the smallest change that makes the network predict another class.

    Parameters
    ----------
    network : Sequential
        Ends with one number for each class.
    image : array_like, shape (C, H, W)
        0–1.
    target : int, optional
        The class to push to. If not given, all others are tried; those that a bound was too small for, while
        it was enough for another one, are given up.
    most : float
        The largest bound that is tried, above 0 up to 1.
    steps : int
        Gradient steps for each bound.
    halvings : int
        How often the interval that holds the smallest bound is halved.

    Returns
    -------
    Fooled
        The same each time: nothing is drawn.

    Raises
    ------
    CnnvizError
        If an argument makes no sense, or the network predicts the target already.
    """
    image = one_image(image)
    number_in(float(image.min()), "the darkest pixel", 0, 1)
    number_in(float(image.max()), "the lightest pixel", 0, 1)
    steps, halvings = whole(steps, "the number of steps"), whole(halvings, "the number of halvings", 0)
    most = number_in(most, "the largest bound", 1e-4, 1)
    logits = logits_of(network, image[None])[0]
    label = int(logits.argmax())
    if target is not None and class_of(target, len(logits)) == label:
        raise CnnvizError(f"the network already predicts class {target}; choose another one as its target")
    # Of 20 test images pushed to the second most probable class only, the bounds were 1.6 times as large.
    targets = np.argsort(-logits, kind="stable")[1:] if target is None else np.array([target])
    low, best, chosen = _halved(network, image, targets, most, steps, halvings)
    rounded = (np.rint(best * GREY_LEVELS) / GREY_LEVELS).astype(best.dtype)
    after = softmax(logits_of(network, np.stack([best, rounded])))
    change = best - image
    return Fooled(
        label,
        chosen,
        found=bool(after[0].argmax() == chosen),
        image=best,
        change=change,
        bound=float(np.abs(change).max()),
        too_small=low,
        before=softmax(logits),
        after=after[0],
        rounded=int(after[1].argmax()),
    )


def _halved(
    network: Sequential, image: Array, targets: Array, high: float, steps: int, halvings: int
) -> tuple[float, Array, int]:
    """Give the largest bound that was not enough, the image within the smallest that was, and its target."""

    def tried(bound: float) -> tuple[Array, Array]:
        pushed = push(network, image, targets, np.full(len(targets), bound), steps, stop=True)
        return pushed, logits_of(network, pushed).argmax(axis=1) == targets

    low = 0.0
    pushed, fools = tried(high)
    if not fools.any():
        return high, pushed[0], int(targets[0])
    best, targets = pushed[fools][0], targets[fools]
    chosen = int(targets[0])
    for _ in range(halvings):
        middle = (low + high) / 2
        pushed, fools = tried(middle)
        if fools.any():
            high, best, targets = middle, pushed[fools][0], targets[fools]
            chosen = int(targets[0])
        else:
            low = middle
    return low, best, chosen
