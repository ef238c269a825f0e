"""What becomes of the picture by what is set on the page on pixels; the browser computes the same."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz import images, pixels
from cnnviz.figures import Shade, shade
from cnnviz.pixels import BOARD
from pages.ui.classifier import shipped as classifier
from pages.ui.inputs.pictures import Picture
from pages.ui.pixels.setting import SIDE, Chosen
from pages.ui.pixels.source import NETWORK, channels, limits, shipped

Numbers = NDArray[Any]


def typed_image(picture: Picture, chosen: Chosen) -> Numbers:
    """The picture's matrices with what was typed over, (1 or 3, H, W)."""
    return pixels.typed_over(channels(picture), chosen.typed)


def colours_of(picture: Picture, chosen: Chosen, row: int, column: int) -> tuple[float, float, float] | None:
    """Red, green and blue of a pixel; None where there are no colours, or no such pixel."""
    image = typed_image(picture, chosen)
    if len(image) != 3 or row >= image.shape[1] or column >= image.shape[2]:
        return None
    red, green, blue = map(float, image[:, row, column])
    return red, green, blue


def grey_plane(picture: Picture, chosen: Chosen) -> Numbers:
    """The picture in grey with what was typed over, (H, W)."""
    image = typed_image(picture, chosen)
    if len(image) == 1:
        return np.asarray(image[0], np.float64)
    grey = picture.grey.astype(np.float64)
    for _, row, column, _ in chosen.typed:
        grey[row, column] = images.to_whole(images.to_grey(image[:, row : row + 1, column : column + 1]))[
            0, 0
        ]
    return grey


def flat_plane(picture: Picture, chosen: Chosen) -> Numbers:
    """What is flattened: the picture in grey, reduced to `SIDE` where it is larger."""
    return pixels.reduced(grey_plane(picture, chosen), SIDE)


def line_of(picture: Picture, chosen: Chosen) -> Numbers:
    """The flattened picture, (n,), shuffled or not."""
    line = flat_plane(picture, chosen).ravel()
    return line[pixels.permutation(len(line), chosen.seed)] if chosen.shuffled else line


def near_plane(picture: Picture, chosen: Chosen) -> Numbers:
    """The picture whose neighbours are compared, (H, W): its pixels shuffled or not."""
    grey = grey_plane(picture, chosen)
    if not chosen.shuffled:
        return grey
    return grey.ravel()[pixels.permutation(grey.size, chosen.seed)].reshape(grey.shape)


def template_of(chosen: Chosen) -> tuple[Numbers, Numbers, float]:
    """The template, the picture that it meets as it was moved, and the bias."""
    if chosen.of == "drawn":
        cells = np.array(list(map(int, chosen.drawn)), np.float64).reshape(BOARD, BOARD)
        return cells, pixels.moved(cells, *chosen.by), 0.0
    weights, biases = shipped().weights(NETWORK)
    picture = classifier.gallery().images[chosen.test]
    template = weights[chosen.label].reshape(picture.shape).astype(np.float64)
    return template, pixels.moved(picture, *chosen.by).astype(np.float64), float(biases[chosen.label])


def shown(picture: Picture, chosen: Chosen) -> tuple[Numbers, Shade | NDArray[np.uint8]]:
    """Give what the page shows in its view as numbers, and as it is drawn: to be taken home."""
    ends = limits(picture)
    if chosen.show == "template":
        template, seen, _ = template_of(chosen)
        products = template * seen
        return products, shade(products, "signed")
    if chosen.show == "near":
        plane = near_plane(picture, chosen)
        return plane, shade(plane, "raw", ends)
    if chosen.show == "flat":
        line = line_of(picture, chosen)
        folded = pixels.fold(line, chosen.fold or flat_plane(picture, chosen).shape[1])
        return folded, shade(folded, "raw", ends)
    image = pixels.without(typed_image(picture, chosen), ["rgb".index(one) for one in chosen.off])
    if len(image) == 1:
        return image[0], shade(image[0], "raw", ends)
    return image, np.moveaxis(image, 0, -1).astype(np.uint8)
