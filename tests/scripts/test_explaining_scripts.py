"""The scripts of the maps that explain are run as they are shown, and give the maps that the page draws."""

import io

import numpy as np
import pytest

from cnnviz import images
from cnnviz.attribution.methods import Asked, relus
from cnnviz.models.garments import load_classifier, load_gallery
from cnnviz.models.model import as_maps
from cnnviz.network.weights import save
from cnnviz.scripts import INPUT_FILE, WEIGHTS_FILE, explaining_script
from tests.models.tiny import of_colours

GARMENTS, COLOURS = load_classifier(), of_colours(np.random.default_rng(1))
METHODS = [
    Asked("occlusion", size=7, stride=3),
    Asked("occlusion", size=(3, 5), stride=3, fill="mean"),
    Asked("evidence"),
    Asked("gradient"),
    Asked("product"),
    Asked("integrated", steps=8),
    Asked("cam"),
]


@pytest.mark.parametrize("asked", METHODS, ids=str)
@pytest.mark.parametrize("model", [GARMENTS, COLOURS], ids=["grey", "colours"])
def test_each_method_gives_its_map(answers_of, model, asked):
    if asked.method == "cam":
        asked = Asked("cam", layer_index=relus(model.network)[1])
    shape = model.about.shape
    image = load_gallery().images[92] if shape[0] == 1 else np.random.default_rng(2).random(shape, np.float32)
    label = 1
    script = explaining_script(model.network, model.layer_names, model.labels, asked, label, shape)
    assert bool(script.numpy) == (asked.method in ("occlusion", "evidence"))
    weights = io.BytesIO()
    save(weights, model.network)
    files = {INPUT_FILE: images.npy(image), WEIGHTS_FILE: weights.getvalue()}
    drawn = asked.over_colours(asked(model.network, as_maps(image), label))
    found = answers_of(script, files)
    assert len(found) == (2 if script.numpy else 1)
    for answer in found:
        np.testing.assert_allclose(answer, drawn, rtol=0, atol=2e-4 * np.abs(drawn).max())
