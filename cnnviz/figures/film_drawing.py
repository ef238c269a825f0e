"""One frame of a film: the input with its window, the kernel, the output so far, and the sum in words."""

from __future__ import annotations

import textwrap
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from cnnviz.numbers import format_number
from cnnviz.operators.placement import Line, Placement

#: Pixels of a frame: as wide as a slide is.
SIZE: Final = (960, 540)
_PAPER, _WASH, _LINE, _INK, _HERE = "#ffffff", "#d9dde3", "#868f9c", "#161a20", "#ffcf33"
#: Where input, kernel and output stand: left, top and longest side.
INPUT, KERNEL, OUTPUT = (30, 60, 370), (430, 150, 150), (620, 60, 310)
_SENTENCE, _HEAD, _CELL, _WIDTH = (30, 452), 20, 15, 104
#: What the font has no letters for.
_LETTERS = str.maketrans({"−": "-", "–": "-", "×": "x", "→": "=", "√": "sqrt", "²": "^2"})
_ROOM = 7  # pixels for a letter of a number in a cell


class Frame(NamedTuple):
    """What one frame shows; see `cnnviz.figures.film.Film`. `step` is the output it has come to."""

    picture: NDArray[np.uint8]
    values: NDArray[np.floating] | None
    placement: Placement
    kernel: NDArray[np.floating] | None
    output: NDArray[np.uint8]
    outputs: NDArray[np.floating]
    step: tuple[int, int]
    sentence: str


class Cells(NamedTuple):
    """A grid of rows and columns on a frame, in pixels."""

    left: int
    top: int
    side: float
    size: tuple[int, int]

    @classmethod
    def within(cls, place: tuple[int, int, int], size: tuple[int, int]) -> Cells:
        """Lay a grid as large as there is room for it, of squares."""
        left, top, room = place
        side = room / max(size)
        return cls(left, top, float(int(side)) if side >= 1 else side, size)

    def box(self, top: int, left: int, bottom: int, right: int) -> tuple[int, int, int, int]:
        """Where rows `top` to `bottom` and columns `left` to `right` lie: a pixel wide at least."""
        x, y = self.left + left * self.side, self.top + top * self.side
        x_end, y_end = self.left + right * self.side, self.top + bottom * self.side
        return round(x), round(y), max(round(x_end), round(x) + 1), max(round(y_end), round(y) + 1)

    def middle(self, row: int, column: int) -> tuple[int, int]:
        """The middle of a cell."""
        return (
            round(self.left + (column + 0.5) * self.side),
            round(self.top + (row + 0.5) * self.side),
        )


def draw_frame(frame: Frame) -> Image.Image:
    """Draw a frame."""
    canvas = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(canvas)
    row, column = frame.step
    lines = (frame.placement.rows, frame.placement.columns)
    values = None if frame.values is None else padded(frame.values.astype(np.float64), lines, 0.0)
    around = Cells.within(INPUT, (len(lines[0].sources), len(lines[1].sources)))
    wash = tuple(int(_WASH[at : at + 2], 16) for at in (1, 3, 5))
    _grid(canvas, pen, around, padded(frame.picture, lines, wash), values)
    _ring(pen, around.box(*_window(lines, row, column)))
    if frame.kernel is not None:
        _grid(canvas, pen, Cells.within(KERNEL, frame.kernel.shape), None, frame.kernel)
    made = Cells.within(OUTPUT, frame.outputs.shape)
    done = np.arange(frame.outputs.size).reshape(frame.outputs.shape) <= row * frame.outputs.shape[1] + column
    numbers = np.where(done, frame.outputs, np.nan)
    _grid(canvas, pen, made, np.where(done[..., None], frame.output, 255).astype(np.uint8), numbers)
    _ring(pen, made.box(row, column, row + 1, column + 1))
    _words(pen, frame)
    return canvas


def padded(values: NDArray[Any], lines: tuple[Line, Line], outside: Any) -> NDArray[Any]:
    """Give what the padded input shows; `outside` where it shows none of it."""
    rows, columns = lines[0].sources, lines[1].sources
    shown = values[rows[:, None], columns]
    shown[(rows < 0)[:, None] | (columns < 0)] = outside
    return shown


def _window(lines: tuple[Line, Line], row: int, column: int) -> tuple[int, int, int, int]:
    down, across = (
        line.indices[at][line.indices[at] >= 0] for line, at in zip(lines, (row, column), strict=True)
    )
    return int(down.min()), int(across.min()), int(down.max()) + 1, int(across.max()) + 1


def _grid(
    canvas: Image.Image,
    pen: ImageDraw.ImageDraw,
    cells: Cells,
    pixels: NDArray[np.generic] | None,
    numbers: NDArray[np.floating] | None,
) -> None:
    """Draw pixels, and where there is room for them lines between them and their numbers."""
    rows, columns = cells.size
    left, top, right, bottom = cells.box(0, 0, rows, columns)
    if pixels is not None:
        kind = Image.Resampling.NEAREST if cells.side >= 1 else Image.Resampling.BOX
        shown = Image.fromarray(pixels.astype(np.uint8)).resize((right - left, bottom - top), kind)
        canvas.paste(shown, (left, top))
    pen.rectangle((left, top, right, bottom), outline=_LINE)
    texts = {} if numbers is None else _texts(numbers)
    if not texts or cells.side < max(_ROOM * max(map(len, texts.values())) + 4, 16):
        return
    font = ImageFont.load_default(_CELL)
    for row, column in np.ndindex(rows, columns):
        pen.rectangle(cells.box(row, column, row + 1, column + 1), outline=_LINE)
        if (row, column) in texts:
            x, y = cells.middle(row, column)
            red, green, blue = canvas.getpixel((x, y))  # type: ignore[misc]
            ink = _INK if 0.3 * red + 0.59 * green + 0.11 * blue > 110 else _PAPER
            pen.text((x, y), texts[row, column], ink, font, anchor="mm")


def _texts(numbers: NDArray[np.floating]) -> dict[tuple[int, int], str]:
    if numbers.size > 40**2:
        return {}
    return {
        (row, column): format_number(float(value), 3).translate(_LETTERS)
        for (row, column), value in np.ndenumerate(numbers)
        if not np.isnan(value)
    }


def _ring(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    """Frame a part: in yellow between two dark lines, and never too small to be seen."""
    left, top, right, bottom = box
    more = max(0, 9 - (right - left)) // 2 + 1
    left, top, right, bottom = left - more, top - more, right + more, bottom + more
    pen.rectangle((left - 2, top - 2, right + 2, bottom + 2), outline=_INK, width=5)
    pen.rectangle((left - 1, top - 1, right + 1, bottom + 1), outline=_HERE, width=3)


def _words(pen: ImageDraw.ImageDraw, frame: Frame) -> None:
    """Write what each part is, and how the number is computed."""
    head, text = ImageFont.load_default(_HEAD), ImageFont.load_default(_HEAD - 3)
    titles = {
        INPUT: f"Input {frame.picture.shape[0]} x {frame.picture.shape[1]}",
        KERNEL: "" if frame.kernel is None else "Kernel",
        OUTPUT: f"Output {frame.outputs.shape[0]} x {frame.outputs.shape[1]}",
    }
    for (left, top, _), title in titles.items():
        pen.text((left, top - 32), title, _INK, head)
    row, column = frame.step
    count, last = row * frame.outputs.shape[1] + column + 1, frame.outputs.size
    pen.text((OUTPUT[0], OUTPUT[1] + OUTPUT[2] + 12), f"Window {count} of {last}", _INK, text)
    told = textwrap.wrap(frame.sentence.translate(_LETTERS), _WIDTH)[:3]
    pen.multiline_text(_SENTENCE, "\n".join(told), _INK, text)
