"""A linked view as a page of its own, which opens without Python: `cnnviz.takehome.page` writes it.

What would need Python is left out: the settings stand there in words, and nothing can be typed over.
Predictions are judged by what `cnnviz.predict.sheet` writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import product
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.predict.sheet import size_sheet, value_sheet
from cnnviz.takehome.page import Kit, Told, page
from pages.ui.linked.in_words import controls_in_words, settings_in_words, size_in_words
from pages.ui.linked.left_open import Cells
from pages.ui.linked.lesson import Lesson
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Part
from pages.ui.linked.pins import At
from pages.ui.linked.predictions import Task
from pages.ui.linked.small_enough import moved, scaled_text, small_enough
from pages.ui.session import state
from pages.ui.session.component import ASSETS, sheets_of
from pages.ui.session.payload import pack
from pages.ui.shell.downloads import Latest
from pages.ui.shell.saved_kit import kit_of

#: Outputs whose slips are known to a page, at most: those around the one that is looked at.
_MOST_ASKED = 256
#: And so many slips, at most: of a sum over many maps there are hundreds.
_MOST_SLIPS = 8000
#: Hints that a page knows for all other outputs, about; those of the commonest windows.
_MOST_HINTS = 128
#: Outputs of up to this size travel with their colours; larger ones are coloured in the page, where it can.
_MOST_COLOURED = 16_384


@dataclass(frozen=True)
class Saving:
    """What is saved, as it was when the page ran last.

    Attributes
    ----------
    lesson
    fields, options
        How the view stands.
    cells
        The outputs that are left open to be found; None: all.
    predict : bool
        Whether outputs are covered.
    address : str
        Of the view in the app.
    """

    lesson: Lesson
    fields: Mapping[str, object]
    options: ViewOptions
    cells: Cells | None
    predict: bool
    address: str

    def html(self) -> bytes:
        """Write the page; a picture that makes it too large is scaled down first."""
        side = max(_size(self.lesson.source()))
        return small_enough(partial(self._of, self.lesson), self._scaled_to, side, kit())

    def _scaled_to(self, side: int) -> bytes | None:
        """Write the page with a smaller picture, if there is one and the kernel fits it."""
        smaller = self.lesson.smaller(side)
        if smaller is None:
            return None
        return self._of(smaller, scaled_text(_size(self.lesson.source()), _size(smaller.source())))

    def _of(self, lesson: Lesson, about: str = "") -> bytes:
        parts = _light(lesson)
        fields = {**self.fields, "at": _moved(self.fields["at"], self.lesson, lesson)}
        head = _head(self, lesson, fields)
        title, put_in = lesson.told()
        said = [*put_in, *settings_in_words(self.options, fields), *size_in_words(parts["windows"])]
        said += [("This page", about)] if about else []
        numbers = {name: pack(header, blocks, deflate=True) for name, (header, blocks) in parts.items()}
        told = Told(title[0].upper() + title[1:], said, self.address)
        return page(told, kit(), head, numbers).encode(errors="replace")


def hold_page(latest: Latest, lesson: Lesson, *, predict: bool) -> None:
    """Have the button that saves the view as a page save what stands there now."""
    saving = Saving(lesson, lesson.stands, lesson.offers, lesson.left_open(), predict, state.address())
    latest.view = saving.html


@cache
def kit() -> Kit:
    """Join what all pages of linked views have in common."""
    return kit_of("saved", ASSETS / "linked" / "linked.html", (*sheets_of("linked"), "saved/saved_view"))


def _head(saving: Saving, lesson: Lesson, fields: Mapping[str, object]) -> dict[str, object]:
    """Tell of the view what its component reads: as `view.tell` does, without what needs Python."""
    task, options = lesson.task(), saving.options
    cells = saving.cells if lesson is saving.lesson else None  # in a smaller output they are not those
    if task is not None and cells is not None:
        task = task.of(cells)
    offered = replace(
        options,
        editable=0,
        pixels=False,
        preview=None,
        controls=controls_in_words(options, fields),
        fill=False,
    )
    return {
        **vars(offered),
        "hub": lesson.hub,
        "fields": dict(fields),
        "predict": saving.predict and task is not None,
        "left_open": cells,
        "predicting": None if task is None else _compared(lesson, task, fields, cells),
    }


def _compared(
    lesson: Lesson, task: Task, fields: Mapping[str, object], cells: Cells | None
) -> dict[str, object]:
    """Give what predictions are compared with."""
    values = sizes = None
    if task.question is not None:
        at = _position(fields["at"])
        most = min(_MOST_ASKED, _MOST_SLIPS // max(1, len(task.question(at).slips)))
        asked = {*_around(at, task.shape, most), *(cells or ())}
        values = value_sheet({one: task.question(one) for one in sorted(asked)})
        alike = _alike(lesson.windows(), task.shape[0])
        values["hints"] = {name: task.question(one).hint for name, one in alike.items()}
    if task.sizes is not None:
        sizes = size_sheet(*task.sizes())
    return {"values": values, "sizes": sizes}


def _alike(windows: Part, planes: int) -> dict[str, At]:
    """Give an output for each hint: this depends on the map, and on how much of the window lies where.

    The names are the map, how many positions of the window lie inside the image, and how many outside.
    """
    _, blocks = windows
    most = max(1, isqrt(_MOST_HINTS // planes))
    rows, columns = (_kinds(blocks[name], blocks[f"padded_{name}"], most) for name in ("rows", "columns"))
    found = {}
    for plane, (high, row), (wide, column) in product(range(planes), rows.items(), columns.items()):
        inside = high[0] * wide[0]
        found[f"{plane} {inside} {high[1] * wide[1] - inside}"] = (plane, row, column)
    return found


def _kinds(indices: NDArray[Any], sources: NDArray[Any], most: int) -> dict[tuple[int, int], int]:
    """Give a window along an axis of each kind, the commonest: so many positions inside, of so many."""
    has = indices >= 0
    inside = (has & (sources[indices] >= 0)).sum(axis=1)
    kinds = [*zip(inside.tolist(), has.sum(axis=1).tolist(), strict=True)]
    return {kind: kinds.index(kind) for kind, _ in Counter(kinds).most_common(most)}


def _around(at: At, shape: tuple[int, ...], most: int) -> Iterator[At]:
    """Give the outputs whose slips a page knows: all, or a block around the one that is looked at."""
    planes, *sides = shape
    if planes * sides[0] * sides[1] <= most:
        return product(range(planes), range(sides[0]), range(sides[1]))
    reach = isqrt(most)
    starts = [max(0, min(one - reach // 2, side - reach)) for one, side in zip(at[1:], sides, strict=True)]
    spans = [range(start, min(start + reach, side)) for start, side in zip(starts, sides, strict=True)]
    return ((at[0], row, column) for row, column in product(*spans))


def _light(lesson: Lesson) -> dict[str, Part]:
    """Give the parts without what a page derives: colours, and pixels that are the numbers."""
    parts = lesson.parts()
    header, blocks = parts["source"]
    values = blocks["values"]
    if "rgb" in blocks and values.dtype == np.uint8:
        parts["source"] = ({**header, "woven": True}, {"values": values})
    header, blocks = parts["result"]
    rule = lesson.derived()
    if rule is not None and "index" in blocks and blocks["index"].size > _MOST_COLOURED:
        others = {name: block for name, block in blocks.items() if name != "index"}
        parts["result"] = ({**header, "derived": rule, "full": None}, others)
    else:
        parts["result"] = ({**header, "full": None}, blocks)
    return parts


def _size(part: Part) -> tuple[int, int]:
    header, _ = part
    return int(str(header["height"])), int(str(header["width"]))


def _position(at: object) -> At:
    assert isinstance(at, tuple)
    plane, row, column = at
    return plane, row, column


def _moved(at: object, lesson: Lesson, other: Lesson) -> At:
    """Give the output that lies where `at` lies, in the result of the same lesson at another size."""
    position = _position(at)
    if other is lesson:
        return position
    return position[0], *moved(position[1:], _size(lesson.result()), _size(other.result()))
