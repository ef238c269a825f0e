"""Adaptive, global and fractional pooling written as plain loops; see `cnnviz.operators.loops.pooling`."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from cnnviz.arguments import Floats, Pair, pair
from cnnviz.operators.loops.maps import each_map


@each_map
def adaptive_avg_pool2d(input: Floats, output_size: Pair) -> Floats:
    """Return the means of windows that cover the image evenly."""
    height, width = input.shape
    rows, columns = pair(output_size, "output size")
    output = np.empty((rows, columns))
    for y in range(rows):
        for x in range(columns):
            top, bottom = math.floor(y * height / rows), math.ceil((y + 1) * height / rows)
            left, right = math.floor(x * width / columns), math.ceil((x + 1) * width / columns)
            total = 0.0
            for i in range(top, bottom):
                for j in range(left, right):
                    total += float(input[i, j])
            output[y, x] = total / ((bottom - top) * (right - left))
    return output


@each_map
def adaptive_max_pool2d(input: Floats, output_size: Pair) -> Floats:
    """Return the largest values of windows that cover the image evenly."""
    height, width = input.shape
    rows, columns = pair(output_size, "output size")
    output = np.empty((rows, columns))
    for y in range(rows):
        for x in range(columns):
            top, bottom = math.floor(y * height / rows), math.ceil((y + 1) * height / rows)
            left, right = math.floor(x * width / columns), math.ceil((x + 1) * width / columns)
            largest = -math.inf
            for i in range(top, bottom):
                for j in range(left, right):
                    if input[i, j] > largest or math.isnan(input[i, j]):
                        largest = float(input[i, j])
            output[y, x] = largest
    return output


@each_map
def global_avg_pool2d(input: Floats) -> Floats:
    """Return a map's mean as a map of one pixel."""
    height, width = input.shape
    total = 0.0
    for i in range(height):
        for j in range(width):
            total += float(input[i, j])
    return np.array([[total / (height * width)]])


@each_map
def global_max_pool2d(input: Floats) -> Floats:
    """Return a map's largest value as a map of one pixel."""
    height, width = input.shape
    largest = -math.inf
    for i in range(height):
        for j in range(width):
            if input[i, j] > largest or math.isnan(input[i, j]):
                largest = float(input[i, j])
    return np.array([[largest]])


def uneven_starts(size: int, kernel: int, output: int, u: float) -> list[int]:
    """Return where `output` windows start whose steps the random number `u` makes uneven."""
    found = []
    for i in range(output - 1):
        step = (size - kernel) / (output - 1)
        found.append(math.floor((i + u) * step) - math.floor(u * step))
    found.append(size - kernel)
    return found


@each_map
def fractional_max_pool2d(
    input: Floats, kernel_size: Pair, output_size: Pair, samples: Sequence[float]
) -> Floats:
    """Return the largest values under windows at uneven steps; samples (columns', rows') serve all maps."""
    kernel, size = pair(kernel_size, "kernel_size"), pair(output_size, "output size")
    tops = uneven_starts(input.shape[0], kernel[0], size[0], samples[1])
    lefts = uneven_starts(input.shape[1], kernel[1], size[1], samples[0])
    output = np.empty(size)
    for y, top in enumerate(tops):
        for x, left in enumerate(lefts):
            largest = -math.inf
            for i in range(top, top + kernel[0]):
                for j in range(left, left + kernel[1]):
                    if input[i, j] > largest or math.isnan(input[i, j]):
                        largest = float(input[i, j])
            output[y, x] = largest
    return output
