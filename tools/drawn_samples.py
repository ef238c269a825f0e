"""The drawn samples: patterns, shapes, garments and a page of text, made from formulas and a seed."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIDE = 256
OVERSAMPLE = 4
PAPER, INK = 244, 28
PAGE = """
A small window slides over the picture.
At every place it multiplies what it sees
by its own numbers and adds it all up.
Where the picture looks like the window,
the sum is large; where nothing changes,
a window made for edges answers zero.

Row by row, a new picture appears. It is
no photograph any more but a map: here
stands an edge, there a corner, and over
there is only paper.

0 1 2 3 4 5 6 7 8 9     3 × 3 + 1 = 10
"""

Pixels = NDArray[np.uint8]


def checkerboard() -> Pixels:
    """Squares of 32 pixels, the first one black."""
    y, x = np.indices((SIDE, SIDE)) // 32
    return ((x + y) % 2 * 255).astype(np.uint8)


def step_edge() -> Pixels:
    """Dark to the left, bright to the right, nothing in between."""
    x = np.indices((SIDE, SIDE))[1]
    return np.where(x < SIDE // 2, np.uint8(40), np.uint8(215))


def ramp() -> Pixels:
    """Grey value = column."""
    return np.tile(np.arange(SIDE, dtype=np.uint8), (SIDE, 1))


def zone_plate() -> Pixels:
    """Rings whose spatial frequency grows from 0 in the middle to half a cycle a pixel at the borders."""
    y, x = np.indices((SIDE, SIDE)) - SIDE / 2 + 0.5
    wave = np.cos(np.pi * (x**2 + y**2) / SIDE)
    return np.asarray(np.round(127.5 + 127.5 * wave), dtype=np.uint8)


def stripes() -> Pixels:
    """Black and white rays from the middle, which is grey: edges in every direction."""
    y, x = (np.indices((SIDE * OVERSAMPLE,) * 2) + 0.5) / OVERSAMPLE - SIDE / 2
    rays = np.where(np.cos(16 * np.arctan2(y, x)) > 0, 255.0, 0.0)
    rays[np.hypot(x, y) < 12] = 128
    return np.rint(rays.reshape(SIDE, OVERSAMPLE, SIDE, OVERSAMPLE).mean(axis=(1, 3))).astype(np.uint8)


def digit() -> Pixels:
    """A 2 as if written with a pen, 28×28, from 0 for paper to 9 for ink; its rows stand in the manifest."""
    times = 16
    image = Image.new("L", (28 * times, 28 * times), 0)
    draw = ImageDraw.Draw(image)
    turn = [(13.5 + 5.2 * np.cos(angle), 10 - 4.5 * np.sin(angle)) for angle in np.linspace(2.9, -0.75, 30)]
    path = [*turn, (8, 22), (20.5, 21.5)]
    draw.line([(x * times, y * times) for x, y in path], fill=255, width=int(2.6 * times), joint="curve")
    for x, y in (path[0], path[-2], path[-1]):  # round ends
        draw.ellipse([(x - 1.3) * times, (y - 1.3) * times, (x + 1.3) * times, (y + 1.3) * times], fill=255)
    ink = np.asarray(image, np.float64).reshape(28, times, 28, times).mean(axis=(1, 3))
    return np.rint(ink * 9 / 255).astype(np.uint8)


def shapes() -> Pixels:
    """A square, a disc, a triangle and a tilted square: edges in every direction."""
    image, draw = _canvas(SIDE, SIDE, 30)
    draw.rectangle(_scaled(24, 24, 112, 112), fill=220)
    draw.ellipse(_scaled(144, 24, 232, 112), fill=170)
    draw.polygon(_scaled(68, 144, 114, 232, 22, 232), fill=245)
    draw.polygon(_scaled(188, 138, 238, 188, 188, 238, 138, 188), fill=120)
    return _shrunk(image)


def squares() -> Pixels:
    """Outlined squares of three sizes, for detectors built by hand."""
    image, draw = _canvas(SIDE, SIDE, 0)
    for box in ((20, 24, 52, 56), (88, 40, 152, 104), (24, 120, 136, 232), (184, 150, 216, 182)):
        draw.rectangle(_scaled(*box), outline=255, width=4 * OVERSAMPLE)
    return _shrunk(image)


def trousers() -> Pixels:
    """A pair of trousers on white, legs down."""
    image, draw = _canvas(300, 300, 255)
    draw.polygon(_scaled(95, 22, 205, 22, 218, 278, 166, 278, 150, 105, 134, 278, 82, 278), fill=70)
    draw.rectangle(_scaled(95, 22, 205, 36), fill=40)
    draw.line(_scaled(150, 36, 150, 105), fill=35, width=2 * OVERSAMPLE)
    for x in (112, 188):
        draw.line(_scaled(x, 60, 150 + (x - 150) * 1.15, 276), fill=92, width=3 * OVERSAMPLE)
    return _shrunk(image)


def bag() -> Pixels:
    """A handbag with its handle up, on white."""
    image, draw = _canvas(300, 300, 255)
    draw.arc(_scaled(88, 28, 212, 210), 180, 360, fill=60, width=11 * OVERSAMPLE)
    draw.rounded_rectangle(_scaled(38, 112, 262, 268), radius=22 * OVERSAMPLE, fill=110)
    draw.polygon(_scaled(38, 126, 262, 126, 246, 184, 54, 184), fill=88)
    draw.rounded_rectangle(_scaled(136, 172, 164, 198), radius=5 * OVERSAMPLE, fill=215)
    return _shrunk(image)


def text_page(font_file: Path) -> Pixels:
    """A page as a scanner sees it: slightly turned, unevenly lit, a little noise; seeded."""
    size = (448, 320)
    page = Image.new("L", size, PAPER)
    font = ImageFont.truetype(str(font_file), 18)
    ImageDraw.Draw(page).multiline_text((30, 2), PAGE, fill=INK, font=font, spacing=5)
    page = page.rotate(1.2, Image.Resampling.BICUBIC, fillcolor=PAPER).filter(ImageFilter.GaussianBlur(0.5))
    y, x = np.indices((size[1], size[0]))
    light = 1.0 - 0.35 * (x / size[0]) * (y / size[1])
    noise = np.random.default_rng(0).normal(0.0, 2.0, light.shape)
    return np.clip(np.asarray(page) * light + noise, 0, 255).astype(np.uint8)


def _canvas(width: int, height: int, background: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("L", (width * OVERSAMPLE, height * OVERSAMPLE), background)
    return image, ImageDraw.Draw(image)


def _scaled(*coordinates: float) -> list[float]:
    return [value * OVERSAMPLE for value in coordinates]


def _shrunk(image: Image.Image) -> Pixels:
    size = (image.width // OVERSAMPLE, image.height // OVERSAMPLE)
    return np.asarray(image.resize(size, Image.Resampling.BOX))
