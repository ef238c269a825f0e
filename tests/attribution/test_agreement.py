"""How alike maps are, and what was measured of it."""

import hashlib
import json

import numpy as np
import pytest
from scipy.stats import spearmanr

from cnnviz.assets import WEIGHTS_FOLDER
from cnnviz.attribution.agreement import (
    LARGEST,
    SEED,
    TOLERANCE,
    WHAT,
    best_layer_index,
    differences,
    measure,
    shipped,
)
from cnnviz.attribution.compare import extremes, rank_correlation, top_overlap
from cnnviz.attribution.methods import CAM, REFERENCE, STEPS, Asked, methods
from cnnviz.errors import CnnvizError
from cnnviz.models.read import WEIGHTS
from cnnviz.models.table import MODELS
from cnnviz.network.weights import load as load_weights


@pytest.mark.parametrize("levels", [3, 50, 10**6])
def test_the_rank_correlation_is_scipys_with_ties_and_without(levels):
    rng = np.random.default_rng(levels)
    one, two = rng.integers(0, levels, (2, 1, 28, 28))
    two = two + one
    assert rank_correlation(one, two) == pytest.approx(spearmanr(one.ravel(), two.ravel()).statistic)


def test_only_the_order_counts():
    values = np.random.default_rng(8).normal(size=100)
    assert rank_correlation(values, np.exp(values)) == pytest.approx(1)
    assert rank_correlation(values, -values) == pytest.approx(-1)
    assert np.isnan(rank_correlation(values, np.ones(100)))


def test_the_overlap_counts_the_largest_only():
    values = np.random.default_rng(9).normal(size=100)
    assert top_overlap(values, values**3, 10) == 1
    assert top_overlap(values, -values, 50) == 0
    assert top_overlap(np.zeros(10), np.zeros(10), 3) == 1


@pytest.mark.parametrize(
    ("one", "two", "sentence"),
    [
        (np.zeros(3), np.zeros(4), "can't be compared"),
        ([], [], "can't be compared"),
        ([1, np.nan], [1, 2], "not finite"),
    ],
)
def test_what_can_not_be_compared_is_refused(one, two, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        rank_correlation(one, two)
    with pytest.raises(CnnvizError, match=sentence):
        top_overlap(one, two, 1)


@pytest.mark.parametrize("count", [0, 11])
def test_there_are_only_so_many_largest_values(count):
    with pytest.raises(CnnvizError, match=r"number of largest|ask for at most 10"):
        top_overlap(np.arange(10), np.arange(10), count)


def test_every_method_gives_a_map_of_the_inputs_shape(network, boot):
    for key, method in methods(network).items():
        assert method(network, boot, 9).shape == boot.shape, key


@pytest.mark.parametrize("model", MODELS)
def test_the_shipped_file_is_of_these_weights_and_settings(model):
    held, weights = shipped(model), (WEIGHTS_FOLDER / model / WEIGHTS).read_bytes()
    network = load_weights(weights)
    assert held["weights_sha256"] == hashlib.sha256(weights).hexdigest()
    assert (held["seed"], held["largest"], held["reference"]) == (SEED, LARGEST, REFERENCE)
    assert held["integration_steps"] == STEPS
    assert list(held["methods"]) == ["occlusion", *methods(network), "chance"]
    assert held["images"] == 100


@pytest.mark.parametrize("model", MODELS)
def test_shuffled_weights_change_every_map_that_shipped(model):
    found = shipped(model)["methods"].values()
    known = [row["shuffled"] for row in found if row["shuffled"] is not None]
    assert len(known) > 10
    assert all(abs(value) < 0.5 for value in known)


def test_measuring_again_gives_the_same(network, gallery):
    boot = gallery.images[90:91]
    first = measure(network, boot, "")
    assert first == measure(network, boot, "")
    assert first["methods"]["occlusion 4×4"]["rank_correlation"] > 0.3
    assert json.loads(json.dumps(first, allow_nan=False)) == first


def test_where_a_map_is_smallest_and_largest():
    values = np.random.default_rng(10).normal(size=(5, 7))
    found = extremes(values)
    assert (values[found.low_at], values[found.high_at]) == (values.min(), values.max())
    assert (found.low, found.high, found.varies) == (values.min(), values.max(), True)
    assert not extremes(np.ones((2, 2))).varies


def test_checking_names_what_differs_by_more_than_rounding():
    held = shipped()
    assert differences(held, held) == []
    own = dict(held["methods"]["gradient"])
    for change, count in ((TOLERANCE / 2, 0), (TOLERANCE, 0), (2 * TOLERANCE, 1)):
        moved = {**own, "top_overlap": own["top_overlap"] + change}
        measured = {**held, "methods": {**held["methods"], "gradient": moved}}
        assert len(differences(held, measured)) == count
    (said,) = differences(held, {**held, "images": 7})
    assert said == f"images: {held['images']} is held, 7 now"
    new = {**held, "methods": {**held["methods"], "another": {"rank_correlation": 0.1}}}
    assert differences(held, new) == ["another, rank_correlation: None is held, 0.1 now"]


@pytest.mark.parametrize("key", MODELS)
def test_the_shipped_files_have_the_settings_and_methods_that_are_measured_now(key):
    held = shipped(key)
    weights = (WEIGHTS_FOLDER / key / WEIGHTS).read_bytes()
    now = {"what": WHAT, "seed": SEED, "reference": dict(REFERENCE), "largest": LARGEST}
    now |= {"weights_sha256": hashlib.sha256(weights).hexdigest(), "integration_steps": STEPS}
    assert {name: held[name] for name in now} == now
    assert set(held["methods"]) == {"occlusion", "chance", *methods(load_weights(weights))}


def test_what_was_measured_is_found_by_the_settings_it_was_measured_with(network):
    known = shipped()["methods"]
    assert all(key in known for key in methods(network))
    assert Asked("occlusion").measured_as == "occlusion"
    assert Asked("occlusion", 5, 2).measured_as is None
    assert Asked("occlusion", fill="mean").measured_as is None
    assert Asked("integrated").measured_as in known
    for steps in (STEPS // 8, STEPS * 4):
        assert Asked("integrated", steps=steps).measured_as is None


def test_grad_cams_best_layer_is_one_that_was_compared():
    held = shipped()
    rows = {key: row for key, row in held["methods"].items() if key.startswith(CAM)}
    best = best_layer_index(held)
    known = [row["rank_correlation"] for row in rows.values() if row["rank_correlation"] is not None]
    assert rows[f"{CAM}{best}"]["rank_correlation"] == max(known)
    without = {**rows, f"{CAM}{best}": {"rank_correlation": None}}
    assert best_layer_index({"methods": without}) != best
    with pytest.raises(CnnvizError, match="no layer"):
        best_layer_index({"methods": {}})


def test_a_method_that_is_not_there_is_refused(network, boot):
    with pytest.raises(CnnvizError, match="no attribution method"):
        Asked("guess")(network, boot, 0)
