"""The pictures on Home, one beside each link: made by the operators and networks of the page behind it."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images, operators
from cnnviz.architectures.chart import points
from cnnviz.attribution.changes import How
from cnnviz.attribution.perturb import perturb
from cnnviz.attribution.spread import evidence_map
from cnnviz.backward import EXAMPLES
from cnnviz.designs import measure_design, start
from cnnviz.figures import shade, shared_limits
from cnnviz.geometry import coverage
from cnnviz.kernels import sobel
from cnnviz.models.read import Shipped
from cnnviz.modes import scaled
from cnnviz.network.autoencoder import load_autoencoder
from cnnviz.network.layers import Conv2d
from cnnviz.neurons.shipped import load_shipped
from cnnviz.normal_map import NormalMap
from cnnviz.pixels import reduced
from cnnviz.series import SAMPLES, Filtered, Match
from cnnviz.shift import shift
from cnnviz.stack import PRESETS, outputs
from cnnviz.transposing import Transposing
from pages.ui.classifier import shipped
from pages.ui.figures.maps import Map
from pages.ui.inputs.samples import grey_sample

#: A test image with a clear outline: an ankle boot.
GARMENT = 92
_BOOT, _UNIT = 9, 4
_ACROSS = 4
_SHARE_SILENCED = 0.5
#: The logits that the page on softmax begins with.
LOGITS = (2.5, 1.8, 0.2)


@st.cache_resource(show_spinner=False)
def pictures() -> dict[str, Map]:
    """Give one for each page, by its name."""
    network = shipped.classifier()
    garment = shipped.gallery().images[GARMENT]
    outputs = network.predict(garment).activations
    edges = operators.conv2d(garment, sobel("horizontal"))
    weights = next(layer for layer in network.network.layers if isinstance(layer, Conv2d)).parameters[
        "weight"
    ]
    covered = perturb(garment[None], "occlude", 10, How(at=(16, 10), fill=0.5))[0]
    silenced = np.random.default_rng(0).random(garment.shape) < _SHARE_SILENCED
    return {
        "pixels": Map(shade(_coarse(), "raw"), "A photographer in as few as 24 × 24 pixels"),
        "kernels": Map(shade(edges, "signed"), "A boot's horizontal edges, orange and blue"),
        "activations": Map(
            shade(operators.relu(edges), "signed", shared_limits([edges], "signed")),
            "The same edges after a ReLU: what was blue is gone",
        ),
        "channels": Map(
            shade(np.subtract(*images.resize(images.load_sample("astronaut"), (56, 56))[:2]), "signed"),
            "A photograph under a 1 × 1 filter: what is redder than green is orange",
        ),
        "counting": Map(
            shade(coverage((6, 6), kernel=3), "minmax"), "How many 3 × 3 windows see each of 6 × 6 pixels"
        ),
        "pooling": Map(
            shade(operators.max_pool2d(abs(edges), 2), "absolute"), "The same edges after a max pooling"
        ),
        "shift": Map(shade(_moved(edges), "signed"), "A boot’s edges, pooled, minus those of the boot moved"),
        "stack": Map(
            shade(_corners(), "signed"), "Where three squares have their corners, found by four kernels"
        ),
        "normal_map": Map(
            NormalMap(images.fit(grey_sample("coffee"), 96), strength=8).colours,
            "The normal map of a cup: blue, with pink and green slopes",
        ),
        "transposed": Map(
            shade(Transposing(np.ones((4, 4)), np.ones((3, 3)), stride=2).coverage, "minmax"),
            "How many stamps reach each pixel: a checkerboard",
        ),
        "series": Map(
            shade(_recording(), "signed"), "A heartbeat as bars, and where its shape is found again"
        ),
        "network": _several(outputs[0], "Maps of the network's first layer"),
        "softmax": Map(shade(_bars(operators.softmax(LOGITS)), "signed"), "Three probabilities as bars"),
        "architectures": Map(
            shade(_bars(_sizes()), "signed"), "Parameters of AlexNet, VGG-16 and ResNet-50 as bars"
        ),
        "design": Map(shade(_blocks(), "signed"), "LeNet-5’s layers as blocks, as high as their maps"),
        "why": Map(
            shade(evidence_map(network.network, garment[None], _BOOT)[0], "signed"),
            "Evidence for the class, by pixel",
        ),
        "evaluation": Map(shade(_confusion(network), "absolute"), "A confusion matrix"),
        "units": Map(shade(outputs[2][_UNIT], "signed"), "One map of the second convolution"),
        "break_it": Map(shade(covered, "minmax"), "A boot of which a grey square covers a part"),
        "neurons": Map(
            shade(load_shipped().weights("logistic")[0][_BOOT].reshape(garment.shape), "signed"),
            "A neuron's weights for ankle boots, as a picture",
        ),
        "split": Map(shade(_scores(), "signed"), "Four numbers scaled in two ways"),
        "backward": Map(
            shade(EXAMPLES[0].first.by_input, "signed"),
            "Which inputs one step of training asks to grow, and which to shrink",
        ),
        "train": _several(weights[:, 0], "Filters that were learned"),
        "modes": Map(
            shade(np.where(silenced, 0, garment), "minmax"),
            "A boot of which dropout has silenced half the pixels",
        ),
        "autoencoder": Map(
            shade(load_autoencoder().rebuild(garment).output, "minmax"), "A boot, rebuilt from its code"
        ),
    }


def _scores() -> NDArray[np.float64]:
    """Three training numbers and a test number, split first and normalised first; (24, 24)."""
    both = scaled((2, 4, 6, 12), (False, False, False, True))
    scores = np.stack([both.split_first.scores, both.normalised_first.scores])
    return np.asarray(np.kron(scores, np.ones((12, 6))), np.float64)


def _coarse() -> NDArray[np.float64]:
    """Reduce a photograph until its pixels are seen one by one."""
    return np.asarray(reduced(grey_sample("camera"), 24))


def _several(maps: NDArray[np.float32], alt: str) -> Map:
    """Draw the first sixteen maps of some (C, H, W) as one picture, four by four."""
    _, height, width = maps.shape
    tiles = maps[: _ACROSS**2].reshape(_ACROSS, _ACROSS, height, width).swapaxes(1, 2)
    return Map(shade(tiles.reshape(_ACROSS * height, _ACROSS * width), "signed"), alt)


def _moved(edges: NDArray[np.float32]) -> NDArray[np.float32]:
    """Say what changes in pooled edges (H, W) when they move by one pixel."""
    return np.asarray(operators.max_pool2d(shift(edges, (0, 1)), 2) - operators.max_pool2d(edges, 2))


def _sizes() -> NDArray[np.float32]:
    """Give the parameters of three networks as shares of the largest."""
    sizes = {point.key: point.parameters for point in points()}
    shown = np.array([sizes[key] for key in ("alexnet_grouped", "vgg16", "resnet50")], np.float32)
    return np.asarray(shown / shown.max())


def _blocks() -> NDArray[np.float32]:
    """Draw what each layer of LeNet-5 makes as a block as high as its maps; (32, 28)."""
    rows = [row for row in measure_design(start("lenet5")).rows if len(row.shape) == 3]
    drawn = np.zeros((32, 7 * len(rows)), np.float32)
    for at, row in enumerate(rows):
        top = (32 - row.shape[1]) // 2
        drawn[top : top + row.shape[1], 7 * at + 1 : 7 * at + 6] = row.shape[1] / 32
    return drawn


def _recording() -> NDArray[np.float64]:
    """Draw a recording, and below it what its own shape as a kernel makes of it; (48, 48)."""
    series = SAMPLES["heart"].values[38:86]
    found = Filtered(series, Match(5, 19, "norm").weights(series), "same").output
    levels = np.linspace(1, -1, 24)[:, None]

    def bars(values: NDArray[np.float64]) -> NDArray[np.float64]:
        ends = values / np.abs(values).max()
        return np.where((levels * ends > 0) & (np.abs(levels) <= np.abs(ends)), ends, 0.0)

    return np.vstack([bars(series), bars(found)])


def _corners() -> NDArray[np.float64]:
    """Mark the corners of squares by the first layer of a stack that finds them."""
    example = PRESETS["squares"]
    corners = outputs(example.stack[:1], images.parse_matrix(example.typed)[None])[0]
    return np.asarray(corners.sum(0))


def _confusion(model: Shipped) -> list[list[int]]:
    counts: list[list[int]] = model.test["confusion"]
    return counts


def _bars(shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """Draw shares as bars, as dark as they are long; (24, 24)."""
    along = np.arange(24) / 24 < shares[:, None]
    lines = np.repeat(np.where(along, shares[:, None], 0), 7, axis=0)
    lines[::7] = 0
    return np.pad(lines, ((1, 2), (0, 0))).astype(np.float32)
