"""Greys of more than 8 bits, with a sign, or as floats: from a file's numbers to 0–255."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnnviz.images.arrays import WHITE, not_finite
from cnnviz.images.containers import Container
from cnnviz.images.scaling import Box, bands
from cnnviz.images.spans import Span, spans


def spans_of(opened: Image.Image, container: Container) -> tuple[Span, ...]:
    """What black and white may be, the likeliest first; only a TIFF leaves it open.

    Raises
    ------
    ImageError
        If a number is not finite.
    """
    low, high, bad = np.inf, -np.inf, 0
    for box in bands(opened.size):
        numbers = _numbers(opened, container, box)
        bad += numbers.size - int(np.count_nonzero(np.isfinite(numbers)))
        low, high = min(low, float(numbers.min())), max(high, float(numbers.max()))
    if bad:
        raise not_finite(bad, opened.width * opened.height)
    if container.format != "TIFF" or container.bits == 12:
        return (Span(0.0, 2.0**container.bits - 1),)
    return spans(container.numbers, low, high)


def offered_spans(found: tuple[Span, ...], container: Container, span: Span | None) -> tuple[Span, ...]:
    """The spans to choose from, that in use first; none where the file says what they are."""
    all_16_bits = container.numbers == "u2" and found[0] == Span(0.0, 2.0**16 - 1)
    if span is None and (len(found) == 1 or all_16_bits):
        return ()
    return tuple(dict.fromkeys([span or found[0], *found]))


def as_greys(opened: Image.Image, container: Container, span: Span, box: Box) -> Image.Image:
    """Lay a box of numbers on white paper, as greys of 0–255."""
    numbers = _numbers(opened, container, box)
    greys = span.greys(numbers)
    if container.white_is_zero:
        greys = np.float32(WHITE) - greys
    if container.transparent:
        greys[numbers == container.transparent[0]] = WHITE
    return Image.fromarray(greys)


def _numbers(opened: Image.Image, container: Container, box: Box) -> NDArray[np.generic]:
    """The numbers in a box as the file has them; Pillow takes some for others of the same width."""
    numbers: NDArray[np.generic] = np.asarray(opened.crop(box)).astype(container.numbers)
    return numbers
