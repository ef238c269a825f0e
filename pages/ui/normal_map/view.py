"""The view: the browser computes the normal map and lights it; Python says how, and judges predictions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import image_rgb, rgb, shade
from cnnviz.geometry import resolve_padding
from cnnviz.kernels import sobel
from cnnviz.normal_map.normals import RAMP
from cnnviz.operators.padding import pad
from cnnviz.operators.placement import conv_placement
from cnnviz.predict.normal_slips import check_slope
from pages.ui.inputs.pictures import Picture, pictured, scaled_down
from pages.ui.linked.laboratory import Laboratory
from pages.ui.linked.parts import Grid, Part, source_part
from pages.ui.linked.pins import At
from pages.ui.linked.predictions import Task, verdicts
from pages.ui.linked.small_enough import moved
from pages.ui.linked.view import tell
from pages.ui.normal_map.examples import EXAMPLES
from pages.ui.normal_map.setting import BORDER, GREEN, HEIGHT, HUB, STRENGTH, SURFACE, Setting
from pages.ui.session.component import register
from pages.ui.session.payload import pack

_view = register("normal_map")


def _name(picture: Picture) -> str:
    return f"normal {picture.digest}"


def picture_part(picture: Picture) -> Part:
    """Give the heights, which are the picture's brightness, with the picture's own colours."""
    rows, columns = picture.size
    shown = rgb(shade(picture.grey, "minmax")) if picture.is_matrix else image_rgb(picture.array)
    grid = Grid(picture.grey[None], shown, f"Picture {rows} × {columns}", picture.alt)
    return source_part(_name(picture), grid)


def show_view(setting: Setting, predict: bool) -> None:
    """Draw what is set."""
    tell(HUB, setting.fields(), _options(_task(setting) if predict else None))
    _view(key="normal_map_view", data=_packed(setting))


def laboratory(setting: Setting) -> Laboratory:
    """Give what is saved as a page."""
    picture = setting.picture

    def smaller(side: int) -> Laboratory:
        other = scaled_down(picture, side)
        at = (0, *moved(setting.at[1:], picture.size, other.size))
        return laboratory(replace(setting, picture=other, at=at))

    return Laboratory(
        HUB,
        "Normal map",
        pictured(picture),
        setting.fields(),
        {**_options(None), "examples": []},
        {"source": picture_part(picture)},
        _packed(setting),
        picture.size,
        None if picture.is_matrix else smaller,
        said=[BORDER.field],
    )


def _options(task: Task | None) -> dict[str, object]:
    """What the view offers."""
    return {
        "controls": {
            "surface": [_slider(STRENGTH, "pixels"), BORDER.described(), GREEN.described()],
            "light": [SURFACE.described(), _slider(HEIGHT, "%")],
        },
        "examples": [{"key": key, "title": one.title, "href": one.href} for key, one in EXAMPLES.items()],
        "predict": task is not None,
        "asking": task.name if task else "",
        "verdicts": verdicts(HUB, task) if task else {},
    }


def _slider(setting: Any, unit: str) -> dict[str, object]:
    return {**setting.described(), "kind": "slider", "step": 1, "unit": unit}


def _task(setting: Setting) -> Task:
    """The Sobel sum from left to right at the pixel that is looked at, which is to be predicted."""
    made, (_, row, column) = setting.made, setting.at
    around = pad(made.heights, ((1, 1), (1, 1)), made.mode)
    window = np.asarray(around)[row : row + 3, column : column + 3]

    def value(typed: str, at: At) -> Any:
        return check_slope(typed, window)

    return Task(f"{_name(setting.picture)} {made.mode} {row} {column}", (1, 1, 1), None, value)


def _packed(setting: Setting) -> bytes:
    """Pack the kernels and where their windows lie."""
    made, size = setting.made, setting.picture.size
    kernels = np.stack([sobel("vertical"), sobel("horizontal")]).astype(np.float64)
    padding = resolve_padding("same", kernels.shape[1:], (1, 1))
    placement = conv_placement(size, (3, 3), (1, 1), padding, (1, 1), made.mode)
    blocks: dict[str, NDArray[Any]] = {"kernels": kernels}
    header: dict[str, object] = {
        "hub": HUB,
        "source": _name(setting.picture),
        "mode": made.mode,
        "span": made.span,
        "ramp": RAMP,
    }
    for axis, line in (("rows", placement.rows), ("columns", placement.columns)):
        blocks |= {f"{axis} indices": line.indices, f"{axis} sources": line.sources}
        header[f"{axis} before"] = line.before
    return pack(header, blocks)
