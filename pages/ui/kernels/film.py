"""A kernel's steps as an animated picture for slides."""

from __future__ import annotations

from functools import partial

import numpy as np

from cnnviz import operators
from cnnviz.figures import format_number, image_rgb, rgb, shade
from cnnviz.figures.film import Film
from cnnviz.kernels import CombinedSpec
from pages.ui.figures.maps import TABLE_SIDE
from pages.ui.kernels.lesson import KernelLesson
from pages.ui.kernels.linked import placed


def gif(lesson: KernelLesson) -> bytes:
    """Give the film of the map that is looked at."""
    return film_of(lesson).gif()


def film_of(lesson: KernelLesson) -> Film:
    """Give the film of the map that is looked at."""
    at = lesson.stands["at"]
    assert isinstance(at, tuple)
    plane = at[0]
    planes = lesson.image.reshape(-1, *lesson.picture.size)
    is_small = max(lesson.picture.size) <= TABLE_SIDE
    grey = rgb(shade(planes[plane % len(planes)], "minmax" if lesson.picture.is_matrix else "raw"))
    in_colours = len(planes) > 1 and isinstance(lesson.choice.spec, CombinedSpec)
    outputs = lesson.made.reshape(-1, *lesson.made.shape[-2:])[plane]
    return Film(
        image_rgb(lesson.image) if in_colours else grey,
        planes[plane] if is_small else None,
        placed(lesson.picture, lesson.choice, lesson.how, lesson.plan),
        lesson.choice.kernels[0],
        rgb(lesson.shades[plane]),
        outputs,
        partial(_sentence, lesson, plane),
    )


def _sentence(lesson: KernelLesson, plane: int, row: int, column: int) -> str:
    """Say how an output is computed; of several kernels what they give together."""
    outputs = lesson.made.reshape(-1, *lesson.made.shape[-2:])
    told = format_number(float(outputs[plane, row, column]))
    if isinstance(lesson.choice.spec, CombinedSpec):
        return f"row {row}, column {column}: {lesson.choice.spec.title}: {told}"
    rows, columns = lesson.plan.cropped(lesson.picture.size)
    trace = operators.conv2d_trace(
        lesson.image.reshape(-1, *lesson.picture.size)[plane, :rows, :columns].astype(np.float64),
        lesson.choice.kernels[0].astype(np.float64),
        stride=lesson.how.stride,
        padding=lesson.plan.padding,
        dilation=lesson.how.dilation,
        mode=lesson.how.mode,
        at=(row, column),
        output=lesson.sums.reshape(outputs.shape)[plane],
    )
    return f"{trace.sentence()}{lesson.scaling.working(trace.total)}"
