"""What the page on neurons tells lessons; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cnnviz.models.garments import LABELS
from cnnviz.neurons.shipped import Prediction
from cnnviz.neurons.weighted import WeightedSum
from cnnviz.numbers import percents
from pages.ui.neurons.shipped import shipped
from pages.ui.session.told import tell


def tell_two(neurons: Mapping[str, WeightedSum]) -> None:
    """Tell of neurons by hand, as ``a`` and ``b``."""
    tell(**{name.lower(): _told(neuron) for name, neuron in neurons.items()})


def _told(neuron: WeightedSum) -> dict[str, float]:
    weights, inputs = neuron.norms
    return {
        "sum": round(neuron.total, 2),
        "output": round(neuron.output, 2),
        "cosine": round(neuron.cosine or 0.0, 2),
        "weights": round(weights, 2),
        "inputs": round(inputs, 2),
    }


def tell_classes(label: int, sums: Sequence[WeightedSum], prediction: Prediction) -> None:
    """Tell of the network without hidden layer."""
    logits = prediction.logits
    tell(
        says={
            "looked": LABELS[label],
            "logit": round(sums[label].total, 2),
            "best": LABELS[prediction.best],
            "least": LABELS[int(logits.argmin())],
            "share": percents(prediction.probabilities)[prediction.best],
        }
    )


def tell_units(unit: int, twins: Sequence[int], pairs: int) -> None:
    """Tell of the network with a hidden layer."""
    tell(unit={"number": unit, "twins": len(twins), "twin": twins[0] if twins else -1, "pairs": pairs})


def tell_permuted(best: Iterable[int]) -> None:
    """Tell what permuted pixels cost, in percentage points of the test images, and of what is predicted.

    Parameters
    ----------
    best
        The class that each network names.
    """
    card = shipped().card
    lost, images = card["lost_by_permuting"], card["networks"]["cnn"]["test"]["images"]
    tell(
        lost={name: round(100 * lost[name]["difference"], 1) for name in ("mlp", "cnn")},
        named={"classes": len(set(best)), "images": f"{images:,}"},
    )
