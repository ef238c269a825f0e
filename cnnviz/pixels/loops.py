"""What `cnnviz.pixels` does, as plain loops: to be read, and to be compared with."""

from __future__ import annotations

import math
from collections.abc import Sequence

Rows = Sequence[Sequence[float]]


def to_grey(red: Rows, green: Rows, blue: Rows) -> list[list[float]]:
    """Weigh three numbers of each pixel into one."""
    grey = []
    for row in range(len(red)):
        line = []
        for column in range(len(red[0])):
            r, g, b = red[row][column], green[row][column], blue[row][column]
            line.append(0.299 * r + 0.587 * g + 0.114 * b)
        grey.append(line)
    return grey


def flatten(image: Rows) -> list[float]:
    """Put the rows one behind the other: pixel (row, column) lands at row · width + column."""
    height, width = len(image), len(image[0])
    line = [0.0] * (height * width)
    for row in range(height):
        for column in range(width):
            line[row * width + column] = image[row][column]
    return line


def correlation(image: Rows, distance: int) -> float:
    """Correlate each pixel with the one `distance` to its right."""
    first, second = [], []
    for row in image:
        for column in range(len(row) - distance):
            first.append(row[column])
            second.append(row[column + distance])
    mean_first, mean_second = sum(first) / len(first), sum(second) / len(second)
    together = spread_first = spread_second = 0.0
    for a, b in zip(first, second, strict=True):
        together += (a - mean_first) * (b - mean_second)
        spread_first += (a - mean_first) ** 2
        spread_second += (b - mean_second) ** 2
    return together / math.sqrt(spread_first * spread_second)


def answer(template: Rows, image: Rows) -> float:
    """Multiply each pixel by the template's weight for it, and add up."""
    total = 0.0
    for row in range(len(image)):
        for column in range(len(image[0])):
            total += template[row][column] * image[row][column]
    return total
