"""The view: the browser moves the picture and computes all maps; Python says with which kernel and pool."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import CnnvizError
from cnnviz.figures import Shade, ends_text, robust_limits, shade, shared_limits
from cnnviz.figures.scales import RULES, Scale
from cnnviz.filtering import largest_response
from cnnviz.kernels import CombinedSpec
from cnnviz.operators.placement import Line
from cnnviz.predict.shift_slips import check_moved
from cnnviz.shift import REACH, holding_still
from pages.ui.figures.sentences import plain_sentence
from pages.ui.inputs.geometry_in_view import in_formula, rarer
from pages.ui.inputs.kernel_in_view import FLIP, KERNEL, parameters
from pages.ui.inputs.pictures import pictured
from pages.ui.inputs.pooling import controls as pool_controls
from pages.ui.linked.laboratory import EVERY, Laboratory
from pages.ui.linked.parts import Grid, Part, source_part
from pages.ui.linked.pins import At
from pages.ui.linked.predictions import Task, verdicts
from pages.ui.linked.view import publish, tell
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.shift.examples import EXAMPLES
from pages.ui.shift.setting import HUB, MOVES_IN, SHUFFLED, Setting

_view = register("shift")


def show_view(setting: Setting, shown: Setting, fault: CnnvizError | None, predict: bool) -> None:
    """Draw what is set, or else what is shown instead, with the reason."""
    publish(HUB, "source", _source(shown))
    tell(HUB, {**shown.fields(), **_set(setting)}, _options(setting, shown, fault, predict))
    _view(key="shift_maps", data=_packed(shown, _name(shown)))


def laboratory(shown: Setting, fields: Mapping[str, object]) -> Laboratory:
    """Give what is saved as a page."""
    return Laboratory(
        HUB,
        "Shift",
        pictured(shown.picture),
        {**fields, **_set(shown)},
        {**_options(shown, shown, None, False), "examples": []},
        {"source": _source(shown)},
        _packed(shown, _name(shown)),
        said=EVERY,
    )


def _name(shown: Setting) -> str:
    return f"{shown.picture.digest} {shown.size} {shown.own[SHUFFLED.field]}"


def _source(shown: Setting) -> Part:
    """Give the picture before it is moved."""
    rows, columns = shown.size
    grid = Grid(
        shown.image[None],
        [shade(shown.image, "minmax" if shown.picture.is_matrix else "raw")],
        f"Picture {rows} × {columns}",
        shown.picture.alt,
    )
    return source_part(_name(shown), grid)


def _set(setting: Setting) -> dict[str, object]:
    _, values = parameters(setting.choice)
    told = {
        **setting.chosen,
        **setting.pooled_by,
        KERNEL.field: setting.choice.spec.key,
        FLIP.field: setting.choice.is_flipped,
        "parameters": values,
    }
    with suppress(CnnvizError):  # the padding stands there as it is, by whatever name it was chosen
        told["margin"] = setting.chain.plan.padding[0][0]
    return told


def _options(setting: Setting, shown: Setting, fault: CnnvizError | None, predict: bool) -> dict[str, object]:
    conv, pool = in_formula(setting.chosen), pool_controls(setting.pooled_by, shown.chain.map_size)
    sizes: dict[str, Any] = pool["size"]  # type: ignore[assignment]
    described, _ = parameters(setting.choice)
    task = _task(shown) if predict and fault is None else None
    return {
        "controls": {
            "convolution": [
                KERNEL.described(),
                *described,
                *[one for one in (*conv["padding"], *conv["stride"]) if one],
            ],
            "pooling": [
                *pool["choice"],  # type: ignore[misc]
                *[
                    one
                    for pair in sizes.values()
                    for one in (pair if isinstance(pair, list) else [pair])
                    if one
                ],
            ],
            "rarer": [
                MOVES_IN.described(),
                SHUFFLED.described(),
                *rarer(setting.chosen),
                FLIP.described(),
                *pool.get("rarer", []),  # type: ignore[misc]
            ],
        },
        "examples": [{"key": key, "title": one.title, "href": one.href} for key, one in EXAMPLES.items()],
        "refused": {"sentence": plain_sentence(fault)} if fault else None,
        "predict": task is not None,
        "asking": task.name if task else "",
        "verdicts": verdicts(HUB, task) if task else {},
    }


def axis_of(by: tuple[int, int]) -> int:
    """Along which axis a picture has moved further: that one is asked about."""
    return 0 if abs(by[0]) > abs(by[1]) else 1


def _task(setting: Setting) -> Task:
    """By how many cells the pooled map moves, which is to be predicted."""
    axis = axis_of(setting.move)
    by, stride = setting.move[axis], setting.chain.how.stride[axis]
    pool = (setting.chain.pool_stride or setting.chain.map_size)[axis]

    def value(typed: str, at: At) -> Any:
        return check_moved(typed, by, stride, pool)

    name = f"{axis} {by} {stride} {pool}"
    return Task(name, (1, 1, 1), None, value)


def _packed(setting: Setting, source: str) -> bytes:
    """Pack kernel, windows, colours and curve for the browser."""
    chain, choice = setting.chain, setting.choice
    first = chain.map(setting.image)
    pooled = chain.pooled(first)
    scale: Scale = "minmax" if setting.picture.is_matrix and choice.spec.view == "raw" else choice.spec.view
    limits = robust_limits([_every(setting)], scale, largest_response(setting.image, choice))
    shown = shade(first, scale, limits)
    is_kept = setting.pool.row.reduction.keeps_range
    pooled_shown = shade(
        pooled, scale, (shown.low, shown.high) if is_kept else shared_limits([pooled], scale)
    )
    picture = shade(setting.image, "minmax" if setting.picture.is_matrix else "raw")
    curve = holding_still(setting.image, chain, setting.mode, REACH)
    reach = max(abs(shown.low), abs(shown.high))
    header = {
        "hub": HUB,
        "source": source,
        "isMatrix": setting.picture.is_matrix,
        "mode": setting.mode,
        "stride": chain.how.stride,
        "pool stride": chain.pool_stride,
        "pool": {"kind": setting.pool.row.makes, "own": setting.pool.own},
        "combine": choice.spec.key if isinstance(choice.spec, CombinedSpec) else "",
        "looks": {
            "picture": _look(picture),
            "map": _look(shown),
            "pooled": _look(pooled_shown),
            "difference": _look(shade(first, "signed", (-reach, reach))),
            "template": _look(shade(setting.image, "signed")),
        },
    }
    blocks: dict[str, NDArray[Any]] = {
        "kernels": choice.kernels.astype(np.float64),
        "grey": RULES["raw"].palette(),
        "signed": RULES["signed"].palette(),
        "unchanged": curve.unchanged,
        "alike": curve.alike,
    }
    for name, placement in (("windows", chain.windows), ("pools", chain.pools)):
        for axis, line in (("rows", placement.rows), ("columns", placement.columns)):
            blocks |= {f"{name} {axis} {key}": block for key, block in _line(line).items()}
            header[f"{name} {axis} before"] = line.before
    return pack(header, blocks)


def _every(setting: Setting) -> NDArray[np.float64]:
    """Give the map of stride 1: what a larger stride leaves out comes to light when the picture moves."""
    chain = setting.chain
    if chain.how.stride == (1, 1):
        return chain.map(setting.image)
    return replace(chain, how=replace(chain.how, stride=(1, 1))).map(setting.image)


def _look(shown: Shade) -> dict[str, object]:
    rule = RULES[shown.scale]
    return {
        "low": shown.low,
        "high": shown.high,
        "first": rule.first,
        "span": rule.span,
        "flat": rule.flat,
        "palette": "signed" if rule.zero is not None else "grey",
        "absolute": shown.scale == "absolute",
        "ends": ends_text((shown.low, shown.high)),
    }


def _line(line: Line) -> dict[str, NDArray[Any]]:
    return {"indices": line.indices, "sources": line.sources, "counted": line.counted}
