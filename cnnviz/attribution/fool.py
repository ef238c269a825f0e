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
from cnnviz.attribution.scores import answers
from cnnviz.errors import CnnvizError
from cnnviz.network.losses import cross_entropy
from cnnviz.network.sequential import Sequential
from cnnviz.numbers import percent
from cnnviz.operators import softmax

Array = NDArray[Any]
#: A step is this many times the bound over the number of steps, so that any place within it can be reached.
STRIDE = 2.5


@dataclass(frozen=True)
class Fooled:
    """What was found.

    Attributes
    ----------
    label, target : int
        The network's answer before, and the class it was pushed to.
    found : bool
        Whether the changed image is answered with the target.
    image, change : ndarray, shape (C, H, W)
        The changed image, 0–1, and how it differs. If nothing was found, the last try at the largest bound.
    bound : float
        The largest change of a pixel.
    too_small : float
        The largest bound at which these steps failed (0 if none did): the smallest that fools lies
        between the two, as far as these steps can tell.
    before, after : ndarray, shape (classes,)
        Probabilities.
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

    def sentence(self, names: tuple[str, ...]) -> str:
        """Say what it took, with the classes' names."""
        most = percent(self.bound if self.found else self.too_small)
        was, now = names[self.label], names[self.target]
        if not self.found:
            return f"No change of up to {most} of full light was found that turns {was} into {now}."
        return (
            f"Pixels changed by at most {most} of full light turn {was} "
            f"({percent(float(self.before[self.label]))}) into {now} "
            f"({percent(float(self.after[self.target]))})."
        )


def smallest_change(
    network: Sequential,
    image: ArrayLike,
    target: int | None = None,
    most: float = 0.3,
    steps: int = 12,
    halvings: int = 7,
) -> Fooled:
    """Look for the smallest change that makes the network answer with another class.

    Parameters
    ----------
    network : Sequential
        Ends with one number for each class.
    image : array_like, shape (C, H, W)
        0–1.
    target : int, optional
        The class to push to, the second most probable if not given.
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
        If an argument makes no sense, or the network answers with the target already.
    """
    image = one_image(image)
    number_in(float(image.min()), "the darkest pixel", 0, 1)
    number_in(float(image.max()), "the lightest pixel", 0, 1)
    steps, halvings = whole(steps, "the number of steps"), whole(halvings, "the number of halvings", 0)
    most = number_in(most, "the largest bound", 1e-4, 1)
    logits = answers(network, image[None])[0]
    label = int(logits.argmax())
    target = (
        int(np.argsort(-logits, kind="stable")[1:2].sum())
        if target is None
        else class_of(target, len(logits))
    )
    if target == label:
        raise CnnvizError(
            f"the network answers with class {target} already; choose another one to push it to"
        )
    low, high = 0.0, most
    best = _pushed(network, image, target, most, steps)
    found = _fools(network, best, target)
    for _ in range(halvings if found else 0):
        middle = (low + high) / 2
        tried = _pushed(network, image, target, middle, steps)
        if _fools(network, tried, target):
            high, best = middle, tried
        else:
            low = middle
    before, after = softmax(logits), softmax(answers(network, best[None])[0])
    change = best - image
    bound = float(np.abs(change).max())
    return Fooled(label, target, found, best, change, bound, low if found else most, before, after)


def _pushed(network: Sequential, image: Array, target: int, bound: float, steps: int) -> Array:
    """Take signed gradient steps that lower the target's loss, within a bound and 0–1, until it's fooled."""
    low, high = np.maximum(image - bound, 0), np.minimum(image + bound, 1)
    low, high = low.astype(image.dtype), high.astype(image.dtype)
    stride = image.dtype.type(STRIDE * bound / steps)
    x = image
    for _ in range(steps):
        logits, backward = network.forward(x[None])
        if logits[0].argmax() == target:
            break
        _, by_logits = cross_entropy(logits, np.array([target]))
        slope = backward(by_logits())[0][0]
        x = np.clip(x - stride * np.sign(slope), low, high)
    return x


def _fools(network: Sequential, image: Array, target: int) -> bool:
    return bool(answers(network, image[None])[0].argmax() == target)
