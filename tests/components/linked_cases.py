"""Random cases of what a linked view shows: the parts as pages make them, and what Python says of outputs."""

from contextlib import suppress
from dataclasses import replace
from inspect import signature
from typing import NamedTuple

import numpy as np

from cnnviz import operators
from cnnviz.errors import CnnvizError
from cnnviz.figures import shade
from cnnviz.filtering import UNSCALED, Choice, Scaling, built
from cnnviz.geometry import Geometry
from cnnviz.kernels import CATALOGUE, CombinedSpec
from cnnviz.operators.padding import BORDER_MODES
from cnnviz.operators.placement import pool_placement
from pages.ui.classifier import links as network_links
from pages.ui.inputs import pooling as pool_picker
from pages.ui.inputs.pictures import matrix_picture
from pages.ui.kernels.lesson import KernelLesson
from pages.ui.linked import parts as linked_parts
from pages.ui.pooling.lesson import PoolingLesson
from pages.ui.pooling.source import picture_itself
from tests.components.linked_facts import combined_facts, facts, scaled_facts

#: Sides of pictures: of large ones a page sends no outputs, and numbers in steps.
SMALL, LARGE = (4, 13), (66, 90)
#: What the browser combines as float64, NumPy combines as float32.
COMBINED_ROUNDING = 8 * float(np.finfo(np.float32).eps)


class Case(NamedTuple):
    """The parts of a view; what Python says of some outputs; how far the browser may be from them.

    The last is asked only where a page may leave it to the browser to make the outputs of the parts.
    """

    parts: tuple
    meant: dict
    rounding: dict | None = None


def one_of(rng, *values):
    """Choose, without making an array of the choices."""
    return values[rng.integers(len(values))]


def pair(rng, low, high):
    return tuple(rng.integers(low, high, 2).tolist())


def some_positions(rng, shape):
    """The first and the last output, which meet the border, and others."""
    others = {tuple(int(rng.integers(size)) for size in shape) for _ in range(6)}
    return sorted({(0, 0, 0), tuple(size - 1 for size in shape)} | others)


def fitting(make, rng, *given):
    """Make a case; where no window fits, with other numbers."""
    for _ in range(50):
        with suppress(CnnvizError):
            return make(rng, *given)
    return make(rng, *given)


def drawn_picture(rng, channels=()):
    """A matrix of any numbers, or a picture of whole ones; often with ties."""
    shape = (*channels, *pair(rng, *(LARGE if rng.random() < 0.3 else SMALL)))
    if not channels and max(shape) < LARGE[0] and rng.random() < 0.5:
        return matrix_picture(one_of(rng, rng.normal(0, 9, shape), rng.integers(-2, 3, shape)).astype("f4"))
    values = rng.integers(0, one_of(rng, 2, 256), shape).astype(np.float32)
    return replace(matrix_picture(values if values.ndim == 2 else values[0]), array=values, is_matrix=False)


def drawn_geometry(rng):
    padding = one_of(
        rng,
        "valid",
        "same",
        "same_tensorflow",
        "full",
        int(rng.integers(3)),
        (pair(rng, 0, 4), pair(rng, 0, 4)),
    )
    stride = (1, 1) if padding == "same" else pair(rng, 1, 4)
    remainder = one_of(rng, "floor", "crop", "pad")
    return Geometry(stride, padding, pair(rng, 1, 3), one_of(rng, *BORDER_MODES), remainder)


def filtered(rng, picture, choice, scaling=UNSCALED):
    """A case of the Kernels page."""
    how, spec = drawn_geometry(rng), choice.spec
    lesson = KernelLesson(picture, picture.array, choice, {}, spec.view, {}, scaled=scaling)
    vars(lesson)["how"] = how  # also ways that no control of the page sets
    answer, plan = lesson.made, lesson.plan

    rows, columns = plan.cropped(picture.size)
    planes = picture.array.reshape(-1, *picture.size)[:, :rows, :columns].astype(np.float64)
    options = {"stride": how.stride, "padding": plan.padding, "dilation": how.dilation, "mode": how.mode}
    meant, rounding, answers = {}, {}, answer.reshape(-1, *answer.shape[-2:])
    for at in some_positions(rng, answers.shape):
        plane, *position = at
        kernels = choice.kernels.astype(np.float64)
        traces = [operators.conv2d_trace(planes[plane], kernel, **options, at=position) for kernel in kernels]
        combined = isinstance(spec, CombinedSpec)
        said = combined_facts(spec, traces, answers[at]) if combined else facts(traces[0])
        if not scaling.is_none:
            said = scaled_facts(said, traces[0].total, float(answers[at]))
        meant[at] = {**said, "channels": [plane] * len(kernels), "total": float(answers[at])}
        rounding[at] = abs(meant[at]["total"]) * COMBINED_ROUNDING * combined
    return Case(tuple(lesson.parts().values()), meant, None if picture.is_matrix else rounding)


def combination_case(rng, key):
    return filtered(rng, drawn_picture(rng), built(CATALOGUE[key], {}).flipped(rng.random() < 0.3))


def scaled_case(rng):
    """A kernel over whole numbers, each of whose sums is multiplied and added to."""
    size = pair(rng, *(LARGE if rng.random() < 0.5 else SMALL))
    values = rng.integers(0, 256, size).astype(np.float32)
    picture = replace(matrix_picture(values), is_matrix=False)
    choice = Choice(CATALOGUE["custom"], operators.on_grid(rng.normal(size=pair(rng, 1, 6)))[None], {})
    return filtered(rng, picture, choice, Scaling(one_of(rng, 0.125, -2, 1), one_of(rng, 128, -7)))


def own_kernel_case(rng):
    """A kernel of any size over a picture; over each colour by itself where there are some."""
    kernel = operators.on_grid(rng.normal(size=pair(rng, 1, 6)))
    choice = Choice(CATALOGUE["custom"], kernel[None], {}).flipped(rng.random() < 0.3)
    return filtered(rng, drawn_picture(rng, one_of(rng, (), (3,))), choice)


def drawn_options(rng, row, size):
    """Those options of the Pooling page that a pooling's function takes."""
    known = signature(row.function).parameters
    kernel = pair(rng, 1, 6)
    options = {
        **row.reduction.own,
        "kernel_size": kernel[0] if "samples" in known else kernel,
        "stride": pair(rng, 1, 5),
        "padding": one_of(rng, int(rng.integers(min(kernel) // 2 + 1)), "same_tensorflow"),
        "dilation": int(rng.integers(1, 4)),
        "ceil_mode": bool(rng.integers(2)),
        "count_include_pad": bool(rng.integers(2)),
        "output_size": tuple(int(rng.integers(1, side + 1)) for side in size),
        "samples": rng.random(2),
    }
    return {name: options[name] for name in known if name in options}


def pooling_case(rng, kind):
    """A case of the Pooling page, over a picture or what a kernel answered to it."""
    source, is_answer = picture_itself(drawn_picture(rng)), rng.random() < 0.3
    if is_answer:
        source = replace(source, values=rng.normal(0, 9, source.values.shape).astype("f4").astype("f8"))
    size, row = source.values.shape, operators.POOLINGS[kind]
    pool = pool_picker.Pool(row, drawn_options(rng, row, size))
    lesson = PoolingLesson(source, {})
    vars(lesson)["pool"] = pool  # also options that no control of the page sets
    pooled, meant, rounding = lesson.pooled, {}, {}
    for at in some_positions(rng, (1, *pooled.shape)):
        trace = pool.trace(source.values, at=at[1:])
        meant[at] = {**facts(trace), "total": float(pooled[at[1:]]), "planes": [0]}
        # Sums over a picture are exact; an adaptive mean is one of its rows' means.
        adds = row.reduction.adds
        is_exact = trace.chosen or (adds and "kernel_size" in pool.options and not is_answer)
        sizes = np.abs(trace.window).sum() / (trace.divisor or 1) if adds else abs(trace.value)
        rounding[at] = 0 if is_exact else trace.window.size * np.finfo(np.float64).eps * sizes
    return Case(tuple(lesson.parts().values()), meant, rounding)


def activation_case(rng, name):
    """Maps through an activation, as a layer of a network has them."""
    shape = (int(rng.integers(1, 4)), *pair(rng, *SMALL))
    values = one_of(rng, rng.normal(0, 5, shape), rng.integers(-2, 3, shape)).astype(np.float32)
    row = operators.ACTIVATIONS[name]
    outputs, slopes = row.function(values), row.derivative(values)
    names = tuple(f"map {i}" for i in range(len(values)))
    before, after = (
        linked_parts.Grid(n, [shade(one) for one in n], "", "", names) for n in (values, outputs)
    )
    parts = (
        linked_parts.source_part("source", before),
        linked_parts.windows_part("windows", pool_placement(shape[1:], 1)),
        linked_parts.result_part("source", "windows", after, network_links.activated(name, values)),
    )
    meant = {}
    for at in some_positions(rng, shape):
        # NumPy's tanh of an array may differ from that of one number in the last bit.
        of_the_map = {"output": float(outputs[at]), "slope": float(slopes[at])}
        trace = replace(operators.activation_trace(name, values[at]), **of_the_map)
        meant[at] = {**facts(trace), "total": float(outputs[at]), "planes": [at[0]]}
    return Case(parts, meant)
