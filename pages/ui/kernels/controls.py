"""The controls of the Kernels page's view, by their place."""

from __future__ import annotations

from typing import Any

from cnnviz.filtering import Choice
from cnnviz.kernels import CombinedSpec
from pages.ui.inputs.geometry_in_view import Chosen, in_formula, rarer
from pages.ui.inputs.in_view import Described
from pages.ui.inputs.kernel_in_view import FLIP, KERNEL, parameters
from pages.ui.inputs.looks import SCALE
from pages.ui.kernels.scaling import described as described_scaling

_SIZE = "size"


def controls(choice: Choice, chosen: Chosen) -> dict[str, object]:
    """Describe all controls, see `ViewOptions`."""
    described, _ = parameters(choice)
    sized, others = _split(described)
    scaling = [] if isinstance(choice.spec, CombinedSpec) else described_scaling()
    return {
        "choice": [KERNEL.described()],
        "parameters": others,
        "size": {**in_formula(chosen), "kernel": [_size_of(choice, sized), None]},
        "rarer": [*rarer(chosen), FLIP.described(), *scaling],
        "looks": [SCALE.described()],
    }


def _split(described: list[Described]) -> tuple[Described | None, list[Described]]:
    """Take out the size of a kernel that is built from a formula: it is changed in the size formula."""
    sized = next((it for it in described if str(it["name"]).endswith(f"_{_SIZE}")), None)
    return sized, [it for it in described if it is not sized]


def _size_of(choice: Choice, sized: Described | None) -> dict[str, Any] | None:
    """Describe how the kernel's size is set: as its parameter, or by adding rows and columns of zeros."""
    if sized is not None:
        return {**sized, "kind": "number", "label": "Kernel"}
    if isinstance(choice.spec, CombinedSpec):
        return None
    return {"kind": "number", "field": "edit", "label": "Kernel", "low": 1, "high": 7}
