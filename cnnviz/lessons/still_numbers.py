"""Views of numbers on paper: on Activations, Transposed, Backward and Series, as a step begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np

from cnnviz import images
from cnnviz.activated import Activated
from cnnviz.arguments import Floats
from cnnviz.backward import EXAMPLES
from cnnviz.errors import CnnvizError
from cnnviz.filtering import built
from cnnviz.images.arrays import WHITE
from cnnviz.kernels import CATALOGUE
from cnnviz.lessons.lesson import View
from cnnviz.lessons.paper import Still, Table, drawing, figure, picture
from cnnviz.numbers import format_number
from cnnviz.operators import ACTIVATIONS, conv2d
from cnnviz.series import SAMPLES, Filtered, read_kernel, read_series
from cnnviz.transposing import Transposing
from cnnviz.volumes import KERNELS, SHAPES, Convolved, shape
from cnnviz.volumes import read_kernel as read_cube

#: A longer series is drawn, so high and at least about so wide.
_MOST_WRITTEN, _HIGH, _WIDE = 12, 40, 120
_OF_ACTIVATIONS: Final = frozenset({"act_of", "img", "matrix", "kernel", "activation", "act_at"})
_OF_TRANSPOSED: Final = frozenset({"tr_input", "tr_kernel", "tr_stride", "tr_by"})
_OF_BACKWARD: Final = frozenset({"bw_steps", "bw_at", "bw_by", "bw_nudge", "bw_rate"})
_OF_SERIES: Final = frozenset(
    {"sv_of", "se_values", "se_kernel", "se_padding", "se_dilation", "se_stride", "se_at"}
)
_OF_VOLUME: Final = frozenset({"sv_of", "vo_size", "vo_shape", "vo_kernel", "vo_padding"})


def activated(view: View) -> Still | None:
    """Draw a map before and after its activation."""
    start = view.start
    if not start.keys() <= _OF_ACTIVATIONS:
        return None
    image = picture(start)
    if start.get("img") != "matrix":
        image = image / WHITE
    if start.get("act_of", "answer") == "answer":
        (kernel,) = built(CATALOGUE[start.get("kernel", "sobel")], {}).kernels
        image = conv2d(image, kernel, padding="same", mode="nearest")
    name = start.get("activation", "relu")
    made = Activated(name, image[None].astype(np.float32)).after[0]
    title = ACTIVATIONS[name].title
    return Still((figure("Before", "", image, "signed"), figure(f"After {title}", "→", made, "signed")))


def transposed(view: View) -> Still | None:
    """Draw the input, the kernel and the output of a transposed convolution."""
    start = view.start
    if not start.keys() <= _OF_TRANSPOSED:
        return None
    given, kernel = (
        images.parse_matrix(start.get(name, "1 1 1")).astype(np.float64) for name in ("tr_input", "tr_kernel")
    )
    stride = int(start.get("tr_stride", 2))
    made = Transposing(given, kernel, stride=stride).output
    return Still(
        (
            figure("Input", "", given, "signed"),
            figure(f"Kernel, stride {stride}", "∗", kernel, "signed"),
            figure("Output", "=", made, "signed"),
        )
    )


def backward(view: View) -> Still | None:
    """Draw the step's input, weights and slopes, with its prediction and loss."""
    start = view.start
    if not start.keys() <= _OF_BACKWARD:
        return None
    example = EXAMPLES[0]
    first = example._replace(rate=float(start.get("bw_rate", example.rate))).first
    step = first.run(int(start.get("bw_steps", 0)))[-1]
    told = ((step.prediction, step.target, step.loss, step.rate),)
    heads = ("Prediction, the largest", "Target", "Loss", "Learning rate")
    rows = tuple(tuple(format_number(one, 3) for one in line) for line in told)
    return Still(
        (
            figure("Input", "", step.input, "signed"),
            figure("Weights", "∗", step.weight, "signed"),
            figure("Map", "=", step.maps["conv"], "signed"),
            Table("Loss", heads, rows),
            figure("Slopes of the weights", "", step.by_weight, "signed"),
            figure("New weights", "→", step.new_weight, "signed"),
        )
    )


def series(view: View) -> Still | None:
    """Draw a series, its kernel and its output; of a volume each slice."""
    start = view.start
    if start.get("sv_of") == "volume":
        return _volume(start)
    if not start.keys() <= _OF_SERIES:
        return None
    key = start.get("se_values", next(iter(SAMPLES)))
    values = SAMPLES[key].values if key in SAMPLES else read_series(key)
    if values is None:
        raise CnnvizError("its series cannot be read")
    steps = (int(start.get(name, 1)) for name in ("se_stride", "se_dilation"))
    made = Filtered(
        values, read_kernel(start.get("se_kernel", "-1 1")), start.get("se_padding", "valid"), *steps
    )
    return Still(
        (
            _along("Series", "", made.values),
            figure("Kernel", "∗", made.kernel[None], "signed"),
            _along("Output", "=", made.output),
        )
    )


def _along(name: str, sign: str, values: Floats) -> Any:
    """Write a series, or draw it as a curve where it is long."""
    if len(values) <= _MOST_WRITTEN:
        return figure(name, sign, values[None], "signed")
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    heights = np.rint((high - values) / ((high - low) or 1) * (_HIGH - 1)).astype(int)
    curve = np.full((_HIGH, len(values)), float(WHITE))
    curve[heights, np.arange(len(values))] = 0
    ends = f"{format_number(float(values.min()), 3)} to {format_number(float(values.max()), 3)}"
    wide = curve.repeat(max(_WIDE // len(values), 1), axis=1)
    return replace(drawing(f"{name}, from {ends}", sign, wide, "raw"), size=(1, len(values)))


def _volume(start: Mapping[str, str]) -> Still | None:
    if not start.keys() <= _OF_VOLUME:
        return None
    values = shape(start.get("vo_shape", next(iter(SHAPES))), int(start.get("vo_size", 10)))
    kernel = read_cube(KERNELS[start.get("vo_kernel", next(iter(KERNELS)))].text)
    made = Convolved(values, kernel, int(start.get("vo_padding", 0))).output
    return Still(
        (
            *(figure(f"Slice {at}", "", one, "signed") for at, one in enumerate(values)),
            *(
                figure(f"Kernel, slice {at}", "" if at else "∗", one, "signed")
                for at, one in enumerate(kernel)
            ),
            *(figure(f"Output, slice {at}", "" if at else "=", one, "signed") for at, one in enumerate(made)),
        )
    )
