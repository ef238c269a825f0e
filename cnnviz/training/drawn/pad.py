"""What the app's pad makes of strokes: as `assets/components/pad/paper.js` paints and hands them over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from cnnviz.network.sequential import Array

#: For each hand its slant (units to the right for each unit up), and its glyphs by their digits.
Hands = Mapping[str, tuple[float, Mapping[int, str]]]
#: Units to a side of the paper, and the pixels to a side that Python gets.
PAPER, SIDE = 280, 112
#: Squares that the edge of a stroke is counted in, along each side of a unit.
FINE = 2


@dataclass(frozen=True)
class Way:
    """How a digit is drawn.

    Attributes
    ----------
    pointer : str
        "pen", "finger" or "mouse": how much it trembles, and how often it says where it is.
    width : float
        Of the stroke, in units of the paper; the pad's slider goes from 4 to 40, and starts at 16.
    height : float
        Of the digit, in units of the paper.
    at : (float, float)
        Where its middle is: shares of what is free to the right and below.
    """

    pointer: str
    width: float
    height: float
    at: tuple[float, float] = (0.5, 0.5)


#: Units that a pointer strays, and units between two places that it reports.
TREMBLE = {"pen": (1.0, 3.0), "finger": (2.0, 6.0), "mouse": (3.0, 12.0)}
#: A digit of each hand is drawn in two of these ways.
WAYS = (
    Way("pen", 16, 180),
    Way("pen", 4, 220),
    Way("pen", 32, 230),
    Way("pen", 10, 70, (0.1, 0.2)),
    Way("pen", 16, 80, (0.9, 0.9)),
    Way("finger", 24, 200, (0.3, 0.6)),
    Way("finger", 16, 100, (0.1, 0.9)),
    Way("finger", 40, 250),
    Way("mouse", 16, 200),
    Way("mouse", 6, 120, (0.9, 0.2)),
)


def strokes_of(glyph: str) -> list[Array]:
    """Read the strokes of a glyph: lists of (n, 2) points, x to the right and y down.

    Strokes are parted by ``/``; numbers are x and y in turn. After ``~`` a stroke is a smooth curve through
    its points (Catmull and Rom (1974)), else straight from point to point.
    """
    strokes = []
    for text in glyph.split("/"):
        points = np.array(text.replace("~", " ").split(), float).reshape(-1, 2)
        strokes.append(_curve(points) if "~" in text else points)
    return strokes


def _curve(points: Array) -> Array:
    ends = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    t = np.linspace(0, 1, 12, endpoint=False)[:, None]
    parts = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        parts.append(
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        )
    return np.concatenate([*parts, points[-1:]])


def drawn(glyph: str, slant: float, way: Way, seed: int) -> Array:
    """Draw a glyph along its `paths`; returns what the pad hands over: (SIDE, SIDE) of uint8, 0 ink to
    255 paper.
    """
    return painted(paths(glyph, slant, way, seed), way.width)


def paths(glyph: str, slant: float, way: Way, seed: int) -> list[Array]:
    """Where a pointer reports to be, (n, 2) in units of the paper for each stroke of a glyph.

    Parameters
    ----------
    glyph : str
        See `strokes_of`.
    slant : float
        Units to the right for each unit up.
    way : Way
    seed : int
        Of the tremble.
    """
    rng = np.random.default_rng(seed)
    strokes = [np.stack([s[:, 0] - slant * s[:, 1], s[:, 1]], axis=1) for s in strokes_of(glyph)]
    joined = np.concatenate(strokes)
    low, size = joined.min(axis=0), np.ptp(joined, axis=0)
    scale = (way.height - way.width) / max(size[1], size[0] / 1.2)
    free = PAPER - way.width - scale * size
    origin = way.width / 2 + free * np.array(way.at)
    return [_trembled(origin + scale * (stroke - low), way.pointer, rng) for stroke in strokes]


def _trembled(points: Array, pointer: str, rng: np.random.Generator) -> Array:
    """The places that a pointer reports along a path, each a little beside it."""
    strays, apart = TREMBLE[pointer]
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    at = np.linspace(0, along[-1], max(2, round(along[-1] / apart) + 1))
    path = np.stack([np.interp(at, along, axis) for axis in points.T], axis=1)
    knots = rng.normal(0, strays, (2, max(2, round(along[-1] / 30) + 1)))  # a hand strays slowly
    stray = [np.interp(at, np.linspace(0, along[-1], len(k)), k) for k in knots]
    return np.asarray(np.clip(path + np.stack(stray, axis=1), 0, PAPER))


def painted(strokes: list[Array], width: float) -> Array:
    """Paint strokes with round ends and joins in black on white, and scale the paper down."""
    rows, columns = (np.indices((FINE * PAPER, FINE * PAPER)) + 0.5) / FINE
    ink = np.zeros(rows.shape, bool)
    for points in strokes:
        for start, end in pairwise(points):
            low = np.maximum(0, FINE * (np.minimum(start, end) - width)).astype(int)
            high = (FINE * (np.maximum(start, end) + width)).astype(int) + 1
            box = slice(low[1], high[1]), slice(low[0], high[0])
            ink[box] |= _apart(columns[box], rows[box], start, end) <= width / 2
    grey = ink.reshape(PAPER, FINE, PAPER, FINE).mean(axis=(1, 3))
    return np.round(255 * (1 - _shrunk(_shrunk(grey).T).T)).astype(np.uint8)


def _apart(x: Array, y: Array, start: Array, end: Array) -> Array:
    """How far places lie from a stretch between two points."""
    (a, b), (dx, dy) = start, end - start
    length = dx * dx + dy * dy
    t = np.clip(((x - a) * dx + (y - b) * dy) / length, 0, 1) if length else 0
    return np.asarray(np.hypot(x - a - t * dx, y - b - t * dy))


def _shrunk(grey: Array) -> Array:
    """Scale rows from PAPER to SIDE, each the mean of what it covers."""
    edges = np.linspace(0, PAPER, SIDE + 1)
    sums = np.concatenate([np.zeros((1, grey.shape[1])), np.cumsum(grey, axis=0)])
    whole = np.minimum(edges.astype(int), PAPER - 1)
    at = sums[whole] + (edges - whole)[:, None] * grey[whole]
    return np.asarray(np.diff(at, axis=0) * SIDE / PAPER)


@dataclass(frozen=True)
class Drawing:
    """A drawing: its strokes, as `paths` has them; the digit; whose hand; in which way."""

    paths: list[Array]
    digit: int
    hand: str
    way: Way

    @cached_property
    def picture(self) -> Array:
        """What the pad hands over, (SIDE, SIDE) of uint8."""
        return painted(self.paths, self.way.width)


def drawings(hands: Hands) -> Iterator[Drawing]:
    """All digits of all hands, each drawn in two of `WAYS`, so that all are tried alike."""
    for number, (hand, (slant, glyphs)) in enumerate(hands.items()):
        for digit, glyph in glyphs.items():
            first = (digit + 3 * number) % len(WAYS)
            for which in (first, (first + len(WAYS) // 2) % len(WAYS)):
                seed = 1000 * number + 10 * digit + which
                yield Drawing(paths(glyph, slant, WAYS[which], seed), digit, hand, WAYS[which])


def drawn_letters(glyphs: Mapping[str, str]) -> Iterator[Array]:
    """All letters in all `WAYS`: what the pad hands over."""
    for number, glyph in enumerate(glyphs.values()):
        for which, way in enumerate(WAYS):
            yield drawn(glyph, 0.0, way, seed=100 * number + which)
