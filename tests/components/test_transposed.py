"""What the browser makes of a transposed convolution, and says of it, is what cnnviz makes and says."""

import numpy as np
import pytest

from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.transposing import Transposing

TELL = """async (tasks) => {
  const found = await import("/assets/components/cnnviz/operations/transposed.js");
  const beside = await import("/assets/components/cnnviz/resized.js");
  const traces = ({ columns, values }, trace) =>
    values.map((_, i) => trace(Math.floor(i / columns), i % columns));
  return tasks.map((task) => {
    const common = {
      fault: found.faultOf(task), back: beside.thereAndBack(task),
      even: beside.evenCoverage(task), smooth: ["nearest", "bilinear"].map((mode) => {
        const resized = beside.resized(task, mode);
        return [resized, beside.convolvedSame(resized, task.kernel, task.dilation)];
      }),
      sizes: found.lengthsOf(task).map(({ size }) => size),
    };
    if (common.fault) return common;
    const output = found.transposed(task);
    return {
      ...common, output, coverage: found.coverageOf(task), phases: found.phasesOf(task),
      part: found.transposed(task, task.input.values.length >> 1),
      gathers: traces(output, (row, column) => found.gathered(task, output, row, column)),
      scatters: traces(task.input, (row, column) => found.scattered(task, row, column)),
    };
  });
}"""


def matrix(values):
    rows, columns = values.shape
    return {"rows": rows, "columns": columns, "values": values.ravel().tolist()}


def numbers(told):
    return np.array(told["values"]).reshape(told["rows"], told["columns"])


def drawn(seed):
    rng = np.random.default_rng(seed)
    size, taps = rng.integers(1, 6, 2), rng.integers(1, 5, 2)
    if rng.random() < 0.4:
        size[0] = taps[0] = 1
    scale = 1 if rng.random() < 0.6 else 0.37
    values, kernel = (rng.integers(-9, 10, sides).astype(float) * scale for sides in (size, taps))
    options = (int(number) for number in rng.integers((1, 0, 0, 1), (5, 4, 3, 4)))
    return Transposing(values, kernel, *options)


@pytest.fixture(scope="module")
def cases(calculator):
    """Many tasks, those that can't be among them, with what the browser says of each."""
    made = [drawn(seed) for seed in range(120)]
    tasks = [{"input": matrix(one.values), "kernel": matrix(one.kernel), **one.options} for one in made]
    return list(zip(made, calculator.evaluate(TELL, tasks), strict=True))


@pytest.fixture(scope="module")
def fitting(cases):
    return [(made, told) for made, told in cases if not told["fault"]]


def test_what_cannot_be_is_said_in_the_same_words(cases):
    refused = 0
    for made, told in cases:
        if told["fault"]:
            with pytest.raises(ShapeError) as error:
                made.sizes  # noqa: B018
            assert str(error.value) == told["fault"]
            refused += 1
        else:
            assert told["sizes"][-len(made.sizes) :] == [size.size for size in made.sizes]
    assert 10 < refused < len(cases) - 40


def test_outputs_and_coverage_are_the_same_to_the_last_bit(fitting):
    for made, told in fitting:
        assert numbers(told["output"]).tolist() == made.output.tolist()
        assert numbers(told["coverage"]).tolist() == made.coverage.tolist()
        counts, sums = made.phases
        assert told["phases"] == {"counts": counts.ravel().tolist(), "sums": sums.ravel().tolist()}


def test_a_part_of_the_inputs_adds_up_to_what_they_alone_give(fitting):
    for made, told in fitting:
        some = made.values.copy()
        some.ravel()[some.size // 2 + 1 :] = 0
        alone = Transposing(some, made.kernel, **made.options)
        np.testing.assert_allclose(numbers(told["part"]), alone.output, atol=1e-12)


def test_each_output_is_gathered_from_the_same_inputs_in_the_same_words(fitting):
    for made, told in fitting:
        for at, said in zip(np.ndindex(made.output.shape), told["gathers"], strict=True):
            trace = made.gather(*at)
            assert said["sentence"] == trace.sentence()
            assert said["met"] == trace.met.ravel().tolist()
            assert said["products"] == trace.products.ravel().tolist()


def test_each_input_is_scattered_to_the_same_outputs_in_the_same_words(fitting):
    for made, told in fitting:
        for at, said in zip(np.ndindex(made.values.shape), told["scatters"], strict=True):
            trace = made.scatter(*at)
            assert said["sentence"] == trace.sentence()
            assert said["stamp"] == trace.stamp.ravel().tolist()
            assert said["targets"][-len(trace.targets) :] == [one.tolist() for one in trace.targets]


def test_resizing_and_then_convolving_is_the_same(cases):
    for made, told in cases:
        for mode, (resized, smooth) in zip(("nearest", "bilinear"), told["smooth"], strict=True):
            np.testing.assert_allclose(numbers(resized), made.resized(mode), atol=1e-12)
            np.testing.assert_allclose(numbers(smooth), made.smooth(mode), atol=1e-9)
            assert numbers(told["even"]).tolist() == made.smooth_coverage(mode).tolist()


def test_there_and_back_is_the_same(cases):
    led_back = 0
    for made, told in cases:
        try:
            back = made.back()
        except CnnvizError:
            assert told["back"] is None
            continue
        np.testing.assert_allclose(numbers(told["back"]["convolved"]), back.convolved, atol=1e-9)
        np.testing.assert_allclose(numbers(told["back"]["restored"]), back.restored, atol=1e-9)
        assert tuple(told["back"]["rest"][-len(back.output_padding) :]) == back.output_padding
        led_back += 1
    assert led_back > len(cases) // 2
