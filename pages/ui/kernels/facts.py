"""Numbers about a kernel's output."""

from __future__ import annotations

import numpy as np

from cnnviz import geometry
from cnnviz.errors import CnnvizError
from cnnviz.figures import format_number
from cnnviz.kernels import CombinedSpec
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.inputs.geometry import remark
from pages.ui.kernels.lesson import KernelLesson
from pages.ui.kernels.scaling import in_words


def show_kernel_facts(lesson: KernelLesson, predict: bool) -> None:
    """Show what the kernel does, and unless it is to be predicted the output in numbers."""
    told = [] if predict else _facts(lesson)
    words = (lesson.choice.spec.summary, in_words(lesson.scaling), remark(lesson.plan))
    show_facts(told, " ".join(filter(None, words)))


def _of_the_original(lesson: KernelLesson) -> list[Fact]:
    """The size that a picture would give as it was brought, if it was scaled down."""
    picture, name = lesson.picture, "Output of your original"
    if picture.original == picture.size:
        return []
    try:
        plan = lesson.how.plan(picture.original, lesson.choice.size)
    except CnnvizError as error:
        return [Fact(name, "none", str(error))]
    return [Fact(name, f"{plan.rows.size} × {plan.columns.size}", plan.formula())]


def _values(lesson: KernelLesson) -> str:
    """Write the range of the output's numbers; of codes what they stand for."""
    spec, output = lesson.choice.spec, lesson.made
    if isinstance(spec, CombinedSpec) and spec.codes:
        return ", ".join(spec.codes[int(code)] for code in np.unique(output))
    unit = "°" if spec.view == "cyclic" else ""
    return f"{format_number(output.min())}{unit} … {format_number(output.max())}{unit}"


def _facts(lesson: KernelLesson) -> list[Fact]:
    """Size, range and cost of an output."""
    choice, output = lesson.choice, lesson.made
    planes = output.reshape(-1, *output.shape[-2:])
    times = len(choice.kernels) * len(planes)
    products = geometry.multiplications((times, *planes.shape[1:]), 1, choice.size)
    rows, columns = choice.size
    origin = f"{planes.shape[1]}·{planes.shape[2]} outputs × {rows}·{columns} weights"
    if len(planes) > 1:
        origin += f" × {len(planes)} colours"
    if len(choice.kernels) > 1:
        origin += f" × {len(choice.kernels)} kernels"
    if isinstance(choice.spec, CombinedSpec) and choice.spec.squares:
        products += choice.spec.squares * output.size
        origin += f", and {choice.spec.squares} squares for each output"
    if lesson.scaling.factor != 1:
        products += output.size
        origin += ", and the factor for each output"
    return [
        Fact("Output", " × ".join(map(str, output.shape[-2:])), lesson.plan.formula()),
        *_of_the_original(lesson),
        Fact("Values", _values(lesson)),
        Fact("Multiplications", format_number(products), origin),
    ]
