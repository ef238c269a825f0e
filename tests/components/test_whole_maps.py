"""The browser's whole maps are those of cnnviz: moved, convolved, pooled, and held against the moved ones."""

import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from cnnviz.filtering import built
from cnnviz.geometry import Geometry
from cnnviz.kernels import CATALOGUE, CombinedSpec
from cnnviz.operators import POOLINGS
from cnnviz.operators.padding import BORDER_MODES
from cnnviz.operators.ways import FRACTIONAL, SLIDING, WHOLE
from cnnviz.pixels import answer
from cnnviz.shift import Chain, shift, template_of

WORK = """async (asked) => {
  const { image, size, by, mode, kernels, kernelShape, combine } = asked;
  const { lines, pool, stride, poolStride, isMatrix } = asked;
  const found = await import("/assets/components/cnnviz/whole_maps.js");
  const { newWork } = await import("/assets/components/shift/shift_work.js");
  const shaped = (array, shape) => Object.assign(array, { shape });
  const blocks = { kernels: shaped(Float64Array.from(kernels), kernelShape) };
  const header = { mode, stride, combine, pool, "pool stride": poolStride };
  for (const [name, line] of Object.entries(lines)) {
    header[`${name} before`] = line.before;
    const taps = line.indices[0].length;
    blocks[`${name} indices`] = shaped(Int16Array.from(line.indices.flat()), [line.indices.length, taps]);
    for (const key of ["sources", "counted"]) blocks[`${name} ${key}`] = Int16Array.from(line[key]);
  }
  const source = { height: size[0], width: size[1], step: 1, values: Float64Array.from(image) };
  const work = newWork(source, header, blocks);
  const after = work.after(by);
  const orNull = (value) => (Number.isNaN(value) ? null : value);
  const told = ({ steps, difference, ...counts }) => ({
    ...counts, steps: steps.by, isWhole: steps.isWhole, difference: Array.from(difference, orNull),
  });
  const template = found.templateOf(source.values, isMatrix);
  return {
    ...Object.fromEntries(["picture", "map", "pooled"].map((name) => [name, Array.from(after[name])])),
    ofMap: told(after.ofMap),
    ofPooled: told(after.ofPooled),
    answer: found.answerOf(template, after.picture),
  };
}"""


def random_pool(random, size):
    """A pool that may fit on a map of a size, and its options."""
    key = str(random.choice([*POOLINGS]))
    row = POOLINGS[key]
    if row.way is WHOLE:
        return row, {}
    if row.way is not SLIDING:
        output = tuple(int(random.integers(1, max(2, side))) for side in size)
        options = {"output_size": output}
        if row.way is FRACTIONAL:
            options |= {"kernel_size": 2, "samples": random.random(2)}
        return row, options
    window = tuple(int(one) for one in random.integers(1, 4, 2))
    options = {"kernel_size": window, "stride": tuple(int(one) for one in random.integers(1, 4, 2))}
    if key == "lp":
        return row, {**options, "norm_type": 2}
    return row, {**options, **({"padding": 1} if min(window) > 1 and key != "median" else {})}


def random_case(seed):
    """A chain, a picture, a shift and what moves in."""
    random = np.random.default_rng(seed)
    while True:
        size = tuple(int(side) for side in random.integers(1, 17, 2))
        spec = CATALOGUE[
            str(random.choice(["custom", "sobel", "gaussian", "sobel_magnitude", "kirsch_maximum"]))
        ]
        choice = built(spec, {"text": "1 2 -1\n0 3/2 1"} if spec.key == "custom" else {})
        padding = [("valid", "full", 1, ((2, 0), (0, 3)))[random.integers(4)], "same"][random.integers(2)]
        stride = tuple(int(one) for one in random.integers(1, 4, 2)) if padding != "same" else (1, 1)
        how = Geometry(
            stride, padding, (1, int(random.integers(1, 3))), str(random.choice(BORDER_MODES)), "crop"
        )
        try:
            plan = how.plan(size, choice.size)
            row, options = random_pool(random, (plan.rows.size, plan.columns.size))
            chain = Chain(choice, how, row, options, size)
            image = random.integers(0, 256, size).astype(np.float32)
            chain.pooled(chain.map(image))
        except CnnvizError:
            continue
        by = tuple(int(random.integers(1 - side, side)) for side in size)
        return chain, image, by, str(random.choice(BORDER_MODES))


def told(chain):
    """The windows as the page is told of them."""
    return {
        f"{name} {axis}": {
            "before": line.before,
            "indices": line.indices.tolist(),
            "sources": line.sources.tolist(),
            "counted": line.counted.tolist(),
        }
        for name, placement in (("windows", chain.windows), ("pools", chain.pools))
        for axis, line in (("rows", placement.rows), ("columns", placement.columns))
    }


@pytest.mark.parametrize("seed", range(40))
def test_the_browser_computes_the_same_maps_and_differences(calculator, seed):
    chain, image, by, mode = random_case(seed)
    reduction = chain.pooling.reduction
    found = calculator.evaluate(
        WORK,
        {
            "image": image.ravel().tolist(),
            "size": image.shape,
            "by": by,
            "mode": mode,
            "kernels": chain.choice.kernels.astype(float).ravel().tolist(),
            "kernelShape": chain.choice.kernels.shape,
            "combine": chain.choice.spec.key if isinstance(chain.choice.spec, CombinedSpec) else "",
            "lines": told(chain),
            "pool": {
                "kind": chain.pooling.makes,
                "own": {name: chain.options.get(name, value) for name, value in reduction.own.items()},
            },
            "stride": chain.how.stride,
            "poolStride": chain.pool_stride,
            "isMatrix": bool(seed % 2),
        },
    )
    moved = shift(image, by, mode)
    made = chain.map(moved)
    np.testing.assert_array_equal(found["picture"], moved.ravel())
    np.testing.assert_allclose(found["map"], made.ravel(), rtol=1e-6, atol=1e-4)
    np.testing.assert_allclose(found["pooled"], chain.pooled(made).ravel(), rtol=1e-5, atol=1e-4)
    for name, one in zip(("ofMap", "ofPooled"), chain.compare(image, by, mode), strict=True):
        there = found[name]
        assert (there["steps"], there["isWhole"]) == ([*one.steps.by], one.steps.is_whole)
        assert (there["compared"], there["inside"]) == (one.compared, one.inside)
        difference = [np.nan if value is None else value for value in there["difference"]]
        np.testing.assert_allclose(difference, one.difference.ravel(), rtol=1e-4, atol=1e-3)
        if not isinstance(chain.choice.spec, CombinedSpec):  # whose last bit may be another one
            assert (there["differInside"], there["differAtBorder"]) == (
                one.differ_inside,
                one.differ_at_border,
            )
    weights = template_of(image, bool(seed % 2))
    assert found["answer"] == pytest.approx(answer(weights, moved), rel=1e-9, abs=1e-6)
