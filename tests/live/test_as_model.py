"""A run's network as a model: measured on the held-out images, and no longer part of the run."""

import numpy as np
import pytest

from cnnviz.live import Design, Run
from cnnviz.live.as_model import as_model
from cnnviz.live.subset import subset
from cnnviz.models.garments import GARMENTS
from cnnviz.network.layers import BatchNorm2d, Dropout

SUBSET = subset()
DESIGN = Design(filters=(4, 6), kernel_size=3, batch_norm=True, dropout=0.5, pooling="avg", activation="tanh")


@pytest.fixture(scope="module")
def run():
    made = Run(DESIGN, SUBSET)
    for _ in range(30):
        made.step()
    return made


def test_it_predicts_as_the_runs_network_does_at_test_time(run):
    model = as_model(run)
    assert not any(isinstance(layer, (BatchNorm2d, Dropout)) for layer in model.network.layers)
    some = SUBSET.held_out[:50]
    np.testing.assert_allclose(model.network(some), run.network(some), atol=1e-4)
    assert (model.about.key, model.about.name, model.labels) == ("yours", "Yours", GARMENTS.labels)


def test_it_is_measured_on_the_held_out_images(run):
    model = as_model(run)
    predicted = run.network(SUBSET.held_out).argmax(axis=1)
    assert model.test["images"] == len(SUBSET.held_out)
    assert model.test["accuracy"] == pytest.approx((predicted == SUBSET.held_out_labels).mean(), abs=2e-3)
    for image, index in zip(model.gallery.images, model.gallery.indices, strict=True):
        np.testing.assert_array_equal(image, SUBSET.held_out[index, 0])


def test_training_on_does_not_change_it():
    run = Run(Design(), SUBSET)
    model = as_model(run)
    before = model.network(SUBSET.held_out[:5])
    for _ in range(3):
        run.step()
    np.testing.assert_array_equal(model.network(SUBSET.held_out[:5]), before)
    assert not np.array_equal(run.network(SUBSET.held_out[:5]), before)
