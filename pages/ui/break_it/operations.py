"""Operations on the network: what each does, its words, and its text in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.attribution.surgery import convolution_of, replace_kernel, silence_kernel, silence_map
from cnnviz.errors import CnnvizError
from cnnviz.kernels import CATALOGUE, KernelSpec
from cnnviz.network.sequential import Sequential
from pages.ui.classifier import current
from pages.ui.inputs.kernel import OWN

Kind = Literal["map", "kernel", "put"]
#: As many operations can be stacked.
MOST = 12
#: The longest text that is read from an address.
LONGEST = 12_000
#: What stands between an operation's parts, and between operations; an address keeps it as it is.
_PART, _NEXT = "~", "~~"
_STRENGTHS = {"as-strong": True, "as-given": False}

#: Kernels that can be put into the network: those that are one kernel each.
KERNELS = {name: spec for name, spec in CATALOGUE.items() if isinstance(spec, KernelSpec)}


@dataclass(frozen=True)
class Operation:
    """One operation.

    Attributes
    ----------
    kind : str
        Silence a map, silence a kernel, or put another one in its place.
    layer_index, unit, channel : int
        The convolution's layer, its map, and which map below the kernel is for.
    name : str
        Of the kernel in the catalogue.
    values : tuple of str
        Its parameters, in the catalogue's order.
    rescale : bool
        Whether it is made as strong as the one it replaces.
    """

    kind: Kind
    layer_index: int
    unit: int
    channel: int = 0
    name: str = ""
    values: tuple[str, ...] = ()
    rescale: bool = True

    @property
    def kernel(self) -> NDArray[np.float32]:
        """The kernel that is put in."""
        spec = KERNELS[self.name]
        names = [parameter.name for parameter in spec.parameters]
        return spec.build(**dict(zip(names, self.values, strict=True)))

    def on(self, network: Sequential) -> Sequential:
        """Operate: return the changed network."""
        match self.kind:
            case "map":
                return silence_map(network, self.layer_index, self.unit)
            case "kernel":
                return silence_kernel(network, self.layer_index, self.unit, self.channel)
            case "put":
                kernel, at = self.kernel, (self.unit, self.layer_index, self.channel)
                return replace_kernel(network, kernel, *at, rescale=self.rescale)

    def words(self) -> str:
        """Say what it does."""
        layer = current.model().layer_names[self.layer_index]
        below = f"the kernel for map {self.channel} below" if self.layer_index else "the kernel"
        match self.kind:
            case "map":
                return f"{layer}, map {self.unit}: silenced"
            case "kernel":
                return f"{layer}, map {self.unit}: {below} silenced"
            case "put":
                rows, columns = self.kernel.shape
                return f"{layer}, map {self.unit}: {below} is now {KERNELS[self.name].title} {rows}×{columns}"

    def text(self) -> str:
        """Write it for the address."""
        parts = [self.kind, str(self.layer_index), str(self.unit)]
        if self.kind != "map":
            parts.append(str(self.channel))
        if self.kind == "put":
            strength = next(text for text, on in _STRENGTHS.items() if on == self.rescale)
            parts += [strength, self.name, *self.values]
        return _PART.join(parts)


def written(operations: list[Operation]) -> str:
    """Write operations for the address."""
    return _NEXT.join(operation.text() for operation in operations)


def read(text: str) -> list[Operation]:
    """Read operations from a text; those that cannot be done are left out."""
    return [made for made in map(_one, _split(text)) if isinstance(made, Operation)]


def refused(text: str) -> list[CnnvizError]:
    """Say of each kernel that was typed, and that `read` leaves out, why it cannot be put in."""
    typed = [_one(parts) for parts in _split(text) if parts[5:6] == [OWN]]
    return [made for made in typed if isinstance(made, CnnvizError)]


def operated(operations: list[Operation]) -> Sequential:
    """The network that is looked at, after some operations, one after the other."""
    network = current.model().network
    for operation in operations:
        network = operation.on(network)
    return network


def _split(text: str) -> list[list[str]]:
    """The parts of each operation."""
    return [] if len(text) > LONGEST else [part.split(_PART) for part in text.split(_NEXT)[:MOST]]


def _one(parts: list[str]) -> Operation | CnnvizError | None:
    """Read an operation, and try it; give why it cannot be done, or None for what is no operation."""
    network = current.model().network
    try:
        match parts:
            case ["map", layer_index, unit]:
                made = Operation("map", int(layer_index), int(unit))
            case ["kernel", layer_index, unit, channel]:
                made = Operation("kernel", int(layer_index), int(unit), int(channel))
            case ["put", layer_index, unit, channel, strength, name, *values]:
                at, rescale = (int(layer_index), int(unit), int(channel)), _STRENGTHS[strength]
                made = Operation("put", *at, name, tuple(values), rescale)
            case _:
                return None
        made.on(network)
        return made if convolution_of(network, made.layer_index)[0] == made.layer_index else None
    except CnnvizError as error:
        return error
    except (KeyError, ValueError):
        return None
