"""What the network says about its own numbers: traces, evidence, costs and fields of view."""

import io
from math import prod

import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from cnnviz.models.garments import LABELS, load_classifier, load_gallery
from cnnviz.network.evidence import evidence
from cnnviz.network.explain import FlattenTrace, explain
from cnnviz.network.layers import AvgPool2d, Conv2d, Dropout, Flatten, Linear, MaxPool2d, ReLU
from cnnviz.network.report import precision_of, taken_for
from cnnviz.network.sequential import Sequential
from cnnviz.network.summary import seen_by, summarise
from cnnviz.operators import ActivationTrace, ConvTrace, LinearTrace


@pytest.fixture(scope="module")
def classifier():
    return load_classifier()


@pytest.fixture(scope="module")
def prediction(classifier):
    return classifier.predict(load_gallery().images[37])


def value_of(trace):
    """The number that a trace says comes out."""
    match trace:
        case ConvTrace() | LinearTrace():
            return trace.total
        case ActivationTrace():
            return trace.output
        case _:
            return trace.value


LAYERS = range(20)


@pytest.mark.parametrize("layer_index", LAYERS)
def test_a_number_is_what_its_explanation_adds_up_to(classifier, prediction, layer_index):
    layer, made = classifier.network.layers[layer_index], prediction.activations[layer_index]
    received = prediction.activations[layer_index - 1] if layer_index else prediction.input[None]
    shape = received.shape if isinstance(layer, Flatten) else made.shape
    rng = np.random.default_rng(layer_index)
    corners = [tuple(0 for _ in shape), tuple(size - 1 for size in shape)]
    for at in [*corners, *(tuple(int(rng.integers(size)) for size in shape) for _ in range(20))]:
        trace = explain(layer, received, at)
        value = made[trace.index] if isinstance(trace, FlattenTrace) else made[at]
        assert value_of(trace) == pytest.approx(value, abs=2e-5)
        assert trace.sentence()


def test_an_average_pool_is_explained_too():
    trace = explain(AvgPool2d(2), np.array([[[1.0, 0.0], [4.0, 6.0]]]), (0, 0, 0))
    assert trace.value == 2.75


def test_flatten_takes_map_after_map_row_after_row():
    received = np.arange(2 * 3 * 4.0).reshape(2, 3, 4)
    for at in np.ndindex(2, 3, 4):
        trace = explain(Flatten(), received, at)
        assert trace.index == trace.value == received[at]


@pytest.mark.parametrize(
    ("layer", "at"), [(ReLU(), (0, 2, 0)), (ReLU(), (0, 0)), (Flatten(), (1, 0, 0)), (Dropout(), (0, 0, 0))]
)
def test_what_is_not_there_is_refused_with_a_sentence(layer, at):
    with pytest.raises(CnnvizError, match=r"there is no number|can't be explained"):
        explain(layer, np.zeros((1, 2, 2)), at)


@pytest.mark.parametrize("label", range(len(LABELS)))
def test_evidence_adds_up_to_the_score(classifier, prediction, label):
    found = evidence(classifier.network, prediction.activations, label)
    assert found.logit == prediction.logits[label]
    assert found.of_maps.sum() + found.bias == pytest.approx(found.logit, abs=2e-5)
    assert found.of_pixels.sum() + found.bias == pytest.approx(found.logit, abs=2e-5)
    assert found.products.shape == found.weights.shape == prediction.activations[-3].shape


def test_evidence_names_every_map(classifier, prediction):
    sentence = evidence(classifier.network, prediction.activations, 0).sentence()
    assert [f"(map {i})" in sentence for i in range(17)] == [True] * 16 + [False]


def test_there_is_no_evidence_without_flatten_and_dense_or_for_an_eleventh_class(classifier, prediction):
    with pytest.raises(CnnvizError, match="flatten"):
        evidence(Sequential([ReLU(), ReLU()]), [], 0)
    with pytest.raises(CnnvizError, match="no class 10"):
        evidence(classifier.network, prediction.activations, 10)


def test_the_summary_counts_what_is_there(classifier, prediction):
    rows = summarise(classifier.network, (1, 28, 28))
    for row, layer, made in zip(rows, classifier.network.layers, prediction.activations, strict=True):
        assert row.shape == made.shape
        assert row.parameters == sum(values.size for values in layer.parameters.values())
    assert sum(row.parameters for row in rows) == classifier.card["parameters"]


def test_multiplications_are_outputs_times_weights():
    rows = summarise(Sequential([Conv2d(3, 8), Flatten(), Linear(8, 4)]), (3, 3, 3))
    assert [row.multiplications for row in rows] == [8 * 27, 0, 32]
    assert [row.formula for row in rows[:2]] == ["(3 + 2·0 − 3) / 1 + 1 = 1", "8 · 1 · 1 = 8"]
    for row in (rows[0], rows[2]):
        factors = [prod(map(int, part.split()[0].split("·"))) for part in row.work.split(" × ")]
        assert prod(factors) == row.multiplications


def test_sizes_that_differ_have_a_formula_for_each_axis():
    (row,) = summarise(Sequential([MaxPool2d(2)]), (4, 8, 7))
    assert row.shape == (4, 4, 3)
    assert [line.split()[0] for line in row.formula.splitlines()] == ["rows", "columns"]


def test_every_layer_of_the_network_says_what_it_does(classifier):
    assert all(row.formula and row.work for row in summarise(classifier.network, (1, 28, 28)))


@pytest.mark.parametrize("layer_index", [0, 1, 2, 4, 5, 9, 11, 12, 17])
def test_a_unit_sees_no_pixel_beyond_its_field_and_its_corners(classifier, layer_index):
    network = Sequential(classifier.network.layers[: layer_index + 1])
    size = network(np.zeros((1, 1, 28, 28), np.float32)).shape[-2:]
    rng = np.random.default_rng(layer_index)
    for at in [(0, 0), (size[0] // 2, size[1] // 3), (size[0] - 1, size[1] - 1)]:
        top, left, height, width = seen_by(classifier.network, layer_index, at, (28, 28))
        seen = np.zeros((28, 28), bool)
        seen[top : top + height, left : left + width] = True
        image = rng.random((28, 28)).astype(np.float32)
        beyond = np.where(seen, image, rng.random((28, 28)).astype(np.float32))
        first, second = (network(picture[None, None])[0, :, *at] for picture in (image, beyond))
        np.testing.assert_array_equal(first, second)


def test_a_field_is_as_large_as_the_geometry_says():
    layers = [Conv2d(1, 1, padding=1), Conv2d(1, 1, padding=1), MaxPool2d(2), Conv2d(1, 1, padding=1)]
    assert [row.field for row in summarise(Sequential(layers), (1, 28, 28))] == [3, 5, 6, 10]
    assert seen_by(Sequential(layers), 3, (7, 7), (28, 28))[2:] == (10, 10)
    assert seen_by(Sequential([ReLU()]), 0, (2, 3), (28, 28)) == (2, 3, 1, 1)


def test_flatten_sees_what_the_layer_before_sees_and_dense_all(classifier):
    rows = dict(zip(classifier.layer_names, summarise(classifier.network, (1, 28, 28)), strict=True))
    before = classifier.layer_names[classifier.layer_names.index("flatten") - 1]
    assert rows["flatten"].field == rows[before].field > 28
    assert rows["dense"].field == 0
    assert rows["dense"].receptive_field(28) == "all"
    both = f"28 × 28 ({rows[before].field} × {rows[before].field} with padding)"
    assert rows["flatten"].receptive_field(28) == both
    assert rows["conv 1"].receptive_field(28) == "3 × 3"


def test_the_archive_holds_the_input_every_layer_and_the_shares(classifier, prediction):
    with np.load(io.BytesIO(classifier.archive(prediction))) as held:
        assert list(held) == ["input", *classifier.layer_names, "softmax"]
        np.testing.assert_array_equal(held["softmax"], prediction.probabilities)
        for name, made in zip(classifier.layer_names, prediction.activations, strict=True):
            np.testing.assert_array_equal(held[name], made)


def test_precision_and_confusions_are_read_off_the_matrix():
    confusion = [[6, 3, 1], [0, 10, 0], [0, 0, 0]]
    np.testing.assert_allclose(precision_of(confusion), [1, 10 / 13, 0])
    assert np.isnan(precision_of([[1, 0], [1, 0]])[1])
    assert taken_for(confusion, 0) == [(1, 3), (2, 1)]
    assert taken_for(confusion, 1) == []
