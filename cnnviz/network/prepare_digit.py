"""Turning any picture of a digit into an input like those of MNIST, in visible steps.

The steps are MNIST's own: a digit is scaled into a box of 20×20 pixels as it is, neither squeezed nor
stretched, with greys along its edges, and put on 28×28 so that its centre of mass is in the middle (LeCun,
Bottou, Bengio and Haffner (1998), "Gradient-Based Learning Applied to Document Recognition", III.A; Yadav and
Bottou (2019), "Cold Case: The Lost MNIST Digits", found them again from the originals). Only lines that would
come out thinner than nearly all of MNIST are thickened first: nobody there drew on a screen.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.images import resize
from cnnviz.images.outlines import distance_to_false
from cnnviz.network.prepare import (
    FOREGROUND,
    SIDE,
    Preparation,
    Prepared,
    Step,
    first_steps,
    trim_step,
)

Array = NDArray[Any]
#: Pixels of the result that a digit's longer side becomes, unless a learner asks for another margin.
BOX = 20
#: Lines that would come out thinner than the first become the second, in pixels of the result: of MNIST's
#: digits 5 in 100 have thinner lines than 1.7, half have thicker ones than 2.6.
THIN, THICKENED = 1.7, 2.1
#: What is lighter than this counts as line.
HALF = 0.5


def prepare_digit(image: Array, how: Preparation | None = None) -> Prepared:
    """Make the network's input from a picture of one digit.

    Parameters
    ----------
    image : ndarray, shape (H, W) or (3, H, W)
        0–255.
    how : Preparation, optional
        Everything automatic if not given. `margin` comes on top of MNIST's own of 4 pixels; `fill` counts
        for nothing, since a digit is its lines.

    Raises
    ------
    ImageError
        If an option of `how` is none of those it can be.

    Examples
    --------
    >>> picture = np.full((200, 100), 255.0)  # white paper …
    >>> picture[20:180, 60:75] = 0.0  # … with a stroke on it
    >>> prepared = prepare_digit(picture)
    >>> [step.title for step in prepared.steps]
    ['Grey', 'Light on dark', 'Brightness', 'Lines', 'Trimmed', 'Box', '28×28']
    >>> rows, columns = np.nonzero(prepared.input > 0.5)
    >>> int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1, int(columns.mean().round())
    (20, 2, 14)
    """
    how = how or Preparation()
    steps, blank = first_steps(image, how)
    if not blank:
        room = max(1, BOX - 2 * how.margin)
        steps.append(_brightened(steps[-1].picture, how.brighten))
        steps.append(_lines(steps[-1].picture, room))
        steps.append(trim_step(steps[-1].picture, how.trim, "a digit of MNIST touches its box"))
        steps.append(_boxed(steps[-1].picture, room))
    steps.append(_placed(steps[-1].picture if not blank else np.zeros((1, 1)), how.shift))
    return Prepared(steps[-1].picture.astype(np.float32), tuple(steps), blank)


def _brightened(picture: Array, brighten: bool) -> Step:
    if not brighten:
        return Step("Brightness", "The brightness is not changed, as you chose.", picture)
    lightness = float(np.percentile(picture[picture > FOREGROUND], 90))
    clear = np.clip((picture / lightness - FOREGROUND) / (1 - FOREGROUND), 0, 1)
    return Step(
        "Brightness", "Scaled so that lines are white, and faint traces black: MNIST’s are so.", clear
    )


def _lines(picture: Array, room: int) -> Step:
    """Thicken lines that would come out thin on a longer side of `room` pixels."""
    scale = room / max(trim_step(picture, True).picture.shape)
    width = line_width(picture) * scale
    told = f"Lines would come out {width:.1f} pixels wide"
    if width >= THIN:
        return Step("Lines", f"{told}, like those of MNIST: nothing is changed.", picture)
    reach = (THICKENED - width) / scale / 2
    beside = int(reach) + 2
    wide = np.pad(picture, beside)
    apart = distance_to_false(wide <= HALF, reach + 1)
    text = f"{told}, thinner than those of MNIST, so they are drawn {THICKENED} pixels wide."
    return Step("Lines", text, np.maximum(wide, np.clip(reach + 1 - apart, 0, 1)))


def line_width(picture: Array) -> float:
    """Measure how wide the lines of a picture (H, W) of 0–1 are, in its pixels; about 0.5 in error.

    In a long line of width w, pixels lie w/4 from its edge on average.

    >>> picture = np.zeros((40, 40))
    >>> picture[5:35, 10:18] = 1
    >>> 7 < line_width(picture) < 8
    True
    """
    ink = np.pad(picture > HALF, 1)
    return float(4 * (distance_to_false(ink)[ink].mean() - HALF)) if ink.any() else 0.0


def _boxed(picture: Array, room: int) -> Step:
    height, width = (max(1, round(side * room / max(picture.shape))) for side in picture.shape)
    text = f"The longer side becomes {room} pixels, with greys along the edges; the shape stays."
    return Step("Box", text, resize(picture.astype(np.float32), (height, width)))


def _placed(picture: Array, shift: tuple[int, int]) -> Step:
    """Put a picture of at most 28 × 28 on black, its centre of mass on the pixel right below the middle."""
    height, width = picture.shape
    mass = max(float(picture.sum()), np.finfo(float).tiny)
    centre = [float((picture * at).sum()) / mass for at in np.indices(picture.shape)]
    top, left = (SIDE + SIDE // 2 - round(c) + by for c, by in zip(centre, shift, strict=True))
    canvas = np.zeros((3 * SIDE, 3 * SIDE), np.float32)  # room to shift in; the middle third is kept
    canvas[top : top + height, left : left + width] = picture
    text = "Its centre of mass comes to the middle of 28×28 pixels."
    if shift != (0, 0):
        text = "It is moved from the middle of 28×28 pixels as you chose."
    return Step("28×28", text, canvas[SIDE : 2 * SIDE, SIDE : 2 * SIDE])
