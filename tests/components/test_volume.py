"""What the browser makes of a volume, says of it and draws of it in space is what cnnviz makes and says."""

import numpy as np
import pytest

from cnnviz.volumes import KERNELS, LARGEST, SHAPES, SMALLEST, Convolved, read_kernel, shape

SHAPED = """async ([keys, sizes]) => {
  const { shapeOf } = await import("/assets/components/cnnviz/volume.js");
  return keys.map((key) => sizes.map((n) => shapeOf(key, n)));
}"""
TELL = """async (tasks) => {
  const found = await import("/assets/components/cnnviz/volume.js");
  return tasks.map((task) => {
    const output = found.convolvedVolume(task);
    const places = found.placesIn(found.outputSide(task));
    return { output, traces: places.map((place) => found.volumeTrace(task, output, place)) };
  });
}"""
FACES = """async ([isShown, n, turns]) => {
  const { facesOf, stepsOf } = await import("/assets/components/series/volume_solid.js");
  return turns.map((turn) => facesOf(isShown, n, stepsOf(turn)));
}"""


def test_shapes_have_the_same_voxels(calculator):
    sizes = list(range(SMALLEST, LARGEST + 1, 3))
    told = calculator.evaluate(SHAPED, [list(SHAPES), sizes])
    for key, of_sizes in zip(SHAPES, told, strict=True):
        for size, voxels in zip(sizes, of_sizes, strict=True):
            assert voxels == shape(key, size).ravel().tolist()


@pytest.fixture(scope="module")
def cases(calculator):
    """Volumes under kernels, with what the browser says of each."""
    rng = np.random.default_rng(0)
    made = [
        Convolved(
            rng.integers(-4, 5, (5, 5, 5)).astype(float), rng.integers(-3, 4, (3, 3, 3)) * scale, *options
        )
        for scale in (1.0, 0.37)
        for options in ((0, 1), (1, 1), (2, 3), (1, 2))
    ]
    made += [Convolved(shape("letter", 6), read_kernel(one.text), 1) for one in KERNELS.values()]
    tasks = [
        {
            "values": one.values.ravel().tolist(),
            "n": len(one.values),
            "kernel": one.kernel.ravel().tolist(),
            **one.options,
        }
        for one in made
    ]
    return list(zip(made, calculator.evaluate(TELL, tasks), strict=True))


def test_outputs_are_the_same(cases):
    for made, told in cases:
        np.testing.assert_allclose(told["output"], made.output.ravel(), atol=1e-12)


def test_each_output_is_explained_by_the_same_numbers_in_the_same_words(cases):
    for made, told in cases:
        exact = made.output.ravel().tolist() == told["output"]
        for at, said in zip(np.ndindex(made.output.shape), told["traces"], strict=True):
            trace = made.trace(at)
            assert said["sources"] == [one.tolist() for one in trace.sources]
            assert said["products"] == trace.products[0].ravel().tolist()
            assert said["inside"] == (~trace.padded).ravel().tolist()
            if exact:
                assert said["sentence"] == trace.sentence()
    assert any(made.output.ravel().tolist() == told["output"] for made, told in cases)


def test_of_a_cube_three_sides_are_seen_at_most_and_those_behind_are_drawn_first(calculator):
    size, turns = 4, [[30, 25], [-120, -40], [0, 0], [90, 0]]
    told = calculator.evaluate(FACES, [[1] * size**3, size, turns])
    assert [len(faces) for faces in told] == [3 * size**2, 3 * size**2, size**2, size**2]
    alone = np.zeros((size,) * 3)
    alone[1, 1, 1] = alone[1, 1, 2] = 1
    (faces,) = calculator.evaluate(FACES, [alone.ravel().tolist(), size, turns[:1]])
    assert len(faces) == 2 * 3 - 1  # what the two voxels share is not seen
