"""From the layers that a file describes to a network of those that are here; sizes are checked first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cnnviz.errors import WeightsError
from cnnviz.models.loading import limits
from cnnviz.models.loading.described import Described
from cnnviz.models.loading.plain import plain
from cnnviz.models.loading.rows import ENDINGS
from cnnviz.models.loading.walk import Walk, bound_all
from cnnviz.network.sequential import Sequential


@dataclass(frozen=True)
class Built:
    """A network that was built.

    Attributes
    ----------
    network : Sequential
        Of convolutions, activations, pooling, then flatten and one dense layer; its parameters are read-only.
    shape : (C, H, W)
        Of its input.
    classes : int
        Its logits.
    notes : tuple of str
        What is another layer here than in the file, in sentences; its numbers are the same.
    ending : str
        A key of `ENDINGS` that the file has behind the scores, or empty.
    """

    network: Sequential
    shape: tuple[int, int, int]
    classes: int
    notes: tuple[str, ...]
    ending: str

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Come from another process; NumPy makes every array anew, and writable."""
        vars(self).update(state)
        for value in self.network.parameters.values():
            value.flags.writeable = False


def build(described: Sequence[Described], shape: tuple[int, int, int]) -> Built:
    """Build a network for an input of a shape (channels, rows, columns).

    Raises
    ------
    WeightsError
        If a layer is none of ours, does not fit what it is given, or is too large; the sentence says which.
    """
    check_shape(shape)
    if len(described) > limits.MOST_LAYERS:
        raise WeightsError(f"the network has over {limits.MOST_LAYERS} layers, more than are shown")
    walk = Walk(shape)
    inner, ending = _without_ending(described)
    for given in inner:
        walk.take(given)
    classes = _classes(walk)
    layers, notes = plain(walk.layers)
    network = Sequential(layers)
    bound_all(network, shape)
    ended = [f"{ending} is left out: pages turn scores into probabilities themselves."] if ending else []
    idle = sorted({given.kind for given in inner if "Dropout" in given.kind})
    ended += [f"{' and '.join(idle)} is left out: it does nothing once a network is trained."] if idle else []
    return Built(network, shape, classes, (*walk.notes, *notes, *ended), ending)


def check_shape(shape: tuple[int, int, int]) -> None:
    """Refuse inputs of another kind.

    Raises
    ------
    WeightsError
        If there are not 1 or 3 channels, or a side is out of range.
    """
    channels, rows, columns = shape
    low, high = limits.SIDES
    if channels not in limits.CHANNELS or not low <= min(rows, columns) <= max(rows, columns) <= high:
        raise WeightsError(
            f"an input of {channels} × {rows} × {columns} can't be shown; it must have 1 or 3 channels "
            f"and {low} to {high} pixels along each side"
        )


def shapes_that_fit(
    described: Sequence[Described], channels: int | None = None
) -> list[tuple[int, int, int]]:
    """Find the inputs that a file's layers take: every side is tried, which computes shapes only.

    Parameters
    ----------
    described : sequence of Described
    channels : int, optional
        If not given, those of the first convolution.
    """
    first = next((given for given in described if given.kind == "Conv2d"), None)
    if first is None:
        return []
    channels = channels or first.whole("in_channels", least=1)
    found = []
    for side in range(limits.SIDES[0], limits.SIDES[1] + 1):
        walk = Walk((channels, side, side))
        try:
            check_shape((channels, side, side))
            for given in _without_ending(described)[0]:
                walk.take(given)
        except WeightsError:
            continue
        found.append((channels, side, side))
    return found


def _without_ending(described: Sequence[Described]) -> tuple[Sequence[Described], str]:
    if described and described[-1].kind in ENDINGS:
        if described[-1].settings.get("dim", -1) not in (1, -1, None):
            described[-1].only(dim=1)
        return described[:-1], described[-1].kind
    return described, ""


def _classes(walk: Walk) -> int:
    low, high = limits.CLASSES
    if len(walk.shape) != 1 or not low <= walk.shape[0] <= high:
        made = " × ".join(f"{size:,}" for size in walk.shape)
        raise WeightsError(
            f"the network ends with {made} number{'s' * (walk.shape != (1,))}; it must end with {low} to "
            f"{high} scores, one for each class"
        )
    return walk.shape[0]
