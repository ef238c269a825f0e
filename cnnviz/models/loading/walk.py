"""The way through a file's layers, one after the other, and what the network may cost at most."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod

from cnnviz.errors import CnnvizError, WeightsError
from cnnviz.models.loading import limits
from cnnviz.models.loading.described import Described, Shape, said
from cnnviz.models.loading.rows import ROWS
from cnnviz.network.layers import Layer
from cnnviz.network.sequential import Sequential
from cnnviz.network.summary import summarise


@dataclass
class Walk:
    """The way through a file's layers, with what they cost so far."""

    shape: Shape
    layers: list[Layer] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parameters: int = 0
    numbers: int = 0
    multiplications: int = 0

    def take(self, given: Described) -> None:
        """Build a layer, and add up what it makes and costs."""
        if given.kind not in ROWS:
            raise given.refuse(f"is of a kind that is not here; there are {', '.join(ROWS)}")
        try:
            layer, note = ROWS[given.kind](given, self.shape)
            if layer is None:
                return
            row = summarise(Sequential([layer]), self.shape)[0]
        except WeightsError:
            raise
        except CnnvizError as error:
            raise said(given, error) from error
        self.shape = row.shape
        self.parameters += sum(value.size for value in layer.parameters.values())
        self.numbers += prod(row.shape)
        self.multiplications += row.multiplications
        _bound(f"up to {given}", self.parameters, self.numbers, self.multiplications)
        self.layers.append(layer)
        self.notes += [note] * bool(note)


def _bound(where: str, parameters: int, numbers: int, multiplications: int) -> None:
    for name, found, most in (
        ("learned numbers", parameters, limits.MOST_PARAMETERS),
        ("numbers in all maps of an input", numbers, limits.MOST_NUMBERS),
        ("multiplications for an input", multiplications, limits.MOST_MULTIPLICATIONS),
    ):
        if found > most:
            raise WeightsError(
                f"{where} the network has {found:,} {name}; at most {most:,} are shown here: "
                "load a smaller network, or give it a smaller input"
            )


def bound_all(network: Sequential, shape: tuple[int, int, int]) -> None:
    """Look at the sizes again, once some layers are written as others; and at what explaining takes."""
    rows = summarise(network, shape)
    covered = prod(shape[1:]) * sum(row.multiplications for row in rows)
    if covered > limits.MOST_COVERED:
        raise WeightsError(
            f"covering each place of {shape[1]}×{shape[2]} pixels, as the page Why does, would take "
            f"{covered / 1e9:,.0f} billion multiplications; at most {limits.MOST_COVERED / 1e9:,.0f} billion "
            "are done here: load a smaller network, or give it a smaller input"
        )
    _bound(
        "written with the layers of this app",
        sum(row.parameters for row in rows),
        sum(prod(row.shape) for row in rows),
        sum(row.multiplications for row in rows),
    )
