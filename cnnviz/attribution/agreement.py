"""Measure how far the methods agree with occlusion: ``python -m cnnviz.attribution.agreement garments``.

It explains a model's own prediction for every image that ships, compares each method's map with
occlusion's, and with its own map after the weights are shuffled, and writes agreement.json beside those.
``--check`` compares with the shipped file instead.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.assets import WEIGHTS_FOLDER, read_json
from cnnviz.attribution.compare import rank_correlation, top_overlap
from cnnviz.attribution.methods import CAM, REFERENCE, STEPS, Method, methods, occlusion_of
from cnnviz.attribution.scores import logits_of
from cnnviz.attribution.surgery import shuffled
from cnnviz.errors import CnnvizError
from cnnviz.models.garments import GARMENTS
from cnnviz.models.read import AGREEMENT, WEIGHTS, read_gallery
from cnnviz.models.table import MODELS
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import load as load_weights

Array = NDArray[Any]
#: What the file says of itself.
WHAT = "maps for the network's own prediction, compared with occlusion and with shuffled weights"
#: Of the shuffled weights, and of the random maps that show what chance gives.
SEED = 0
#: How many of the largest pixels are compared: a tenth of the image.
LARGEST = 78
#: How far two measurements may lie apart: they are rounded to 0.001.
TOLERANCE = 0.002


def main() -> None:
    """Measure, then write or compare."""
    parser = argparse.ArgumentParser(description="Measure how far the maps that explain agree.")
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("--check", action="store_true", help="compare with the shipped file; write nothing")
    arguments = parser.parse_args()
    folder = WEIGHTS_FOLDER / arguments.model
    weights = (folder / WEIGHTS).read_bytes()
    gallery = read_gallery(MODELS[arguments.model], folder)
    measured = measure(load_weights(weights), gallery.images, hashlib.sha256(weights).hexdigest())
    text = json.dumps(measured, indent=1, ensure_ascii=False)
    if arguments.check:
        wrong = differences(shipped(arguments.model), measured)
        sys.stdout.write("\n".join(wrong or ["the shipped file says what was measured now"]) + "\n")
        sys.exit(bool(wrong))
    (folder / AGREEMENT).write_text(f"{text}\n", encoding="utf-8")
    sys.stdout.write(f"{text}\n")


def shipped(model: str = GARMENTS.key) -> dict[str, Any]:
    """What was measured on the images that ship with a model, as `measure` gives it."""
    found: dict[str, Any] = read_json(WEIGHTS_FOLDER / model / AGREEMENT)
    return found


def differences(held: dict[str, Any], measured: dict[str, Any]) -> list[str]:
    """Say where two measurements differ: by more than `TOLERANCE`, since machines round sums differently."""
    settings = [
        f"{name}: {held.get(name)} is held, {value} now"
        for name, value in measured.items()
        if name != "methods" and held.get(name) != value
    ]
    figures = [
        f"{key}, {name}: {held['methods'].get(key, {}).get(name)} is held, {value} now"
        for key, row in measured["methods"].items()
        for name, value in row.items()
        if not _alike(held["methods"].get(key, {}).get(name), value)
    ]
    return settings + figures


def _alike(one: float | None, two: float | None) -> bool:
    return one is two if one is None or two is None else round(abs(one - two), 3) <= TOLERANCE


def measure(network: Sequential, images: Array, weights_sha256: str) -> dict[str, Any]:
    """Compare every method on images (N, H, W) of 0–1; the hash of the weights is kept with it.

    Returns
    -------
    dict
        Settings, and for each method what `_summary` says. ``occlusion`` itself has no agreement, only what
        shuffling does to it; ``chance`` compares occlusion with random maps.
    """
    batch = images[:, None]
    labels = logits_of(network, batch).argmax(axis=1).tolist()
    mixed = shuffled(network, SEED)

    def maps_of(method: Method, of: Sequential) -> list[Array]:
        return [method(of, image, label) for image, label in zip(batch, labels, strict=True)]

    reference = maps_of(occlusion_of, network)
    rng = np.random.default_rng(SEED)
    found = {"occlusion": _summary(None, reference, maps_of(occlusion_of, mixed))}
    for key, method in methods(network).items():
        maps = maps_of(method, network)
        found[key] = _summary(reference, maps, maps_of(method, mixed))
    found["chance"] = _summary(reference, [rng.random(image.shape) for image in batch], None)
    return {
        "what": WHAT,
        "images": len(images),
        "weights_sha256": weights_sha256,
        "seed": SEED,
        "reference": REFERENCE,
        "integration_steps": STEPS,
        "largest": LARGEST,
        "methods": found,
    }


def best_layer_index(measured: Mapping[str, Any]) -> int:
    """The index of the layer whose Grad-CAM agrees best with occlusion, of what `measure` found.

    Raises
    ------
    CnnvizError
        If Grad-CAM could be compared for no layer.

    Examples
    --------
    >>> rows = {"Grad-CAM 1": {"rank_correlation": 0.2}, "Grad-CAM 3": {"rank_correlation": None}}
    >>> best_layer_index({"methods": rows})
    1
    """
    agreed = {
        int(key.removeprefix(CAM)): row["rank_correlation"]
        for key, row in measured["methods"].items()
        if key.startswith(CAM) and row["rank_correlation"] is not None
    }
    if not agreed:
        raise CnnvizError("no layer's Grad-CAM was compared with occlusion; measure it for at least one")
    return max(agreed, key=agreed.__getitem__)


def _summary(
    reference: list[Array] | None, maps: list[Array], after: list[Array] | None
) -> dict[str, float | None]:
    """Means over all images.

    Returns
    -------
    dict
        ``rank_correlation`` and ``top_overlap`` with the reference, ``shuffled`` (rank correlation with the
        same method's map after the weights were shuffled), each None where nothing could be compared, and
        ``blank``, the share of images whose map is the same value everywhere and so was left out.
    """
    return {
        "rank_correlation": _mean(rank_correlation(*two) for two in zip(reference, maps, strict=True))
        if reference
        else None,
        "top_overlap": _mean(
            top_overlap(one, two, LARGEST) for one, two in zip(reference, maps, strict=True) if np.ptp(two)
        )
        if reference
        else None,
        "shuffled": _mean(rank_correlation(*two) for two in zip(maps, after, strict=True)) if after else None,
        "blank": round(float(np.mean([np.ptp(one) == 0 for one in maps])), 3),
    }


def _mean(values: Any) -> float | None:
    """Mean of those that are numbers, None if none is."""
    known = [value for value in values if not np.isnan(value)]
    return round(float(np.mean(known)), 3) if known else None


if __name__ == "__main__":
    main()
