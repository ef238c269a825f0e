"""An animated picture shows the window's steps, and the output as far as it has come."""

import io

import numpy as np
import pytest
from PIL import Image, ImageSequence

from cnnviz.figures import rgb, shade
from cnnviz.figures.film import MOST_FRAMES, Film
from cnnviz.figures.film_drawing import INPUT, OUTPUT, SIZE, Cells, padded
from cnnviz.operators import conv2d
from cnnviz.operators.placement import conv_placement

#: How far a colour may be from the one that was drawn: a GIF has 256 of them.
CLOSE = 12


def film_of(size=(6, 7), kernel=(3, 3), padding=((0, 0), (0, 0)), mode="constant"):
    random = np.random.default_rng(0)
    image, weights = random.integers(0, 256, size), random.integers(-3, 4, kernel)
    outputs = conv2d(image.astype(float), weights.astype(float), padding=padding, mode=mode)
    placement = conv_placement(size, kernel, (1, 1), padding, (1, 1), mode)
    asked = []

    def sentence(row, column):
        asked.append((row, column))
        return f"row {row}, column {column}: {outputs[row, column]:g}"

    picture, shown = rgb(shade(image, "raw")), rgb(shade(outputs, "signed"))
    return Film(picture, image, placement, weights, shown, outputs, sentence), asked


def opened(film):
    return [frame.convert("RGB") for frame in ImageSequence.Iterator(Image.open(io.BytesIO(film.gif())))]


def corner(cells, row, column):
    """A pixel of a cell beside its number and within its border."""
    x, y = cells.middle(row, column)
    return round(x - cells.side / 2 + 4), round(y - cells.side / 2 + 4)


def is_near(found, expected):
    return np.abs(np.subtract(found, expected, dtype=int)).max() <= CLOSE


@pytest.mark.parametrize("padding", [((0, 0), (0, 0)), ((1, 1), (2, 0))])
def test_C1_each_frame_has_the_output_as_far_as_its_window_has_come(padding):
    film, asked = film_of(padding=padding)
    frames = opened(film)
    cells = Cells.within(OUTPUT, film.outputs.shape)
    assert len(frames) == film.outputs.size
    assert asked == [*np.ndindex(film.outputs.shape)]
    for number, frame in enumerate(frames):
        assert frame.size == SIZE
        for at, (row, column) in enumerate(np.ndindex(film.outputs.shape)):
            expected = film.output[row, column] if at <= number else (255, 255, 255)
            if at != number:  # which lies under the ring
                assert is_near(frame.getpixel(corner(cells, row, column)), expected), (number, row, column)


def test_the_ring_moves_with_the_window():
    film, _ = film_of()
    cells = Cells.within(INPUT, (6, 7))
    for (row, column), frame in zip(film.steps, opened(film), strict=True):
        left, top, right, bottom = cells.box(row, column, row + 3, column + 3)
        for x, y in ((left - 2, (top + bottom) // 2), ((left + right) // 2, bottom + 2)):
            red, green, blue = frame.getpixel((x, y))
            assert min(red, green) > blue + 60, "yellow"


def test_padding_shows_what_its_border_mode_shows():
    film, _ = film_of(padding=((1, 1), (1, 1)), mode="nearest")
    lines = film.placement.rows, film.placement.columns
    np.testing.assert_array_equal(padded(film.values, lines, 0), np.pad(film.values, 1, mode="edge"))
    film, _ = film_of(padding=((1, 1), (1, 1)))
    lines = film.placement.rows, film.placement.columns
    np.testing.assert_array_equal(padded(film.values, lines, 0), np.pad(film.values, 1))


def test_a_photos_film_has_a_bounded_number_of_frames_and_ends_with_the_whole_output():
    film, asked = film_of(size=(300, 451))
    data = film.gif()
    frames = list(ImageSequence.Iterator(Image.open(io.BytesIO(data))))
    assert len(frames) == len(asked) == MOST_FRAMES
    assert asked[0] == (0, 0)
    assert asked[-1] == tuple(side - 1 for side in film.outputs.shape)
    assert len(data) < 8_000_000


def test_one_output_makes_one_frame():
    film, _ = film_of(size=(3, 3))
    assert len(opened(film)) == 1


@pytest.mark.parametrize("size", [(1, 4000), (4000, 1)])
def test_a_line_of_pixels_has_a_film_too(size):
    film, _ = film_of(size=size, padding=((1, 1), (1, 1)))
    assert len(opened(film)) == MOST_FRAMES
