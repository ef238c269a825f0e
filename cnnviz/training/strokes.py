"""Changing pictures of strokes at random as hands do: turned, slanted, bent, thicker or thinner."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.network.sequential import Array
from cnnviz.training.recipe import Recipe

#: A bend is drawn at so many points along each axis, and is smooth between them.
KNOTS = 4
#: A pixel, and its neighbours by their sides: what it thickens to, and thins from.
CROSS = ((0, 0), (-1, 0), (1, 0), (0, -1), (0, 1))


@dataclass(frozen=True)
class Strokes:
    """How far pictures of strokes are changed at most; each change is drawn evenly between its ends.

    Attributes
    ----------
    turn : float
        Degrees to either side.
    grow : float
        Share by which each axis grows or shrinks.
    slant : float
        Columns to either side for each row up.
    bend : float
        Pixels that each of `KNOTS` × `KNOTS` points moves along each axis (after Simard, Steinkraus and Platt
        (2003), "Best Practices for Convolutional Neural Networks Applied to Visual Document Analysis").
    weight : float
        Share, 0–1, of the way to what the largest (thicker) or smallest (thinner) of a pixel and its four
        neighbours would be.
    """

    turn: float = 12.0
    grow: float = 0.15
    slant: float = 0.25
    bend: float = 1.0
    weight: float = 0.8

    def change(self, images: NDArray[np.uint8], shift: float, rng: np.random.Generator) -> Array:
        """Change images (N, H, W) of 0–255 so, and move them by up to `shift` pixels along each axis.

        Returns (N, 1, H, W) of float32 0–1.
        """
        light = images.astype(np.float32) / np.float32(255)
        moved = sample(light, self._places(light.shape, shift, rng))
        return reweighed(moved, rng.uniform(-self.weight, self.weight, len(images)))[:, None]

    def _places(self, shape: tuple[int, ...], shift: float, rng: np.random.Generator) -> Array:
        """Where in the image each pixel of the result is taken from: (2, N, H, W), rows and columns."""
        n, *size = shape
        centre = (np.array(size)[:, None, None] - 1) / 2
        across = np.indices(size) - centre
        turn = np.radians(rng.uniform(-self.turn, self.turn, n))
        high, wide = rng.uniform(1 - self.grow, 1 + self.grow, (2, n))
        slant = rng.uniform(-self.slant, self.slant, n)
        turning = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        shaping = np.array([[1 / high, np.zeros(n)], [slant / high, 1 / wide]])
        places = np.einsum("ijn,jkn,khw->inhw", shaping, turning, across) + centre[:, None]
        places += rng.uniform(-shift, shift, (2, n, 1, 1))
        knots = rng.uniform(-self.bend, self.bend, (2, n, KNOTS, KNOTS))
        rows, columns = (between_knots(side) for side in size)
        return np.asarray(places + rows @ knots @ columns.T)


@dataclass(frozen=True)
class StrokeRecipe(Recipe):
    """A recipe for pictures of strokes, which are changed as hands change them and never mirrored."""

    stages: tuple[tuple[int, ...], ...] = ((8, 8), (16, 16), (16, 16))
    shift: int = 2
    strokes: Strokes = Strokes()

    def augment(self, images: NDArray[np.uint8], rng: np.random.Generator) -> Array:
        """See `Strokes.change`."""
        return self.strokes.change(images, self.shift, rng)

    def describe(self) -> dict[str, str]:
        """See `Recipe.describe`."""
        hand = self.strokes
        told = (
            f"each image is turned by up to {hand.turn:g} degrees, scaled by up to {hand.grow:.0%} along "
            f"each axis, slanted by up to {hand.slant:g} columns a row, moved by up to {self.shift} pixels, "
            f"bent by up to {hand.bend:g}, and its lines are made thicker or thinner, all at random"
        )
        return super().describe() | {"augmentation": told}


def between_knots(side: int) -> Array:
    """How much each of `KNOTS` evenly spaced points counts at each of ``side`` pixels: (side, KNOTS).

    >>> between_knots(7)[:3].tolist()
    [[1.0, 0.0, 0.0, 0.0], [0.5, 0.5, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]]
    """
    at = np.linspace(0, KNOTS - 1, side)[:, None]
    return np.asarray(np.maximum(0, 1 - np.abs(at - np.arange(KNOTS))))


def sample(images: Array, places: Array) -> Array:
    """Take values of images (N, H, W) at places (2, N, H, W) between pixels, bilinearly; black outside."""
    n, height, width = images.shape
    padded = np.pad(images, ((0, 0), (1, 2), (1, 2)))
    inside = [np.clip(place + 1, 0, side + 1) for place, side in zip(places, (height, width), strict=True)]
    (top, down), (left, right) = ((place.astype(int), place % 1) for place in inside)
    which = np.arange(n)[:, None, None]

    def line(row: Array) -> Array:
        return np.asarray(padded[which, row, left] * (1 - right) + padded[which, row, left + 1] * right)

    return np.asarray(line(top) * (1 - down) + line(top + 1) * down, np.float32)


def reweighed(images: Array, shares: Array) -> Array:
    """Make strokes in images (N, H, W) thicker (share up to 1) or thinner (down to −1), each by its share."""
    height, width = images.shape[1:]
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    near = [padded[:, 1 + i : 1 + i + height, 1 + j : 1 + j + width] for i, j in CROSS]
    share = np.asarray(shares, np.float32)[:, None, None]
    target = np.where(share > 0, np.maximum.reduce(near), np.minimum.reduce(near))
    return np.asarray(images + np.abs(share) * (target - images), np.float32)
