"""What the browser computes of channels and filters is what cnnviz computes."""

import numpy as np
import pytest

from cnnviz.channels import (
    ChannelLayer,
    full_cost,
    pointwise_cost,
    read_filters,
    separable_cost,
    write_filters,
    write_mix,
    write_numbers,
)
from cnnviz.errors import ShapeError
from cnnviz.operators import conv2d
from cnnviz.operators.matrix import conv2d_matrix

LAYER = """async ({ fields, source, shape }) => {
  const found = await import("/assets/components/channels/layer.js");
  const names = Array.from({ length: shape[0] }, (_, c) => String(c));
  const values = Object.assign(Float64Array.from(source), { shape });
  const layer = found.layerOf(fields, { id: fields.id, names, values });
  if (layer.fault) return { fault: layer.fault };
  const trace = found.traceAt(layer, layer.at);
  const { terms, total } = trace;
  return {
    out: layer.out,
    maps: layer.active.map((f) => Array.from(found.outputMap(layer, f))),
    partials: names.map((_, c) => Array.from(found.partialMap(layer, layer.chosen, c))),
    total, parts: terms.map(({ part }) => part), windows: terms.map(({ window }) => window),
  };
}"""
SHARES = """async ([channels, size, taps, geometry]) => {
  const found = await import("/assets/components/cnnviz/conv_matrix.js");
  const shares = found.sharesOf(channels, size, taps, geometry);
  const measured = found.matrixSize(channels, size, taps, geometry);
  return { shares: Array.from(shares), size: measured, sentence: found.matrixSentence(shares, measured) };
}"""
COSTS = """async ([filters, channels, taps]) => {
  const found = await import("/assets/components/cnnviz/layer_costs.js");
  const { fullCost, separableCost, pointwiseCost } = found;
  return [
    fullCost(filters, channels, taps),
    separableCost(filters, channels, taps),
    pointwiseCost(channels, filters),
  ];
}"""
TEXTS = """async (text) => {
  const { filtersOf, filtersText } = await import("/assets/components/channels/fields.js");
  return [filtersOf(text), filtersText(filtersOf(text))];
}"""


def fields(layer, name, chosen=0, at=(0, 0)):
    return {
        "id": name,
        "filters": write_filters(layer.filters),
        "biases": write_numbers(layer.biases),
        "mix": write_mix(layer.mix),
        "off": "~".join(layer.off),
        "way": layer.way,
        "stride": layer.stride,
        "padding": layer.padding,
        "chosen": chosen,
        "at": list(at),
        "stage": 6,
    }


@pytest.mark.parametrize("seed", range(16))
def test_maps_partial_maps_and_one_number_are_the_operators(calculator, seed):
    rng = np.random.default_rng(seed)
    filters, channels, taps = rng.integers(1, 9), rng.integers(1, 5), rng.integers(1, 6)
    image = rng.integers(-9, 10, (channels, *rng.integers(5, 9, 2))).astype(float)
    names = [f"{f}.{c}" for f in range(filters) for c in (*range(channels), "b")] + ["1"] * int(filters > 1)
    layer = ChannelLayer(
        rng.integers(-5, 6, (filters, channels, taps, taps)).astype(float),
        tuple(rng.integers(-5, 6, filters).astype(float)),
        rng.integers(-5, 6, (filters, channels)).astype(float),
        int(rng.integers(1, 5)),
        int(rng.integers(0, 5)),
        frozenset(rng.choice(names, 2).tolist()),
        ("full", "separable", "matrix")[seed % 3],
    )
    output = layer.output(image)
    at = [int(rng.integers(side)) for side in output.shape[1:]]
    asked = {
        "fields": fields(layer, str(seed), 0, at),
        "source": image.ravel().tolist(),
        "shape": image.shape,
    }
    found = calculator.evaluate(LAYER, {**asked, "shape": list(image.shape)})
    assert found["out"] == list(output.shape[1:])
    np.testing.assert_array_equal(np.array(found["maps"]).reshape(output.shape), output)
    bare = layer.filters[0][:, None]
    partials = conv2d(image, bare, None, layer.stride, layer.padding, groups=int(channels))
    np.testing.assert_array_equal(np.array(found["partials"]).reshape(partials.shape), partials)
    trace = layer.trace(image, 0, at)
    assert found["total"] == trace.total
    assert found["parts"] == trace.channel_sums.tolist()
    np.testing.assert_array_equal(found["windows"], trace.window)


@pytest.mark.parametrize(("size", "taps", "padding"), [((3, 3), 5, 0), ((2, 3), 5, 1), ((1, 1), 2, 0)])
def test_what_does_not_fit_is_told_in_the_operators_words(calculator, size, taps, padding):
    layer = ChannelLayer(np.ones((1, 1, taps, taps)), (0.0,), np.ones((1, 1)), 1, padding)
    with pytest.raises(ShapeError) as refused:
        layer.output(np.ones((1, *size)))
    asked = {"fields": fields(layer, "misfit"), "source": [1] * (size[0] * size[1]), "shape": [1, *size]}
    assert calculator.evaluate(LAYER, asked)["fault"].lower() == f"{refused.value}.".lower()


@pytest.mark.parametrize(
    ("channels", "size", "taps", "stride", "padding"),
    [
        (1, (6, 6), 3, 1, 0),
        (3, (6, 6), 3, 1, 0),
        (2, (5, 7), 2, 2, 1),
        (1, (4, 4), 5, 1, 2),
        (4, (3, 3), 1, 1, 0),
    ],
)
def test_C17_the_matrix_is_the_operators(calculator, channels, size, taps, stride, padding):
    written = conv2d_matrix((channels, *size), np.ones((1, channels, taps, taps)), stride, padding)
    geometry = {"stride": stride, "padding": padding}
    found = calculator.evaluate(SHARES, [channels, list(size), taps, geometry])
    assert found["size"] == list(written.matrix.shape)
    assert found["shares"] == written.shares.ravel().tolist()
    assert found["sentence"] == written.sentence()


@pytest.mark.parametrize(("filters", "channels", "taps"), [(8, 3, 3), (64, 128, 1), (1, 1, 1), (4, 2, 5)])
def test_costs_are_counted_and_written_alike(calculator, filters, channels, taps):
    costs = (
        full_cost(filters, channels, taps),
        separable_cost(filters, channels, taps),
        pointwise_cost(channels, filters),
    )
    found = calculator.evaluate(COSTS, [filters, channels, taps])
    for one, cost in zip(found, costs, strict=True):
        assert (one["weights"], one["biases"], one["parameters"], one["formula"]) == (
            cost.weights,
            cost.biases,
            cost.parameters,
            cost.formula,
        )


@pytest.mark.parametrize("text", ["1", "1,-0.5;0.25,3_0,0;0,1e-07", "1_2_3~-4_5_6"])
def test_filters_are_read_and_written_alike(calculator, text):
    filters, again = calculator.evaluate(TEXTS, text)
    np.testing.assert_array_equal(filters, read_filters(text))
    np.testing.assert_array_equal(read_filters(again), read_filters(text))
