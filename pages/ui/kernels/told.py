"""What the Kernels page tells of its kernel and its picture, for lessons."""

from __future__ import annotations

from pages.ui.kernels.lesson import KernelLesson
from pages.ui.session.told import tell


def tell_kernel(lesson: KernelLesson) -> None:
    """Tell of the kernel, and of the picture; `cnnviz/views/told.toml` lists the names."""
    weights = lesson.choice.kernels[0]
    rows, columns = lesson.picture.size
    tell(
        kernel={
            "sum": round(float(weights.sum()), 4),
            "max": round(float(weights.max()), 4),
            "min": round(float(weights.min()), 4),
        },
        picture={"rows": rows, "columns": columns, "largest": round(float(lesson.picture.grey.max()), 4)},
        fits=lesson.plan.fits,
        which=lesson.choice.spec.key,
    )
