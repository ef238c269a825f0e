"""Views of a lesson as they stand, for paper: picture, kernel and map of its steps, computed anew.

Only what a step's settings say wholly is drawn; `_PAGES` has what draws the views of each page. Numbers that
a step leaves open are left open here, and stand in the solutions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from cnnviz import operators
from cnnviz.errors import CnnvizError
from cnnviz.kernels import CATALOGUE, KernelSpec
from cnnviz.lessons import still_layers, still_networks, still_numbers, still_pixels, still_rows, still_tables
from cnnviz.lessons.lesson import Lesson, View
from cnnviz.lessons.paper import Figure, Still, figure, picture, window
from cnnviz.operators.ways import SLIDING

#: What changes nothing of the numbers.
_LOOKS: Final = frozenset({"at", "open", "predict", "seen", "pool_at", "pool_open"})
_GEOMETRY: Final = frozenset({"stride", "pad", "pixels", "dilation", "border"})
_WINDOWS: Final = frozenset({"pool", "window", "step", "window_axes", "window_across", "step_across"})


def stills(lesson: Lesson) -> list[Still]:
    """Draw the views of a lesson's steps that can be drawn, each once; a fault is told in its place."""
    made: dict[str, Still] = {}
    for step in lesson.steps:
        if step.view is not None and (shown := _drawn_or_said(step.id, step.view)):
            last = (shown.solved,) if shown.solved else shown.figures[-1:]
            whole = repr((*shown.figures[:-1], *last, shown.said))
            if shown.solved is not None:  # what is left open stands nowhere else on the sheet
                made[whole] = shown
            made.setdefault(whole, shown)
    return list(made.values())


def _drawn_or_said(step: str, view: View) -> Still | None:
    try:
        return still(view)
    except CnnvizError as error:
        return Still((), said=f"The view of the step “{step}” is not drawn: {error}.")


def still(view: View) -> Still | None:
    """Draw one view; None where its settings do not say it wholly.

    Raises
    ------
    CnnvizError
        If a setting is missing or cannot be read, a picture is missing, or nothing can be computed.
    """
    if view.page not in _PAGES:
        return None
    try:
        return _PAGES[view.page](view)
    except CnnvizError:
        raise
    except (KeyError, IndexError, ValueError) as error:
        raise CnnvizError("a setting of it is missing, or cannot be read") from error


def _kernels(view: View) -> Still | None:
    start = view.start
    spec = CATALOGUE[start.get("kernel", "sobel")]
    if not isinstance(spec, KernelSpec):
        return None
    parameters = {f"{spec.key}_{one.name}": one for one in spec.parameters}
    if not start.keys() <= {"img", "matrix", "kernel", *parameters, *_LOOKS, *_GEOMETRY}:
        return None
    values = {one.name: _as(one.default, start[key]) for key, one in parameters.items() if key in start}
    kernel, image = spec.build(**values), picture(start)
    padding: Any = start.get("pad", "valid")
    made = operators.conv2d(
        image,
        kernel,
        stride=int(start.get("stride", 1)),
        padding=int(start.get("pixels", 1)) if padding == "number" else padding,
        dilation=int(start.get("dilation", 1)),
        mode=start.get("border", "constant"),  # type: ignore[arg-type]
    )
    name = "Kernel" if spec.key == "custom" else f"Kernel, {spec.title}"
    output = figure("Map", "=", made, spec.view)
    return _still(
        view, "open", (figure("Picture", "", image, "raw"), figure(name, "∗", kernel, "signed")), output
    )


def _pooling(view: View) -> Still | None:
    start = view.start
    row = operators.POOLINGS[start.get("pool", "max")]
    if row.way is not SLIDING or not start.keys() <= {"img", "matrix", *_LOOKS, *_WINDOWS}:
        return None
    image, options = picture(start), window(start)
    rows, columns = options["kernel_size"]
    made = row.function(image, **options)
    output = figure(f"{row.title.capitalize()} of {rows} × {columns}", "→", made, "raw")
    return _still(view, "pool_open", (figure("Picture", "", image, "raw"),), output)


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


def _as(default: object, text: str) -> object:
    return text if isinstance(default, str) else type(default)(text)  # type: ignore[call-arg]


#: By the page: what is drawn of a view on it; None where its settings are not all known here.
_PAGES: Final[Mapping[str, Callable[[View], Still | None]]] = MappingProxyType(
    {
        "kernels": _kernels,
        "pooling": _pooling,
        "channels": still_layers.channels,
        "stack": still_layers.stack,
        "shift": still_layers.moved,
        "network": still_layers.network,
        "pixels": still_pixels.pixels,
        "activations": still_numbers.activated,
        "transposed": still_numbers.transposed,
        "backward": still_numbers.backward,
        "series": still_numbers.series,
        "counting": still_tables.counted,
        "design": still_tables.design,
        "train": still_tables.trained,
        "architectures": still_tables.architecture,
        "softmax": still_rows.shares,
        "modes": still_rows.modes,
        "neurons": still_networks.neurons,
        "why": still_networks.why,
        "break_it": still_networks.broken,
        "autoencoder": still_networks.rebuilt,
    }
)
