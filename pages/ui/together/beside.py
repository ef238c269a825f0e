"""What stands in the view of a question that is revealed: the same numbers, beside the bars."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from cnnviz.counting import count, read_input, read_stack
from cnnviz.errors import CnnvizError
from cnnviz.exercises import Problem
from cnnviz.lessons.lesson import View
from cnnviz.lessons.paper import Figure
from cnnviz.lessons.stills import still
from cnnviz.numbers import format_number

#: Pages whose settings in a question's view say its numbers. Others show an example of
#: the page's own, names that are not the question's, or a part of the way.
_SAY_THEM: Final = frozenset({"kernels", "pooling", "channels", "stack", "shift", "transposed"})
#: A setting without which such a page shows its example, too.
_GIVEN: Final[Mapping[str, str]] = MappingProxyType({"shift": "move", "transposed": "tr_input"})
#: Figures of which each number lies in the palette of signed numbers; all others are pictures.
_SIGNED: Final = frozenset({"signed", "clipped", "absolute"})


def beside(problem: Problem) -> list[dict[str, Any]]:
    """Draw a question's view on Counting, or on a page whose settings say its numbers; nothing of others.

    Returns
    -------
    list of dict
        Figures as `drawFigure` of the browser takes them, or with ``src``, a drawing.
    """
    view = problem.solution
    if view is None:
        return []
    try:
        if view.page == "counting":
            return _sizes(view.start)
        if not _says_its_numbers(view.page, view.start):
            return []
        shown = still(View(page=view.page, start=view.start))
    except CnnvizError:
        return []
    return [] if shown is None else [_told(one) for one in shown.figures if isinstance(one, Figure)]


def _says_its_numbers(page: str, start: Mapping[str, str]) -> bool:
    needed = _GIVEN.get(page)
    return page in _SAY_THEM and (needed is None or needed in start)


def _told(figure: Figure) -> dict[str, Any]:
    told: dict[str, Any] = {"name": figure.name, "sign": figure.sign, "size": figure.size}
    if figure.png:
        return {**told, "src": f"data:image/png;base64,{b64encode(figure.png).decode()}"}
    look = "map" if figure.scale in _SIGNED else "picture"
    return {**told, "look": look, "texts": figure.cells, "index": figure.index}


def _sizes(start: Mapping[str, str]) -> list[dict[str, Any]]:
    """Write what comes out of each layer: rows, columns and channels, or so many numbers."""
    entered, stack = read_input(start.get("c_input", "")), read_stack(start.get("c_layers", ""))
    if entered is None or stack is None or not all(one.is_whole for one in (entered, *stack)):
        return []
    rows, columns, channels = entered.values
    made = count([one.layer() for one in stack], (channels, rows, columns))
    shapes = [(channels, rows, columns), *(one.shape for one in made if not isinstance(one, str))]
    names = ["Input", *(f"Layer {number}" for number in range(1, len(shapes)))]
    texts = [[name, _written(shape)] for name, shape in zip(names, shapes, strict=True)]
    name = "Rows × columns × channels"
    return [{"name": name, "sign": "", "look": "table", "texts": texts, "index": [[0, 0]] * len(texts)}]


def _written(shape: tuple[int, ...]) -> str:
    """Write a shape with its channels last, as views do."""
    return " × ".join(format_number(one) for one in (*shape[1:], shape[0]))
