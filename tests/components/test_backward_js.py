"""What the browser makes of a training step, and says of each number, is what cnnviz makes and says."""

from dataclasses import replace

import numpy as np
import pytest

from cnnviz.backward import TITLES, numbers, sentence
from cnnviz.errors import ShapeError
from tests.backward.steps import LESSON, drawn

TELL = """async ({ tasks, names, steps, nudge }) => {
  const found = await import("/assets/components/cnnviz/backward.js");
  const words = await import("/assets/components/cnnviz/backward_words.js");
  return tasks.map((task) => {
    const step = found.stepOf(task);
    if (step.fault) return { fault: step.fault };
    const told = names.map((name) => {
      const of = words.numbersOf(step, name);
      const said = of ? found.placesOf(of).map((at) => words.traceOf(step, name, at)) : [];
      return [name, { of, said }];
    });
    const run = found.runOf(task, steps).map(({ prediction, loss }) => [prediction, loss]);
    return { numbers: Object.fromEntries(told), run, slope: found.slopeOf(step, 0, nudge) };
  });
}"""
STEPS, NUDGE = 6, 0.01


def matrix(values):
    rows, columns = values.shape
    return {"rows": rows, "columns": columns, "values": values.ravel().tolist()}


def task(step):
    names = ("target", "rate", "stride", "padding", "relu", "pool", "reduce")
    given = {name: getattr(step, name) for name in names}
    return {"input": matrix(step.input), "weight": matrix(step.weight), **given}


def told_of(calculator, steps):
    given = {"tasks": [task(one) for one in steps], "names": list(TITLES), "steps": STEPS, "nudge": NUDGE}
    return list(zip(steps, calculator.evaluate(TELL, given), strict=True))


@pytest.fixture(scope="module")
def cases(calculator):
    return told_of(calculator, [LESSON, *map(drawn, range(40))])


def test_every_number_is_the_same(cases):
    for step, told in cases:
        for name in TITLES:
            of, mine = told["numbers"][name]["of"], numbers(step, name)
            assert (of is None) == (mine.size == 0)
            if of is not None:
                assert (of["rows"], of["columns"]) == mine.shape
                np.testing.assert_allclose(of["values"], mine.ravel(), atol=1e-12)


def test_every_number_is_explained_in_the_same_words(cases):
    for step, told in cases:
        if step.weight.max() % 1:  # sums that are not exact may be rounded elsewhere
            continue
        for name in TITLES:
            said = [one["sentence"] for one in told["numbers"][name]["said"]]
            assert said == [sentence(step, name, at) for at in np.ndindex(numbers(step, name).shape)]


def test_what_is_marked_in_the_gradient_of_a_weight_is_what_it_is_added_up_from(cases):
    for step, told in cases:
        gradient = step.gradients["conv"]
        for at, one in zip(np.ndindex(step.weight.shape), told["numbers"]["dw"]["said"], strict=True):
            assert one["marks"]["dz"] == np.argwhere(gradient).tolist()
            assert one["marks"]["w"] == [list(at)]


def test_further_steps_and_the_nudged_slope_are_the_same(cases):
    for step, told in cases:
        run = [(one.prediction, one.loss) for one in step.run(STEPS)]
        np.testing.assert_allclose(told["run"], run, rtol=1e-9, atol=1e-9)
        assert told["slope"] == pytest.approx(step.slope((0, 0), NUDGE), rel=1e-6, abs=1e-9)


def test_a_run_that_diverges_ends_where_python_ends_it(calculator):
    step = replace(LESSON, rate=9.0)
    ((_, told),) = told_of(calculator, [step])
    assert len(told["run"]) == len(step.run(STEPS)) < STEPS


@pytest.mark.parametrize("changed", [{"weight": np.ones((4, 1))}, {"pool": 3}])
def test_what_does_not_fit_is_said_in_the_same_words(calculator, changed):
    step = replace(LESSON, **changed)
    ((_, told),) = told_of(calculator, [step])
    with pytest.raises(ShapeError) as error:
        _ = step.loss
    assert told["fault"] == str(error.value)
