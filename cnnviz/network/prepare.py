"""Turning any picture into an input like those the Fashion-MNIST network was trained on, in visible steps.

The data set's pictures are 28×28, grey, a bright garment on black that touches the frame (Xiao, Rasul,
Vollgraf (2017), "Fashion-MNIST"). A picture that differs is misclassified, so each step can be seen and
changed.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ImageError
from cnnviz.images import fit, resize, to_grey
from cnnviz.images.outlines import close_gaps, fill_holes
from cnnviz.numbers import percent

Array = NDArray[Any]

SIDE = 28  # of the network's input
#: Pictures are first brought to at most this side: the steps need no more, and are faster.
WORKING_SIDE = 448
#: Lighter than this share of full light counts as part of the garment.
FOREGROUND = 0.12
#: The grey an outline is filled with, and what the 90th percentile of the garment is brought to (both 0–1);
#: in a trial these values were best for drawings.
FILL, BRIGHT = 0.7, 0.8
#: With `fill` "auto" a drawing is filled if its lines cover less than this share of what they enclose.
OUTLINE = 0.5
POLARITIES = ("auto", "invert", "keep")
FILLS = ("auto", "yes", "no")
#: Smallest and largest margin and shift, in pixels of the result.
MARGINS = (0, 8)
SHIFTS = (-8, 8)


@dataclass(frozen=True)
class Preparation:
    """What a learner can change about the steps.

    Attributes
    ----------
    polarity : {"auto", "invert", "keep"}
        The network knows light garments on black. "auto" inverts if the picture's border is light.
    fill : {"auto", "yes", "no"}
        Whether outlines are filled with grey; "auto" looks how much of the enclosed area is drawn.
    trim : bool
        Cut away the empty border and enlarge what is left.
    margin : int
        Empty pixels left around the garment in the result, 0–8.
    shift : (int, int)
        Rows down and columns to the right that the result is moved, −8 to 8 each.
    brighten : bool
        Bring the garment's lightest tenth to 0.8 and above.
    """

    polarity: str = "auto"
    fill: str = "auto"
    trim: bool = True
    margin: int = 0
    shift: tuple[int, int] = (0, 0)
    brighten: bool = True


@dataclass(frozen=True)
class Step:
    """One step: what was done, in a sentence, and the picture after it, (H, W) of 0–1."""

    title: str
    text: str
    picture: Array


@dataclass(frozen=True)
class Prepared:
    """A network input, (28, 28) of float32 0–1, with the steps that led to it.

    `blank` is true if nothing was found to look at; the input is then black.
    """

    input: Array
    steps: tuple[Step, ...]
    blank: bool


def prepare(image: Array, how: Preparation | None = None) -> Prepared:
    """Make the network's input from a picture.

    Parameters
    ----------
    image : ndarray, shape (H, W) or (3, H, W)
        0–255.
    how : Preparation, optional
        Everything automatic if not given.

    Raises
    ------
    ImageError
        If an option of `how` is none of those it can be.

    Examples
    --------
    >>> picture = np.full((100, 80), 255.0)  # white paper …
    >>> picture[20:80, 30:50] = 60.0  # … with something dark on it
    >>> prepared = prepare(picture)
    >>> prepared.input.shape, [step.title for step in prepared.steps]
    ((28, 28), ['Grey', 'Light on dark', 'Outlines', 'Trimmed', 'Brightness', '28×28'])
    """
    how = how or Preparation()
    steps, blank = first_steps(image, how)
    if not blank:
        steps.append(_filled(steps[-1].picture, how.fill))
        steps.append(trim_step(steps[-1].picture, how.trim))
        steps.append(_brightened(steps[-1].picture, how.brighten))
        steps.append(_placed(steps[-1].picture, how.margin, how.shift))
    else:
        steps.append(
            Step("28×28", "Nothing stands out enough, so the input is black.", np.zeros((SIDE, SIDE)))
        )
    return Prepared(steps[-1].picture.astype(np.float32), tuple(steps), blank)


def first_steps(image: Array, how: Preparation) -> tuple[list[Step], bool]:
    """Make what every preparation begins with, light on dark, and say whether nothing was found there.

    Raises
    ------
    ImageError
        If an option of `how` is none of those it can be.
    """
    check(how)
    grey = grey_step(image)
    light = light_step(grey.picture, how.polarity)
    return [grey, light], not (light.picture > FOREGROUND).any()


def check(how: Preparation) -> None:
    """Refuse an option that is none of those it can be, with an `ImageError`."""
    if how.polarity not in POLARITIES or how.fill not in FILLS:
        raise ImageError(
            f"the light can be one of {', '.join(POLARITIES)} and filling one of {', '.join(FILLS)}, "
            f"not “{how.polarity}” and “{how.fill}”"
        )
    if not MARGINS[0] <= how.margin <= MARGINS[1] or any(
        not SHIFTS[0] <= step <= SHIFTS[1] for step in how.shift
    ):
        raise ImageError("the margin can be 0 to 8 pixels and the shift −8 to 8")


def grey_step(image: Array) -> Step:
    """Make one grey value of colours, 0–1, and a large picture smaller."""
    grey = fit(to_grey(image), WORKING_SIDE) / 255
    text = (
        "Red, green and blue become one grey value; the network does not use colour."
        if image.ndim == 3
        else "The picture is grey already; the network does not use colour."
    )
    if grey.shape != image.shape[-2:]:
        text += f" The longer side becomes {WORKING_SIDE} pixels."
    return Step("Grey", text, grey)


def light_step(grey: Array, polarity: str) -> Step:
    """Swap light and dark where the border is light, and make the border black."""
    border = float(np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])))
    invert = polarity == "invert" or (polarity == "auto" and border > 0.5)
    if invert:
        grey, border = 1 - grey, 1 - border
    picture = grey
    if border <= 0.5:  # what is as dark as the border becomes black, the lightest possible stays white
        picture = np.clip((grey - border) / (1 - border), 0, 1)
    text = (
        "The border is light, so light and dark are swapped."
        if invert
        else "The border is dark, so nothing is swapped."
    )
    if polarity != "auto":
        text = f"Light and dark are {'' if invert else 'not '}swapped, as you chose."
    if 0 < border <= 0.5:
        text += " What is as dark as the border becomes black."
    return Step("Light on dark", text, picture)


def _filled(picture: Array, fill: str) -> Step:
    drawn = picture > FOREGROUND
    reach = max(1, round(max(picture.shape) / 80))  # gaps of up to twice this are closed
    near = np.pad(drawn, reach)  # so that closing does not stop at the frame
    closed = close_gaps(near, reach)
    enclosed = fill_holes(closed)[reach:-reach, reach:-reach] | drawn
    inside = enclosed & ~drawn
    if unfilled := _why_unfilled(float(drawn.sum() / enclosed.sum()), fill, bool(inside.any())):
        return Step("Outlines", unfilled, picture)
    text = "An outline is empty inside, but a garment is not, so the inside is filled with grey."
    return Step("Outlines", text, np.where(inside, np.maximum(picture, FILL), picture))


def _why_unfilled(drawn: float, fill: str, has_inside: bool) -> str:
    """Say why nothing is filled, if the lines cover a share `drawn` of what they enclose; empty if it is."""
    if fill == "no":
        return "Nothing is filled, as you chose."
    if not has_inside:
        return "Nothing is filled: no empty area is enclosed."
    if fill == "auto" and drawn >= OUTLINE:
        return (
            f"Nothing is filled: {percent(drawn, 0)} of the enclosed area is drawn, which is more than an "
            "outline."
        )
    return ""


def trim_step(picture: Array, trim: bool, because: str = "garments in the data set touch the frame") -> Step:
    """Cut away the empty border, if it is to be; `because` says why."""
    if not trim:
        return Step("Trimmed", "Not trimmed, as you chose.", picture)
    drawn = picture > FOREGROUND
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    cut = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    text = f"The empty border is cut away, because {because}."
    if cut.shape == picture.shape:
        text = "There is no empty border to cut away."
    return Step("Trimmed", text, cut)


def _brightened(picture: Array, brighten: bool) -> Step:
    if not brighten:
        return Step("Brightness", "The brightness is not changed, as you chose.", picture)
    lightness = float(np.percentile(picture[picture > FOREGROUND], 90))
    text = "Scaled so that the garment is about as light as those in the data set."
    return Step("Brightness", text, np.clip(picture * (BRIGHT / lightness), 0, 1))


def _placed(picture: Array, margin: int, shift: tuple[int, int]) -> Step:
    room = SIDE - 2 * margin
    height, width = (max(1, round(side * room / max(picture.shape))) for side in picture.shape)
    small = resize(picture.astype(np.float32), (height, width))
    canvas = np.zeros((3 * SIDE, 3 * SIDE), np.float32)  # room to shift in; the middle third is kept
    top, left = SIDE + (SIDE - height) // 2 + shift[0], SIDE + (SIDE - width) // 2 + shift[1]
    canvas[top : top + height, left : left + width] = small
    text = f"The longer side becomes {room} pixels, and the picture is centred on black."
    if shift != (0, 0):
        text = (
            f"The longer side becomes {room} pixels, and the picture is moved from the centre as you chose."
        )
    return Step("28×28", text, canvas[SIDE : 2 * SIDE, SIDE : 2 * SIDE])
