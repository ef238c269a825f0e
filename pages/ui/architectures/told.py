"""What is said of a network as a whole."""

from __future__ import annotations

from cnnviz.architectures import COMPARED, NETWORKS, least_side
from cnnviz.architectures.modules import Saving
from cnnviz.counting.formulas import in_bytes, shape_text
from cnnviz.numbers import format_number
from pages.ui.architectures.setting import BLOCK, Chosen, measured


def sums(chosen: Chosen) -> list[tuple[str, str]]:
    """Give the network's totals with their names; the first is the one that is talked about."""
    found = chosen.measured
    what = "weights" if chosen.saving else "parameters"
    up_to = " up to there" if found.fault else ""
    error = COMPARED.get(chosen.key) if chosen.is_published else None  # measured with that input alone
    layers = sum(row.weights > 0 for row in found.rows)
    counted = {
        what: format_number(found.parameters),
        "multiplications": format_number(found.multiplications),
        "for all outputs": in_bytes(found.memory),
        "layer with weights" if layers == 1 else "layers with weights": format_number(layers),
    }
    told = [(number, name + up_to) for name, number in counted.items()]
    return [*told, (f"{format_number(error.percent, 3)} %", "top-5 error")] if error else told


def sentences(chosen: Chosen) -> str:
    """Say what the numbers stand for."""
    if chosen.saving:
        return saved(chosen.key, chosen.saving)
    network = NETWORKS[chosen.key]
    told = [f"{network.paper} ({network.year}).", network.note]
    if network.has_heads:
        told.append(
            "Auxiliary heads are counted; they are there only in training."
            if chosen.heads
            else "Auxiliary heads, which are there only in training, are not counted."
        )
    if not chosen.is_published and not chosen.measured.fault:
        told.append(_follows(chosen))
    return " ".join(told)


def refused(chosen: Chosen) -> str:
    """Say why the network does not take the input, and what it takes; "" where it does."""
    fault = chosen.measured.fault
    if not fault or chosen.key not in NETWORKS:
        return fault
    network = NETWORKS[chosen.key]
    least = least_side(network.nodes(heads=chosen.heads), network.input_shape())
    return f"{fault.partition(';')[0]}. Use an input of at least {least} × {least} pixels."


def saved(key: str, saving: Saving) -> str:
    """Say what the 1 × 1 convolutions save."""
    terms, direct = (" + ".join(map(format_number, one)) for one in (saving.terms, saving.direct_terms))
    whole, less = format_number(saving.direct), format_number(saving.reduced)
    without = (
        f"One 3 × 3 convolution of all maps has {whole} weights"
        if key == BLOCK
        else f"Without the 1 × 1 convolutions before 3 × 3 and 5 × 5 it would have {direct} = {whole} weights"
    )
    times = format_number(saving.direct / saving.reduced, 2)
    compared = f"{times} times fewer" if saving.direct > saving.reduced else "not fewer"
    return f"{without}; this has {terms} = {less}: {compared}. No biases, no batch norm."


def _follows(chosen: Chosen) -> str:
    """Say what another input changes, and what not."""
    published = NETWORKS[chosen.key].input_shape()
    was = measured(chosen.key, published[1], chosen.heads)
    if was.parameters == chosen.measured.parameters:
        return (
            f"It has as many parameters as with {shape_text(published)}: each map is averaged before the "
            "dense layer."
        )
    return (
        f"With {shape_text(published)} it has {format_number(was.parameters)} parameters: a dense layer has "
        "a weight for each number of the maps before it, so another input makes another network."
    )
