"""What the browser computes of pixels is what cnnviz.pixels computes."""

import numpy as np
import pytest

from cnnviz import pixels
from cnnviz.images.convert import LUMA, to_grey
from cnnviz.neurons.shipped import load_shipped

ORDER = """async ([count, seed]) => {
  const { permutationOf, inverseOf, shuffledBy } = await import("/assets/components/cnnviz/pixel_order.js");
  const order = permutationOf(count, seed);
  const line = Float64Array.from({ length: count }, (_, i) => i);
  return { order: [...order], inverse: [...inverseOf(order)], shuffled: [...shuffledBy(order, line)] };
}"""
REDUCED = """async ([values, size, side]) => {
  const { reducedOf } = await import("/assets/components/cnnviz/flat.js");
  const found = reducedOf(Float64Array.from(values), size, side);
  return [[...found.values], found.size];
}"""
AROUND = """async ([at, size]) => {
  const { aroundOf, placeInLine } = await import("/assets/components/cnnviz/flat.js");
  return [Object.fromEntries(aroundOf(at, size)), placeInLine(...at, size[1])];
}"""
PLACES = """async ([at, size]) => {
  const { placesText } = await import("/assets/components/pixels/flat_view.js");
  return placesText({ at, size, placeOf: ([row, column]) => row * size[1] + column, isShuffled: false });
}"""
LIKENESS = """async ([values, size, distance, way]) => {
  const found = await import("/assets/components/cnnviz/likeness.js");
  const binned = found.binsOf(values, 0, 255, 256);
  return [
    found.correlationOf(values, size, distance, way), found.countOfPairs(size, distance, way),
    [...found.jointOf(binned, size, distance, way, 256)],
  ];
}"""
TEMPLATE = """async ([values, size, by, template, biases]) => {
  const found = await import("/assets/components/cnnviz/template.js");
  const moved = found.movedOf(values, size, by);
  return [[...moved], [...found.productsOf(template, moved)], found.logitsOf(template, biases, moved)];
}"""
GREY = """async ([colour, luma]) => {
  const { greyOf } = await import("/assets/components/pixels/picture_state.js");
  return greyOf(colour, luma);
}"""


def noise(shape, seed=0):
    return np.random.default_rng(seed).integers(0, 256, shape).astype(np.float64)


@pytest.mark.parametrize(("count", "seed"), [(784, 0), (784, 1), (784, 99), (1, 5), (5000, 42)])
def test_I2_the_order_of_shuffled_pixels_is_the_same(calculator, count, seed):
    found = calculator.evaluate(ORDER, [count, seed])
    order = pixels.permutation(count, seed)
    assert found["order"] == order.tolist()
    assert found["inverse"] == np.argsort(order).tolist()
    assert found["shuffled"] == np.arange(count)[order].tolist()


@pytest.mark.parametrize("shape", [(56, 56), (57, 90), (200, 31), (4, 6), (200, 20), (1, 300)])
def test_I2_a_picture_is_reduced_to_the_same_pixels(calculator, shape):
    image = noise(shape)
    values, size = calculator.evaluate(REDUCED, [image.ravel().tolist(), list(shape), 28])
    expected = pixels.reduced(image, 28)
    assert size == list(expected.shape)
    assert values == expected.ravel().tolist()


@pytest.mark.parametrize("at", [(0, 0), (2, 3), (4, 6)])
def test_I2_a_place_and_its_neighbours_are_the_same(calculator, at):
    found, place = calculator.evaluate(AROUND, [list(at), [5, 7]])
    assert {side: tuple(pixel) for side, pixel in found.items()} == pixels.around(*at, (5, 7))
    assert place == pixels.place_in_line(*at, 7)


@pytest.mark.parametrize("way", pixels.WAYS)
@pytest.mark.parametrize("distance", [1, 4])
def test_I7_correlation_and_scatter_are_the_same(calculator, way, distance):
    image = noise((9, 11))
    found, count, joint = calculator.evaluate(LIKENESS, [image.ravel().tolist(), [9, 11], distance, way])
    first, second = pixels.pairs(image, distance, way)
    assert found == pytest.approx(pixels.correlation(image, distance, way), abs=1e-12)
    assert count == len(first)
    expected, *_ = np.histogram2d(second, first, bins=256, range=[[0, 256]] * 2)
    assert np.array_equal(np.reshape(joint, (256, 256)), expected)


def test_I7_where_nothing_varies_there_is_no_correlation(calculator):
    found, *_ = calculator.evaluate(LIKENESS, [[7] * 12, [3, 4], 1, "right"])
    assert found is None is pixels.correlation(np.full((3, 4), 7.0), 1)


@pytest.mark.parametrize("by", [(0, 0), (2, -3), (-9, 1)])
def test_I7_what_a_template_meets_is_the_same(calculator, by):
    image, template = noise((9, 9)), noise((9, 9), 1) - 128
    asked = [image.ravel().tolist(), [9, 9], list(by), template.ravel().tolist(), [0.5]]
    moved, products, (total,) = calculator.evaluate(TEMPLATE, asked)
    expected = pixels.moved(image, *by)
    assert moved == expected.ravel().tolist()
    assert products == (expected * template).ravel().tolist()
    assert total == pixels.answer(template, expected) + 0.5


def test_I7_trained_templates_answer_with_the_networks_logits(calculator):
    networks = load_shipped()
    weights, biases = networks.weights("logistic")
    image = noise((28, 28)) / 255
    asked = [image.ravel().tolist(), [28, 28], [1, 2], weights.ravel().tolist(), biases.tolist()]
    *_, logits = calculator.evaluate(TEMPLATE, asked)
    expected = networks.predict("logistic", pixels.moved(image, 1, 2)).logits
    np.testing.assert_allclose(logits, expected, rtol=1e-4, atol=1e-4)


def test_I1_the_grey_of_a_colour_is_the_same(calculator):
    for colour in ([200, 120, 40], [255, 0, 0], [0, 255, 0], [0, 0, 255]):
        image = np.array(colour, np.float32).reshape(3, 1, 1)
        assert calculator.evaluate(GREY, [colour, list(LUMA)]) == pytest.approx(
            to_grey(image).item(), rel=1e-6
        )


@pytest.mark.parametrize(
    ("at", "size", "says"),
    [
        ((0, 0), (1, 1), "It has no neighbours."),
        ((0, 0), (1, 4), "Its neighbour: right at 1. Left and right lie 1 place away."),
        ((1, 0), (4, 1), "Its neighbours: above at 0 and below at 2. Above and below lie 1 place away."),
        (
            (0, 0),
            (2, 3),
            "Its neighbours: right at 1 and below at 3. "
            "Above and below lie 3 places away, left and right lie 1 place away.",
        ),
    ],
)
def test_I2_only_neighbours_that_there_are_are_spoken_of(calculator, at, size, says):
    assert calculator.evaluate(PLACES, [list(at), list(size)]) == says
