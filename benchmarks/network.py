"""The trained network beside PyTorch: one picture, every activation kept, one thread each.

Run from the folder of the repository: ``python benchmarks/network.py [runs]``. The two take turns, so
that what else the machine does disturbs both, and a ratio of medians is printed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when NumPy is imported
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import torch
from torch import nn

from cnnviz.attribution.grad_cam import grad_cam
from cnnviz.attribution.gradients import gradient, integrated_gradients
from cnnviz.attribution.occlusion import occlude
from cnnviz.attribution.scores import Logit
from cnnviz.attribution.silencing import rank_maps, silence_each
from cnnviz.models.garments import load_classifier, load_gallery
from cnnviz.models.model import Model
from cnnviz.models.table import MODELS, load
from cnnviz.network.layers import Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU
from cnnviz.network.sequential import Sequential
from pages.ui.classifier.maps import columns

GOAL = 3.0
ATTRIBUTION_GOAL = 300
#: From the choice to the paint in the browser: see browser.py.
ALL_MAPS_GOAL = 150
INSIDE_GOAL = 500


def twin(layer: Layer) -> Any:
    """Build the layer's twin in PyTorch, with its weights."""
    match layer:
        case Conv2d():
            made = nn.Conv2d(
                layer.in_channels, layer.out_channels, layer.kernel_size, layer.stride, layer.padding
            )
        case Linear():
            made = nn.Linear(layer.in_features, layer.out_features)
        case MaxPool2d():
            return nn.MaxPool2d(layer.kernel_size, layer.stride)
        case ReLU():
            return nn.ReLU()
        case Flatten():
            return nn.Flatten()
    made.load_state_dict({name: torch.tensor(value) for name, value in layer.parameters.items()})
    return made


def attribution(network: Sequential, twins: list[Any], picture: Any, runs: int) -> None:
    """Measure the methods that explain one picture's prediction, two of them beside PyTorch."""
    score, model = Logit(network, int(network(picture).argmax())), nn.Sequential(*twins)
    corners = [(top, left) for top in range(0, 25, 2) for left in range(0, 25, 2)]

    def their_occlusion() -> Any:
        covered = torch.tensor(picture).repeat(len(corners), 1, 1, 1)
        for copy, (top, left) in zip(covered, corners, strict=True):
            copy[:, top : top + 4, left : left + 4] = 0
        with torch.inference_mode():
            return (model(torch.tensor(picture)) - model(covered))[:, score.label]

    def their_gradient() -> Any:
        x = torch.tensor(picture, requires_grad=True)
        model(x)[0, score.label].backward()
        return x.grad

    drops = occlude(score, picture[0]).drops
    np.testing.assert_allclose(drops.ravel(), their_occlusion().numpy(), atol=1e-4)
    rows: list[tuple[str, Callable[[], object], Callable[[], object] | None]] = [
        ("occlusion, 4×4 at stride 2", partial(occlude, score, picture[0]), their_occlusion),
        ("occlusion, 7×7 at stride 1", partial(occlude, score, picture[0], 7, 1), None),
        ("gradient", partial(gradient, score, picture[0]), their_gradient),
        ("integrated gradients", partial(integrated_gradients, score, picture[0]), None),
        ("Grad-CAM", partial(grad_cam, network, picture[0], score.label, 10), None),
    ]
    print(f"explaining one picture, time of one core, goal ≤ {ATTRIBUTION_GOAL} ms")
    for name, ours, theirs in rows:
        times = [
            (timed(ours, process_time), timed(theirs, process_time) if theirs else 0.0)
            for _ in range(max(3, runs // 20))
        ]
        mine, other = (median(column) for column in zip(*times, strict=True))
        print(f"  {name:<27} {mine:6.1f} ms" + (f"   {mine / other:.2f} × PyTorch" if theirs else ""))


def timed(run: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    """Milliseconds of one run."""
    start = clock()
    run()
    return 1000 * (clock() - start)


def all_maps(runs: int) -> None:
    """The server's part of another model or picture: predict, and all maps in their colours."""
    for key in MODELS:
        model = load(key)
        pictures = model.gallery.images if model.gallery else np.zeros((1, *model.about.image_shape))

        def show(number: int, model: Model = model, pictures: Any = pictures) -> None:
            columns(model, model.predict(pictures[number % len(pictures)]), "layer")

        cost = median([timed(partial(show, number)) for number in range(max(3, runs // 10))])
        print(f"{model.about.name}: all maps of a picture {cost:.1f} ms   goal ≤ {ALL_MAPS_GOAL} in all")


def inside(runs: int) -> None:
    """What each layer already knows of a picture, and each map of a model silenced in turn and ranked."""
    for key in MODELS:
        model = load(key)
        assert model.gallery is not None
        picture, network = model.gallery.images[:1, None], model.network
        convolutions = [at for at, layer in enumerate(network.layers) if isinstance(layer, Conv2d)]

        def known(model: Model = model, picture: Any = picture) -> object:
            assert model.readouts is not None
            return model.readouts.say(picture[0], model.predict(picture[0, 0]).activations)

        def ranked(network: Sequential = network, picture: Any = picture, at: Any = convolutions) -> object:
            without = {one: silence_each(network, picture, one) for one in at}
            return rank_maps(network(picture), without, 0, "logit")

        for name, run in (("read-outs of all layers", known), ("all maps silenced and ranked", ranked)):
            cost = median([timed(run) for _ in range(max(3, runs // 30))])
            print(f"{model.about.name}: {name} {cost:.1f} ms   goal ≤ {INSIDE_GOAL}")


def main(runs: int) -> None:
    """Measure and print."""
    torch.set_num_threads(1)
    network = load_classifier().network
    twins = [twin(layer) for layer in network.layers]
    picture = load_gallery().images[:1, None]

    def theirs() -> list[Any]:
        kept, x = [], torch.tensor(picture)
        with torch.inference_mode():
            for layer in twins:
                x = layer(x)
                kept.append(x)
        return kept

    ours = partial(network.activations, picture)
    for made, other in zip(ours(), theirs(), strict=True):
        np.testing.assert_allclose(made, other.numpy(), atol=1e-4)
    times = [(timed(ours), timed(theirs)) for _ in range(runs + 20)][20:]  # the first ones warm up
    mine, other_time = (median(column) for column in zip(*times, strict=True))
    print(f"forward, every activation kept: {mine:.2f} ms; PyTorch {other_time:.2f} ms")
    print(f"{mine / other_time:.2f} × PyTorch   goal ≤ {GOAL:g}")
    attribution(network, twins, picture, runs)
    all_maps(runs)
    inside(runs)
    for layer_index, (layer, given) in enumerate(zip(network.layers, [picture, *ours()], strict=False)):
        cost = median([timed(partial(layer, given)) for _ in range(runs)])
        print(f"  {layer_index:2d} {type(layer).__name__:<10} of {given.shape!s:<18} {cost:.3f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
