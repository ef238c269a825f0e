"""What the linked view says of an output is what the operator's trace says of it."""

from base64 import b64encode

import numpy as np
import pytest

from cnnviz import operators
from cnnviz.figures import shade
from cnnviz.operators.placement import (
    adaptive_placement,
    conv_placement,
    fractional_placement,
    pool_placement,
)
from pages.ui.linked.parts import Grid, Made, result_part, source_part, windows_part
from pages.ui.session.payload import pack

MODES = ("constant", "nearest", "mirror", "reflect", "wrap")
EXPLAIN = """async ([packed, places]) => {
    const { partOf } = await import("/tests/components/packed.js");
    const { explain } = await import("/assets/components/cnnviz/explain.js");
    const [source, windows, result] = await Promise.all(packed.map(partOf));
    return places.map(([plane, row, column]) => {
        const { total, window, weights, products, rows, columns, sentence, outside, chosen } =
            explain({ source, windows, result }, { plane, row, column });
        return { total, window, weights, products, rows, columns, sentence, outside, chosen };
    });
}"""


def grid(values):
    """Maps as a part describes them; how they are drawn does not matter here."""
    names = tuple(f"map {i}" for i in range(len(values)))
    return Grid(values, [shade(one, "minmax") for one in values], "", "", names)


def explained(calculator, values, placement, outputs, made, places):
    parts = (
        source_part("s", grid(values)),
        windows_part("w", placement),
        result_part("s", "w", grid(outputs), made),
    )
    packed = [b64encode(pack(*part, deflate=True)).decode() for part in parts]
    return calculator.evaluate(EXPLAIN, [packed, [list(at) for at in places]])


def some_places(rng, shape, count=12):
    """A few outputs: the corners, which meet the border, and others."""
    corners = {(0, 0, 0), (shape[0] - 1, shape[1] - 1, shape[2] - 1), (0, 0, shape[2] - 1)}
    others = {tuple(int(rng.integers(0, size)) for size in shape) for _ in range(count)}
    return sorted(corners | others)


def agrees(said, trace):
    assert said["total"] == trace.total
    assert said["sentence"] == trace.sentence()
    assert said["rows"] == trace.rows.tolist()
    assert said["columns"] == trace.columns.tolist()
    assert np.array_equal(said["window"], trace.window)
    assert np.array_equal(said["products"], trace.products)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("side", [9, 90])  # of a small map all numbers are sent, of a large one none
def test_an_output_of_a_picture_is_explained_as_its_trace_does(calculator, mode, side):
    rng = np.random.default_rng([side, MODES.index(mode)])
    for taps in ((3, 3), (1, 4), (5, 2)):
        image = np.rint(256 * rng.uniform(0, 255, (side, side + 3))) / 256
        kernel = operators.on_grid(rng.normal(size=taps)).astype(np.float64)
        stride, dilation = tuple(rng.integers(1, 4, 2).tolist()), tuple(rng.integers(1, 3, 2).tolist())
        padding = tuple(tuple(rng.integers(0, 4, 2).tolist()) for _ in "rc")
        how = {"stride": stride, "padding": padding, "dilation": dilation, "mode": mode}
        output = operators.conv2d(image, kernel, **how)
        where = conv_placement(image.shape, taps, stride, padding, dilation, mode)
        places = some_places(rng, (1, *output.shape))
        made = Made("conv", weights=kernel[None, None], facts={"separate": True})
        for at, said in zip(
            places, explained(calculator, image[None], where, output[None], made, places), strict=True
        ):
            agrees(said, operators.conv2d_trace(image, kernel, **how, at=at[1:], output=output))


def test_an_output_of_a_network_is_explained_as_its_trace_does(calculator):
    rng = np.random.default_rng(4)
    maps = rng.normal(size=(5, 7, 7)).astype(np.float32)
    weight, bias = rng.normal(size=(3, 5, 3, 3)).astype(np.float32), rng.normal(size=3).astype(np.float32)
    output = operators.conv2d(maps, weight, bias, padding=1)
    where = conv_placement((7, 7), (3, 3), (1, 1), ((1, 1), (1, 1)), (1, 1))
    places = some_places(rng, output.shape)
    made = Made("conv", weights=weight, bias=bias, facts={"separate": False})
    for at, said in zip(places, explained(calculator, maps, where, output, made, places), strict=True):
        agrees(said, operators.conv2d_trace(maps, weight, bias, padding=1, at=at, output=output))


POOLS = {
    "max": operators.max_pool2d,
    "min": operators.min_pool2d,
    "average": operators.avg_pool2d,
    "sum": operators.sum_pool2d,
    "median": operators.median_pool2d,
}


def pool_agrees(said, trace):
    assert said["total"] == trace.value
    assert said["sentence"] == trace.sentence()
    assert said["rows"] == trace.rows.tolist()
    assert said["columns"] == trace.columns.tolist()
    assert np.array_equal(said["outside"], ~trace.valid)
    places = [(said["rows"][i], said["columns"][j]) for i, j in said["chosen"]]
    assert sorted(places) == sorted(trace.chosen)


@pytest.mark.parametrize("kind", POOLS)
@pytest.mark.parametrize("side", [8, 150])
def test_an_output_of_a_pool_is_explained_as_its_trace_does(calculator, kind, side):
    rng = np.random.default_rng(side)
    image = rng.integers(0, 256, (side, side + 1)).astype(np.float64)
    for size, stride, padding, ceil_mode in (((2, 2), (2, 2), 0, False), ((3, 2), (2, 1), 1, True)):
        options = {"kernel_size": size, "stride": stride, "padding": padding, "ceil_mode": ceil_mode}
        output = POOLS[kind](image, **options)
        where = pool_placement(image.shape, **options)
        places = some_places(rng, (1, *output.shape))
        made = Made("pool", facts={"kind": kind})
        for at, said in zip(
            places, explained(calculator, image[None], where, output[None], made, places), strict=True
        ):
            pool_agrees(said, operators.pool_trace(kind, image, **options, at=at[1:]))


@pytest.mark.parametrize("kind", ["average", "max"])
@pytest.mark.parametrize(("side", "wanted"), [(8, 1), (11, (4, 3)), (90, (64, 70))])
def test_an_output_of_an_adaptive_pool_is_explained_as_its_trace_does(calculator, kind, side, wanted):
    rng = np.random.default_rng(side)
    image = rng.integers(0, 256, (side, side)).astype(np.float64)
    pool = {"average": operators.adaptive_avg_pool2d, "max": operators.adaptive_max_pool2d}[kind]
    output = pool(image, wanted)
    where = adaptive_placement(image.shape, wanted)
    places = some_places(rng, (1, *output.shape))
    made = Made("pool", facts={"kind": kind})
    for at, said in zip(
        places, explained(calculator, image[None], where, output[None], made, places), strict=True
    ):
        pool_agrees(said, operators.adaptive_pool_trace(kind, image, wanted, at=at[1:]))


def test_an_output_of_a_fractional_pool_is_explained_as_its_trace_does(calculator):
    rng = np.random.default_rng(1)
    image, samples = rng.integers(0, 256, (13, 17)).astype(np.float64), (0.3, 0.8)
    options = {"kernel_size": 2, "output_size": (9, 11), "samples": samples}
    output = operators.fractional_max_pool2d(image, **options)
    where = fractional_placement(image.shape, 2, (9, 11), samples)
    places = some_places(rng, (1, *output.shape))
    made = Made("pool", facts={"kind": "max"})
    for at, said in zip(
        places, explained(calculator, image[None], where, output[None], made, places), strict=True
    ):
        pool_agrees(said, operators.fractional_pool_trace(image, **options, at=at[1:]))
