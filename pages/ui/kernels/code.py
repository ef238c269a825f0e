"""The code of a kernel's output."""

from __future__ import annotations

from cnnviz import images
from cnnviz.kernels import CombinedSpec
from cnnviz.operators import loops
from cnnviz.scripts import conv_script
from pages.ui.kernels.lesson import KernelLesson
from pages.ui.shell.code import input_file, show_script
from pages.ui.shell.frame import Folded


def show_conv_code(part: Folded, lesson: KernelLesson) -> None:
    """If unfolded, show the code of a kernel's output, as `cnnviz.filtering.convolve` computes it."""
    if not part.is_open:
        return
    choice, how, plan = lesson.choice, lesson.how, lesson.plan
    combination = choice.spec if isinstance(choice.spec, CombinedSpec) else None
    image = images.to_grey(lesson.image) if combination else lesson.image
    script = conv_script(
        image,
        choice.kernels,
        how.stride,
        plan.padding,
        how.dilation,
        how.mode,
        cut=(plan.rows.cut, plan.columns.cut),
        combination=combination,
        float64=True,
        scaling=lesson.scaling,
    )
    with part.slot:
        show_script(script, input_file(image), "code", loops.conv2d)
