"""Scripts for networks that were trained live give the numbers that the run gives."""

from dataclasses import replace

import numpy as np
import pytest

from cnnviz import images
from cnnviz.live import Design, Run, layer_names, subset, weights
from cnnviz.live.choices import ACTIVATION_NAMES
from cnnviz.models.garments import LABELS
from cnnviz.operators import softmax
from cnnviz.scripts import INPUT_FILE, LIVE_FILE, network_script

IMAGES = subset()
PLAIN = Design(filters=(3, 4), kernel_size=3)


@pytest.mark.parametrize(
    "design",
    [
        PLAIN,
        replace(PLAIN, activation="gelu", batch_norm=True, dropout=0.5, pooling="avg"),
        *(replace(PLAIN, activation=activation, depth=2) for activation in ACTIVATION_NAMES),
        replace(PLAIN, pooling="none"),
        replace(PLAIN, filters=(2, 3, 4), dropout=0.1),
    ],
    ids=str,
)
def test_numpy_and_pytorch_load_the_weights_and_answer_as_the_run_does(answers_of, design):
    run = Run(design, IMAGES)
    for _ in range(20):
        run.step()
    image = IMAGES.held_out[321, 0]
    script = network_script(run.network, layer_names(run.network), LABELS, LIVE_FILE)
    files = {INPUT_FILE: images.npy(image), LIVE_FILE: weights(run)}
    assert set(script.files) == set(files)
    for answer in answers_of(script, files):
        np.testing.assert_allclose(answer, softmax(run.network(image[None, None])[0]), rtol=1e-4, atol=1e-6)
