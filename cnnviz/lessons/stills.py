"""Views of a lesson as they stand, for paper: picture, kernel and map of its steps, computed anew.

Only what a step's settings say wholly is drawn: steps on Kernels under one kernel, and on Pooling under a
pool that slides. Numbers that a step leaves open are left open here, and stand in the solutions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from cnnviz import images, operators
from cnnviz.arguments import Floats
from cnnviz.figures import Scale, shade
from cnnviz.kernels import CATALOGUE, KernelSpec
from cnnviz.lessons.lesson import Lesson, View
from cnnviz.numbers import format_number
from cnnviz.operators.ways import SLIDING

#: Larger ones are drawn, not written.
_MOST_NUMBERS: Final = 12
#: So many pixels of a photo are enough on paper.
_SIDE: Final = 160
#: What changes nothing of the numbers.
_LOOKS: Final = frozenset({"at", "open", "predict", "seen", "pool_at", "pool_open"})
_GEOMETRY: Final = frozenset({"stride", "pad", "pixels", "dilation", "border"})
_WINDOWS: Final = frozenset({"pool", "window", "step", "window_axes", "window_across", "step_across"})


@dataclass(frozen=True)
class Figure:
    """A picture, a kernel or a map on paper.

    Attributes
    ----------
    name, sign : str
        What it is called, and what stands before it.
    size : (rows, columns)
    cells : list of list of str
        Its numbers; an empty text is left open. No rows where it is drawn.
    png : bytes
        The drawing; empty where numbers are written.
    index : list of list of int
        Where numbers are written: the place of each in the palette of `scale`.
    scale : str
    """

    name: str
    sign: str
    size: tuple[int, int]
    cells: list[list[str]]
    png: bytes = b""
    index: list[list[int]] = field(default_factory=list)
    scale: Scale = "raw"


@dataclass(frozen=True)
class Still:
    """A view on paper, and the same with nothing left open; None if nothing is."""

    figures: tuple[Figure, ...]
    solved: Figure | None = None


def stills(lesson: Lesson) -> list[Still]:
    """Draw the views of a lesson's steps that can be drawn, each once.

    Raises
    ------
    CnnvizError
        If a picture is missing.
    """
    made: dict[str, Still] = {}
    for view in (step.view for step in lesson.steps if step.view is not None):
        if shown := still(view):
            whole = repr((*shown.figures[:-1], shown.solved or shown.figures[-1]))
            if shown.solved is not None:  # what is left open stands nowhere else on the sheet
                made[whole] = shown
            made.setdefault(whole, shown)
    return list(made.values())


def still(view: View) -> Still | None:
    """Draw one view; None where its settings do not say it wholly.

    Raises
    ------
    CnnvizError
        If a picture is missing, or nothing can be computed with its settings.
    """
    return _PAGES[view.page](view) if view.page in _PAGES else None


def _kernels(view: View) -> Still | None:
    start = view.start
    spec = CATALOGUE.get(start.get("kernel", "sobel"))
    if not isinstance(spec, KernelSpec):
        return None
    parameters = {f"{spec.key}_{one.name}": one for one in spec.parameters}
    if not start.keys() <= {"img", "matrix", "kernel", *parameters, *_LOOKS, *_GEOMETRY}:
        return None
    values = {one.name: _as(one.default, start[key]) for key, one in parameters.items() if key in start}
    kernel, picture = spec.build(**values), _picture(start)
    padding: Any = start.get("pad", "valid")
    made = operators.conv2d(
        picture,
        kernel,
        stride=int(start.get("stride", 1)),
        padding=int(start.get("pixels", 1)) if padding == "number" else padding,
        dilation=int(start.get("dilation", 1)),
        mode=start.get("border", "constant"),  # type: ignore[arg-type]
    )
    name = "Kernel" if spec.key == "custom" else f"Kernel, {spec.title}"
    output = _figure("Map", "=", made, spec.view)
    return _still(
        view, "open", (_figure("Picture", "", picture, "raw"), _figure(name, "∗", kernel, "signed")), output
    )


def _pooling(view: View) -> Still | None:
    start = view.start
    row = operators.POOLINGS[start.get("pool", "max")]
    if row.way is not SLIDING or not start.keys() <= {"img", "matrix", *_LOOKS, *_WINDOWS}:
        return None
    across = "_across" if start.get("window_axes") == "true" else ""
    window, step = (
        (int(start.get(name, 2)), int(start.get(f"{name}{across}", 2))) for name in ("window", "step")
    )
    picture = _picture(start)
    made = row.function(picture, kernel_size=window, stride=step)
    output = _figure(f"{row.title.capitalize()} of {window[0]} × {window[1]}", "→", made, "raw")
    return _still(view, "pool_open", (_figure("Picture", "", picture, "raw"),), output)


def _still(view: View, key: str, given: tuple[Figure, ...], output: Figure) -> Still:
    """Put a view together, with the places empty that its setting `key` leaves open."""
    places = [tuple(map(int, one.split(".")))[1:] for one in view.start.get(key, "").split("~") if one]
    if not places or not output.cells:
        return Still((*given, output))
    cells = [
        ["" if (y, x) in places else text for x, text in enumerate(line)]
        for y, line in enumerate(output.cells)
    ]
    return Still((*given, replace(output, cells=cells)), output)


def _picture(start: Mapping[str, str]) -> Floats:
    if start.get("img") == "matrix":
        return images.parse_matrix(start["matrix"])
    return images.to_whole(images.to_grey(images.load_sample(start.get("img", "camera"))))


def _as(default: object, text: str) -> object:
    return text if isinstance(default, str) else type(default)(text)  # type: ignore[call-arg]


def _figure(name: str, sign: str, values: Floats, scale: Any) -> Figure:
    rows, columns = values.shape
    if max(values.shape) <= _MOST_NUMBERS:
        cells = [[format_number(one) for one in row] for row in values.tolist()]
        # A few numbers reach from black to white, as in the figures of exercises.
        whole = (0.0, max(float(values.max()), 1.0))
        drawn = shade(values, "minmax", whole) if scale == "raw" else shade(values, scale)
        return Figure(name, sign, (rows, columns), cells, index=drawn.index.tolist(), scale=scale)
    drawn = shade(_smaller(values), scale)
    return Figure(name, sign, (rows, columns), [], images.png(drawn.palette[0][drawn.index]), scale=scale)


def _smaller(values: Floats) -> Floats:
    """Keep the strongest number of each patch, so that blue and orange do not mix to nothing."""
    side = -(-max(values.shape) // _SIDE)
    rows, columns = (max(length // side, 1) for length in values.shape)
    cut = values[: rows * side, : columns * side]
    patches = cut.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows, columns, side * side)
    strongest = np.abs(patches).argmax(2)[..., None]
    return np.asarray(
        np.take_along_axis(patches, strongest, 2)[..., 0] if values.min() < 0 else patches.mean(2)
    )


#: By the page: what is drawn of a view on it; None where its settings are not all known here.
_PAGES: Final[Mapping[str, Callable[[View], Still | None]]] = MappingProxyType(
    {"kernels": _kernels, "pooling": _pooling}
)
