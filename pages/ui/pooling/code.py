"""The code of a pooled map."""

from __future__ import annotations

from cnnviz.scripts import pool_script
from pages.ui.pooling.lesson import PoolingLesson
from pages.ui.shell.code import input_file, show_script
from pages.ui.shell.frame import Folded


def show_pool_code(part: Folded, lesson: PoolingLesson) -> None:
    """If unfolded, show the code of a pooled map."""
    if not part.is_open:
        return
    source, pool = lesson.map, lesson.pool
    script = pool_script(source.values, pool.row.key, pool.options)
    with part.slot:
        show_script(script, input_file(source.values), "code", pool.row.twin)
