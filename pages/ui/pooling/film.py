"""A pool's steps as an animated picture for slides."""

from __future__ import annotations

import numpy as np

from cnnviz.figures import rgb
from cnnviz.figures.film import Film
from pages.ui.figures.maps import TABLE_SIDE
from pages.ui.pooling.lesson import PoolingLesson
from pages.ui.pooling.linked import placed


def gif(lesson: PoolingLesson) -> bytes:
    """Give the film."""
    return film_of(lesson).gif()


def film_of(lesson: PoolingLesson) -> Film:
    """Give the film of the windows over the map."""
    source, pool = lesson.map, lesson.pool
    is_small = max(source.values.shape) <= TABLE_SIDE

    def sentence(row: int, column: int) -> str:
        return pool.trace(source.values, (row, column)).sentence()

    return Film(
        rgb(source.shown),
        source.values if is_small else None,
        placed(source, pool),
        None,
        rgb(lesson.shown),
        np.asarray(lesson.pooled),
        sentence,
    )
