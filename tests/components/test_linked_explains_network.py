"""What the linked view says of every layer of the shipped network is what cnnviz's traces say of it."""

from base64 import b64encode
from dataclasses import dataclass
from itertools import cycle

import numpy as np
import pytest

from cnnviz.network.classifier import LABELS, load_classifier, load_gallery
from cnnviz.network.evidence import evidence
from cnnviz.network.explain import explain
from cnnviz.operators import softmax_trace
from pages.ui.classifier.linked import described
from pages.ui.classifier.spot import Spot
from pages.ui.classifier.view import View
from pages.ui.linked.parts import result_part, source_part, windows_part
from pages.ui.session.payload import pack
from pages.ui.shell.downloads import Latest

CLASSIFIER = load_classifier()
GALLERY = load_gallery()
NAMES = (*CLASSIFIER.layer_names, "softmax")
NUMBERS = (3, 42, 85)

EXPLAIN = """async ([packed, places]) => {
    const { partOf } = await import("/tests/components/packed.js");
    const { explain } = await import("/assets/components/cnnviz/explain.js");
    const { sumLines } = await import("/assets/components/linked/detail/sum_box.js");
    const { touchedBy, planesOf, windowOf } = await import("/assets/components/linked/figure/model.js");
    const [source, windows, result] = await Promise.all(packed.map(partOf));
    const model = { source, windows, result };
    const firstInside = (places, size) => places.find((at) => at >= 0 && at < size);
    return places.map(([plane, row, column]) => {
        const place = { plane, row, column };
        const said = explain(model, place);
        const planes = planesOf(model, place);
        const { rows, columns } = windowOf(model, place);
        const pixel = { plane: planes?.[0] ?? 0, row: firstInside(rows, source.height),
            column: firstInside(columns, source.width) };
        const summed = said.partial.map((_, c) => sumLines(said, c));
        return { ...said, summed, lines: sumLines(said, 0), planes, touched: touchedBy(model, pixel) };
    });
}"""


@dataclass
class Shown:
    """A layer on a test image: what the page describes of it, and what the view says of some places."""

    view: View
    places: list
    said: list


def each(kind):
    """Every layer of a kind, each with one of the images."""
    return list(zip((name for name in NAMES if name.startswith(kind)), cycle(NUMBERS), strict=False))


def look(name, number, **spot):
    answer = CLASSIFIER.answer(GALLERY.images[number])
    return View(CLASSIFIER, answer, Spot(NAMES.index(name), name, **spot), "layer", Latest())


def some_places(shape, seed):
    """Corners, which meet the border, and others."""
    rng = np.random.default_rng(seed)
    others = {tuple(int(rng.integers(size)) for size in shape) for _ in range(8)}
    return sorted({(0, 0, 0), tuple(size - 1 for size in shape)} | others)


def shown(calculator, name, number, **spot):
    view = look(name, number, **spot)
    given, placement, made, how = described(view)
    parts = source_part("s", given), windows_part("w", placement), result_part("s", "w", made, how)
    places = some_places(made.values.shape, number)
    packed = [b64encode(pack(*part, deflate=True)).decode() for part in parts]
    said = calculator.evaluate(EXPLAIN, [packed, [list(at) for at in places]])
    for at, one in zip(places, said, strict=True):
        assert one["total"] == made.values[at]
        check_links(at, one)
    return Shown(view, places, said)


def check_links(at, said):
    """A pixel under an output's window touches that output."""
    touched = said["touched"]
    assert at[1] in touched["rows"]
    assert at[2] in touched["columns"]
    assert touched["planes"] is None or at[0] in touched["planes"]


@pytest.mark.parametrize(("name", "number"), each("conv"))
def test_every_number_of_a_convolution_is_its_traces(calculator, name, number):
    page = shown(calculator, name, number)
    layer, received = (
        page.view.classifier.network.layers[page.view.spot.layer],
        page.view.values(page.view.source),
    )
    for at, said in zip(page.places, page.said, strict=True):
        trace = explain(layer, received, at)
        assert said["total"] == trace.total
        assert said["sentence"] == trace.sentence()
        for part in ("window", "weights", "products", "rows", "columns", "channels"):
            np.testing.assert_array_equal(said[part], getattr(trace, part))
        assert said["partial"] == trace.channel_sums.tolist()
        assert said["bias"] == trace.bias
        assert np.array_equal(said["outside"], trace.padded)
        assert said["planes"] is None
        if len(trace.channels) > 1:
            assert [lines[0][1] for lines in said["summed"]] == trace.channel_sums.tolist()
            assert said["lines"][1][1] == trace.channel_sums.sum()
        assert [number for label, number in said["lines"] if label == "bias"] == [trace.bias] * bool(
            trace.bias
        )
        assert said["lines"][-1][1] == trace.total


@pytest.mark.parametrize(("name", "number"), each("relu"))
def test_every_number_of_a_relu_is_its_traces(calculator, name, number):
    page = shown(calculator, name, number)
    layer, received = (
        page.view.classifier.network.layers[page.view.spot.layer],
        page.view.values(page.view.source),
    )
    for at, said in zip(page.places, page.said, strict=True):
        trace = explain(layer, received, at)
        assert (said["window"], said["total"], said["slope"]) == (
            [[[trace.input]]],
            trace.output,
            trace.slope,
        )
        assert said["sentence"] == trace.sentence()
        assert said["planes"] == [at[0]]


@pytest.mark.parametrize(("name", "number"), each("pool"))
def test_every_number_of_a_pool_is_its_traces(calculator, name, number):
    page = shown(calculator, name, number)
    layer, received = (
        page.view.classifier.network.layers[page.view.spot.layer],
        page.view.values(page.view.source),
    )
    for at, said in zip(page.places, page.said, strict=True):
        trace = explain(layer, received, at)
        assert said["total"] == trace.value
        assert said["sentence"] == trace.sentence()
        assert np.array_equal(said["window"][0], trace.window)
        assert [(said["rows"][i], said["columns"][j]) for i, j in said["chosen"]] == list(trace.chosen)
        assert said["planes"] == [at[0]]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_of_the_vector_comes_from_where_its_trace_says(calculator, number):
    page = shown(calculator, "flatten", number)
    layer, received = (
        page.view.classifier.network.layers[page.view.spot.layer],
        page.view.values(page.view.source),
    )
    for (_, map_, index), said in zip(page.places, page.said, strict=True):
        trace = explain(layer, received, (map_, *divmod(index, received.shape[2])))
        assert said["sentence"] == trace.sentence()
        assert said["window"] == [[[trace.value]]]
        assert (said["planes"], said["rows"], said["columns"]) == ([trace.map], [trace.row], [trace.column])
        assert said["index"] == trace.index
        assert page.view.answer.activations[page.view.spot.layer][trace.index] == said["total"]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_of_a_score_is_its_evidences(calculator, number):
    page = shown(calculator, "dense", number)
    for (_, label, _), said in zip(page.places, page.said, strict=True):
        found = evidence(CLASSIFIER.network, page.view.answer.activations, label)
        assert (said["total"], said["bias"], said["title"]) == (found.logit, found.bias, LABELS[label])
        assert said["sentence"] == found.sentence()
        assert said["partial"] == found.of_maps.tolist()
        assert said["lines"][1][1] == found.of_maps.sum()
        for part, expected in (
            ("window", found.activations),
            ("weights", found.weights),
            ("products", found.products),
        ):
            np.testing.assert_array_equal(said[part], expected)


@pytest.mark.parametrize(("temperature", "number"), list(zip((1.0, 0.1, 10.0), NUMBERS, strict=True)))
def test_every_number_of_a_share_is_its_traces(calculator, number, temperature):
    page = shown(calculator, "softmax", number, temperature=temperature)
    for (_, label, _), said in zip(page.places, page.said, strict=True):
        trace = softmax_trace(page.view.answer.logits, temperature, label)
        assert (said["total"], said["divisor"], said["title"]) == (trace.value, trace.total, LABELS[label])
        assert said["sentence"] == trace.sentence()
        assert np.array_equal(np.ravel(said["window"]), trace.scores)
        assert np.array_equal(np.ravel(said["products"]), trace.powers)
        assert [value for _, value in said["lines"]] == [trace.powers[label], trace.total, trace.value]
        assert said["names"] == list(LABELS)
