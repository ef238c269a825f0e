"""What the browser makes of a series, and says of it, is what cnnviz makes and says."""

import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from cnnviz.series import HOW, PADDINGS, Filtered, Match, find_peaks, packed, write_series

TELL = """async (tasks) => {
  const found = await import("/assets/components/cnnviz/series.js");
  return tasks.map((task) => {
    const fault = found.seriesFault(task);
    if (fault) return { fault };
    const output = found.filtered(task);
    return {
      fault, output, span: found.spanOf(task), sides: found.sidesOf(task),
      traces: output.map((_, at) => found.seriesTrace(task, output, at)),
      places: output.map((_, at) => found.placeAt(task, at)),
      peaks: found.peaksOf(output, Math.floor(found.spanOf(task) / (2 * task.stride))),
    };
  });
}"""
MATCHES = """async (tasks) => {
  const { matchWeights } = await import("/assets/components/cnnviz/series.js");
  return tasks.map(({ values, match }) => matchWeights(values, match));
}"""
TEXTS = """async (texts) => {
  const { readSeries, writeSeries } = await import("/assets/components/cnnviz/series_text.js");
  return texts.map((text) => [readSeries(text), writeSeries(readSeries(text))]);
}"""


def drawn(seed):
    rng = np.random.default_rng(seed)
    count, taps = rng.integers(2, 30), rng.integers(1, 25)
    scale = 1 if rng.random() < 0.6 else 0.37
    values, kernel = (rng.integers(-9, 10, size).astype(float) * scale for size in (count, taps))
    padding = list(PADDINGS)[rng.integers(len(PADDINGS))]
    stride, dilation = (int(number) for number in rng.integers(1, 4, 2))
    return Filtered(values, kernel, padding, stride, dilation)


@pytest.fixture(scope="module")
def cases(calculator):
    """Many tasks, those that can't be among them, with what the browser says of each."""
    made = [drawn(seed) for seed in range(200)]
    tasks = [{"values": one.values.tolist(), "kernel": one.kernel.tolist(), **one.options} for one in made]
    return list(zip(made, calculator.evaluate(TELL, tasks), strict=True))


def test_what_cannot_be_is_said_in_the_same_words(cases):
    refused = 0
    for made, told in cases:
        if told["fault"]:
            with pytest.raises(CnnvizError) as error:
                made.output  # noqa: B018
            assert str(error.value) == told["fault"]
            refused += 1
        else:
            assert made.output.size == len(told["output"])
    assert 10 < refused < len(cases) - 100


def test_outputs_places_and_peaks_are_the_same(cases):
    for made, told in cases:
        if told["fault"]:
            continue
        np.testing.assert_allclose(told["output"], made.output, atol=1e-9)
        assert (told["span"], tuple(told["sides"])) == (made.span, made.sides)
        assert told["places"] == [made.place(at) for at in range(made.output.size)]
        apart = made.span // (2 * made.stride)
        assert told["peaks"] == find_peaks(np.array(told["output"]), apart)


def test_each_output_is_explained_by_the_same_numbers_in_the_same_words(cases):
    whole = 0
    for made, told in cases:
        if told["fault"]:
            continue
        for at, said in enumerate(told["traces"]):
            trace = made.trace(at)
            assert said["sources"] == trace.sources[0].tolist()
            assert said["products"] == trace.products[0].tolist()
            if made.output.tolist() == told["output"]:  # else the last bit may be another one
                assert said["sentence"] == trace.sentence()
                whole += 1
    assert whole > 500


def test_a_shape_that_is_cut_out_has_the_same_weights(calculator):
    rng = np.random.default_rng(3)
    tasks = []
    for _ in range(60):
        values = rng.integers(-3, 4, rng.integers(4, 40)).astype(float) * rng.choice([1, 0.37])
        match = [int(rng.integers(0, values.size)), int(rng.integers(2, 12)), str(rng.choice(list(HOW)))]
        tasks.append({"values": values.tolist(), "match": match})
    tasks.append({"values": [5.0] * 9, "match": [1, 4, "norm"]})
    for task, told in zip(tasks, calculator.evaluate(MATCHES, tasks), strict=True):
        match = Match(*task["match"])
        if told["fault"]:
            with pytest.raises(CnnvizError) as error:
                match.weights(np.array(task["values"]))
            assert str(error.value) == told["fault"]
        else:
            assert told["weights"] == match.weights(np.array(task["values"])).tolist()


def test_a_series_is_read_and_written_alike(calculator):
    rng = np.random.default_rng(4)
    series = [np.array([2, 2.5, -8, 1e-7]), rng.normal(size=30), rng.normal(size=900) * 1e4]
    texts = [write_series(one) for one in series]
    for one, (numbers, text) in zip(series, calculator.evaluate(TEXTS, texts), strict=True):
        assert numbers == packed(one).tolist()
        if len(text) <= 600:
            assert packed([float(word) for word in text.split(" ")]).tolist() == numbers
