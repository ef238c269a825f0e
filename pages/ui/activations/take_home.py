"""What is taken home from the page on activations: the code, and the view as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from cnnviz.activated import GLU, Activated
from cnnviz.figures import format_number
from cnnviz.kernels import KernelSpec
from cnnviz.operators import ACTIVATIONS, loops
from cnnviz.scripts import activation_script
from pages.ui.activations.source import Source, gate_of
from pages.ui.activations.view import packed, shades
from pages.ui.inputs.pictures import pictured, scaled_down
from pages.ui.linked.laboratory import Laboratory
from pages.ui.linked.small_enough import moved
from pages.ui.shell.code import input_file, show_script
from pages.ui.shell.frame import Folded

TITLES = {key: row.title for key, row in ACTIVATIONS.items()} | {GLU: "GLU"}


@dataclass(frozen=True)
class Shown:
    """What the view shows.

    Attributes
    ----------
    key : str
        The activation.
    source : Source
    gate : KernelSpec, optional
        The filter that opens the gate, for GLU alone.
    """

    key: str
    source: Source
    gate: KernelSpec | None

    def result(self) -> Activated:
        """Compute it."""
        gate = None if self.gate is None else gate_of(self.source.picture, self.gate)
        return Activated(self.key, self.source.maps, gate)


def laboratory(shown: Shown, plane: int, at: tuple[int, int]) -> Laboratory:
    """Give what is saved as a page; `plane` and `at` are the map and the number that are looked at."""
    source, picture, result = shown.source, shown.source.picture, shown.result()

    def smaller(side: int) -> Laboratory:
        other = scaled_down(picture, side)
        scaled = replace(shown, source=replace(source, picture=other))
        return laboratory(scaled, plane, moved(at, picture.size, other.size))

    return Laboratory(
        "activation",
        TITLES[shown.key],
        [*pictured(picture), *_said(shown, plane)],
        {},
        {},
        data=packed(result, source, plane, at, shades(result, plane, is_seen=True)),
        size=picture.size,
        smaller=None if picture.is_matrix else smaller,
    )


def _said(shown: Shown, plane: int) -> Iterator[tuple[str, str]]:
    choice = shown.source.choice
    yield "Activated", "the picture itself" if choice is None else f"the output of {choice.spec.title}"
    if choice is not None:
        yield "Weights, row by row", choice.weights_text()
    if shown.source.names[plane]:
        yield "Map", f"Filter {shown.source.names[plane]}"
    yield "Bias", format_number(shown.source.bias)
    if shown.gate is not None:
        yield "Gate", shown.gate.title


def show_code(part: Folded, key: str, result: Activated, plane: int) -> None:
    """Show the code of what is seen, if it is open."""
    if part.is_open:
        values, gate = result.before[plane], result.gate
        given = values if gate is None else np.stack([values, gate])
        twin = None if key == "linear" else loops.glu if key == GLU else ACTIVATIONS[key].twin
        with part.slot:
            show_script(activation_script(given, key), input_file(given), "code", twin)
