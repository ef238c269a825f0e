"""The parts of the Kernels page's linked view: the picture, the kernel's windows, and the output."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cnnviz import images, operators
from cnnviz.figures import Shade, image_rgb, range_text, rgb, shade
from cnnviz.filtering import UNSCALED, Choice, Scaling
from cnnviz.geometry import Geometry, Plan
from cnnviz.kernels import CombinedSpec
from cnnviz.operators.placement import Placement, conv_placement
from cnnviz.predict import neighbours_of
from cnnviz.predict.scaled_slips import scaled_question
from cnnviz.predict.values import question_of
from cnnviz.predict.verdict import Question
from pages.ui.inputs.pictures import Picture
from pages.ui.linked.parts import Grid, Made, Part, Pixels, result_part, source_part, windows_part
from pages.ui.linked.pins import At
from pages.ui.linked.predictions import Task

_COLOURS = ("Red", "Green", "Blue")


def picture_name(picture: Picture, image: NDArray[np.float32]) -> str:
    """What a picture is called, filtered in grey or in colours."""
    return f"{picture.digest} {image.size // (image.shape[-2] * image.shape[-1])}"


def picture_part(picture: Picture, image: NDArray[np.float32]) -> Part:
    """What is sent of a picture as it is filtered."""
    rows, columns = image.shape[-2:]
    planes = image.reshape(-1, rows, columns)
    if len(planes) > 1:
        shown: Pixels = image_rgb(image)
    else:
        shown = [shade(planes[0], "minmax" if picture.is_matrix else "raw")]
    grid = Grid(planes, shown, f"Input {rows} × {columns}", picture.alt, _names(len(planes)))
    return source_part(picture_name(picture, image), grid)


def way_name(picture: Picture, choice: Choice, how: Geometry, plan: Plan) -> str:
    """What the way of a kernel over a picture is called."""
    size = plan.cropped(picture.size)
    return f"{size} {choice.size} {how.stride} {plan.padding} {how.dilation} {how.mode} {plan.formula()}"


def way_part(picture: Picture, choice: Choice, how: Geometry, plan: Plan) -> Part:
    """What is sent of where the kernel comes to lie."""
    axes = [asdict(terms) for terms in how.terms(picture.size, choice.size, plan)]
    where, name = placed(picture, choice, how, plan), way_name(picture, choice, how, plan)
    return windows_part(name, where, {"text": plan.formula(), "axes": axes})


def placed(picture: Picture, choice: Choice, how: Geometry, plan: Plan) -> Placement:
    """Where the kernel comes to lie."""
    size = plan.cropped(picture.size)
    return _placed(size, choice.size, how.stride, plan.padding, how.dilation, how.mode)


#: A run asks for it three times. One takes at most 130 kB.
_placed = lru_cache(maxsize=64)(conv_placement)


def filtered_part(
    picture: Picture,
    choice: Choice,
    output: NDArray[np.floating],
    shown: list[Shade],
    source: str,
    way: str,
    full: bool | None,
    asking: str = "",
    scaling: Scaling = UNSCALED,
) -> Part:
    """The part of an output; for `full` see `Grid`; `asking` names what is to be predicted, if anything."""
    planes = output.reshape(-1, *output.shape[-2:])
    rows, columns = planes.shape[1:]
    alt = f"{picture.title}, {choice.spec.title}, {rows} × {columns}; colours: {range_text(shown[0])}"
    combined = isinstance(choice.spec, CombinedSpec)
    names = choice.spec.names if isinstance(choice.spec, CombinedSpec) else _names(len(planes))
    made = Made(
        "combined" if combined else "conv",
        weights=choice.kernels[:, None],
        facts={
            "separate": not combined,
            "turned": choice.is_flipped,
            "combine": choice.spec.key,
            "codes": choice.spec.codes if isinstance(choice.spec, CombinedSpec) else (),
            "precision": "f8",
            "asking": asking,
            "scaling": None if scaling.is_none else scaling._asdict(),
        },
        every=picture.is_matrix,  # whose numbers need not be on the grid that keeps sums exact
    )
    grid = Grid(planes, shown, f"Output {rows} × {columns}", alt, names, full=full)
    return result_part(source, way, grid, made)


def side_by_side(maps: list[Shade]) -> Shade | NDArray[np.uint8]:
    """One map as it is; the maps of several colours beside each other, as pixels."""
    return maps[0] if len(maps) == 1 else np.concatenate([rgb(one) for one in maps], axis=1)


def task_of(
    image: NDArray[np.float32],
    choice: Choice,
    how: Geometry,
    plan: Plan,
    output: NDArray[np.floating],
    name: str,
    scaling: Scaling = UNSCALED,
) -> Task:
    """What can be predicted of a kernel's sums: their size, and any number unless several kernels made it."""
    size = (image.shape[-2], image.shape[-1])
    rows, columns = plan.cropped(size)
    planes = image.reshape(-1, *size)[:, :rows, :columns].astype(np.float64)
    outputs = output.reshape(-1, *output.shape[-2:])

    def question(at: At) -> Question:
        plane, *position = at
        trace = operators.conv2d_trace(
            planes[plane],
            choice.kernels[0].astype(np.float64),
            stride=how.stride,
            padding=plan.padding,
            dilation=how.dilation,
            mode=how.mode,
            at=position,
            output=outputs[plane],
        )
        if not scaling.is_none:
            return scaled_question(trace, scaling)
        asked = question_of(trace, neighbours_of(outputs[plane], (position[0], position[1])))
        return _of_flipped(asked) if choice.is_flipped else asked

    sized = {
        "size": size,
        "kernel": choice.size,
        "stride": how.stride,
        "padding": how.padding,
        "dilation": how.dilation,
        "remainder": how.remainder,
    }
    combined = isinstance(choice.spec, CombinedSpec)
    name = f"{name} {choice.spec.key if combined else ''} {images.digest(choice.kernels)}"
    return Task.judged_by(name, outputs.shape, None if combined else question, sized)


def _of_flipped(asked: Question) -> Question:
    """Call the slip of a kernel that was not turned what it is where the page turns it."""
    instead = "True convolution rotates it by 180° first: its last weight lies on the first value."
    slips = [
        replace(slip, did="applied the kernel as it was typed", instead=instead)
        if slip.key == "flipped"
        else slip
        for slip in asked.slips
    ]
    return replace(asked, slips=slips)


def _names(planes: int) -> tuple[str, ...]:
    return _COLOURS if planes == len(_COLOURS) else ("",)
