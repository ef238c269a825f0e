"""What the browser computes of stacks is what cnnviz computes."""

import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from cnnviz.stack import (
    MOST_NUMBERS,
    MOST_WORK,
    PRESETS,
    Pool,
    costs,
    gradient,
    outputs,
    read_stack,
    seen,
    write_stack,
)
from tests.stack.test_stack import random_stack

STACK = """async ({ text, source, size, at, most, id }) => {
  const { layersOf, layersText } = await import("/assets/components/stack/stack_text.js");
  const { mapsOf, planOf, partsOf } = await import("/assets/components/stack/stack_work.js");
  const { spansOf, slopesOf } = await import("/assets/components/stack/stack_reach.js");
  const layers = layersOf(text);
  const plan = planOf(layers, size, most);
  if (!plan.isWhole) return { ...plan, text: layersText(layers) };
  const values = Float64Array.from(source);
  const maps = mapsOf(layers, layers.map((one) => layersText([one])), plan, { id, values, size });
  const levels = [{ maps: [values], shape: [1, ...size] }];
  maps.forEach((own, n) => levels.push({ maps: own, shape: plan.shapes[n] }));
  const spans = spansOf(layers, at.slice(1));
  const { span, values: slopes } = slopesOf(layers, levels, spans, at);
  const parts = partsOf(layers.at(-1), levels.at(-2), at);
  return {
    ...plan, text: layersText(layers), maps: maps.map((own) => own.map((map) => Array.from(map))), spans,
    span, slopes: Array.from(slopes), sum: parts.sum ?? null,
  };
}"""
FITTED = """async ([text, count]) => {
  const texts = await import("/assets/components/stack/stack_text.js");
  const [first, ...rest] = texts.layersOf(text);
  return texts.layersText(texts.fittedLayers([texts.withMaps(first, count), ...rest]));
}"""
MOST = {"work": MOST_WORK, "numbers": MOST_NUMBERS}


def worked(calculator, stack, image, at=(0, 0, 0), most=MOST):
    text = write_stack(stack)
    asked = {"text": text, "source": image[0].ravel().tolist(), "size": list(image.shape[1:])}
    return calculator.evaluate(STACK, {**asked, "at": list(at), "most": most, "id": str(image.sum())})


@pytest.mark.parametrize("seed", range(16))
def test_maps_fields_and_slopes_are_those_of_the_package(calculator, seed):
    rng = np.random.default_rng(seed)
    stack, image = random_stack(rng), rng.integers(-9, 10, (1, 16, 18)).astype(float)
    expected = outputs(stack, image)
    at = tuple(int(rng.integers(side)) for side in expected[-1].shape)
    found = worked(calculator, stack, image, at)
    assert found["text"] == write_stack(stack)
    for maps, made in zip(expected, found["maps"], strict=True):
        np.testing.assert_allclose(np.array(made).reshape(maps.shape), maps, rtol=1e-11, atol=1e-11)
    assert [tuple(span.values()) for span in found["spans"]] == [tuple(span) for span in seen(stack, at[1:])]
    span, slopes = found["span"], np.zeros(image.shape)
    rows, columns = (slice(span[a], span[a] + span[b]) for a, b in (("top", "rows"), ("left", "columns")))
    slopes[0, rows, columns] = np.reshape(found["slopes"], (span["rows"], span["columns"]))
    np.testing.assert_allclose(slopes, gradient(stack, image, at), rtol=1e-9, atol=1e-9)


def test_whole_numbers_are_the_same_to_the_last_bit(calculator):
    rng = np.random.default_rng(3)
    stack, image = (
        random_stack(rng, ("linear", "relu"), ("max", "min", "sum"), 3, whole=True),
        rng.integers(0, 256, (1, 20, 20)),
    )
    for maps, made in zip(
        outputs(stack, image), worked(calculator, stack, image.astype(float))["maps"], strict=True
    ):
        assert np.array(made).reshape(maps.shape).tolist() == maps.tolist()


def test_what_does_not_fit_or_takes_too_long_stops_where_python_refuses(calculator):
    stack, image = PRESETS["deep"].stack, np.zeros((1, 12, 12))
    found = worked(calculator, stack, image)
    assert not found["isWhole"]
    with pytest.raises(CnnvizError):
        costs(stack, image.shape)
    image = np.zeros((1, 64, 64))
    found = costs(stack, image.shape)
    looked_at = [
        int(np.prod(made)) * one.size**2
        for made, one in zip(found.shapes, stack, strict=True)
        if isinstance(one, Pool)
    ]
    work = found.multiplications + sum(looked_at)
    assert worked(calculator, stack, image, most={**MOST, "work": work})["isWhole"]
    assert not worked(calculator, stack, image, most={**MOST, "work": work - 1})["isWhole"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_layer_behind_one_with_other_maps_gets_as_many_sheets(calculator, count):
    text = write_stack(PRESETS["squares"].stack)
    first, second = read_stack(calculator.evaluate(FITTED, [text, count]))
    assert (len(first.filters), second.filters.shape[1]) == (count, count)
    np.testing.assert_array_equal(second.filters[0], PRESETS["squares"].stack[1].filters[0, :count])
