"""What the browser makes of a volume, says of it and draws of it in space is what cnnviz makes and says."""

import numpy as np
import pytest

from cnnviz.volumes import (
    KERNELS,
    LARGEST,
    SHAPES,
    SMALLEST,
    Convolved,
    kept_kernel,
    kept_shape,
    read_kernel,
    read_shape,
    shape,
)

SHAPED = """async ([keys, sizes]) => {
  const { shapeOf } = await import("/assets/components/cnnviz/volume.js");
  return keys.map((key) => sizes.map((n) => shapeOf(key, n)));
}"""
TELL = """async (tasks) => {
  const found = await import("/assets/components/cnnviz/volume.js");
  return tasks.map((task) => {
    const output = found.convolvedVolume(task);
    const places = found.placesIn(found.outputSize(task));
    return { output, traces: places.map((place) => found.volumeTrace(task, output, place)) };
  });
}"""
READ = """async (texts) => {
  const { voxelNumbers } = await import("/assets/components/cnnviz/volume_text.js");
  return texts.map(voxelNumbers);
}"""
RESIZED = """async ([text, sizes]) => {
  const { resizedSlices } = await import("/assets/components/cnnviz/volume_text.js");
  return sizes.map((size) => resizedSlices(text, size));
}"""
FACES = """async ([isShown, n, turns]) => {
  const { facesOf, stepsOf } = await import("/assets/components/series/volume_solid.js");
  return turns.map((turn) => facesOf(isShown, [n, n, n], stepsOf(turn)));
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
    made += [
        Convolved(rng.integers(-4, 5, size).astype(float), rng.integers(-3, 4, taps).astype(float), *options)
        for size in ((3, 4, 6), (5, 3, 4))
        for taps in ((1, 1, 1), (1, 3, 3), (3, 2, 1), (2, 2, 2))
        for options in ((0, 1), (1, 2), (2, 1))
    ]
    tasks = [
        {
            "values": one.values.ravel().tolist(),
            "size": one.values.shape,
            "kernel": one.kernel.ravel().tolist(),
            "taps": one.kernel.shape,
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


WEIGHTS = [
    "1 2 3\n-4 5 6",
    "0 1; 1/2 0\n-1 1e-3; .5 2",
    "1 0 -1; 2 0 -2; 1 0 -1\n0 0 0; 0 0 0; 0 0 0\n1 2 3; 4 5 6; 7 8 9",
    KERNELS["laplacian"].text,
    KERNELS["average"].text,
    "7",
    "1e-7 2\n\n3 -1e6",
]
#: In ways that the browser by itself does not read.
OTHERWISE = [
    "0,1,0; 1,1,1; 0,1,0",
    "0, 1, 0\n1, 1, 1",
    "[0 1 0; 1 1 1]",
    "(1 + 2) 1 0; 0 1 / 2 −1",
    "1\t2,5\n3\t4",
    "2 * [1 2; 3 4]",
    "½ 0.1",
    "1 2\x0b3 4",
    "1 2\r\n3 4",
    ";".join(["1 2 3 4 5 6 7 8 9"] * 3),
]


@pytest.mark.parametrize(
    ("texts", "read", "kept"),
    [
        (WEIGHTS, read_kernel, kept_kernel),
        (OTHERWISE, read_kernel, kept_kernel),
        (["\n".join(["0 1 2.5; −1 ½ 0; 0 0 1e2"] * 3)], read_shape, kept_shape),
        (["\n".join([";".join(["1,2,3,4,5"] * 4)] * 3)], read_shape, kept_shape),
    ],
)
def test_what_python_keeps_of_a_text_the_browser_reads_as_the_same_numbers(calculator, texts, read, kept):
    for text, told in zip(texts, calculator.evaluate(READ, [kept(text) for text in texts]), strict=True):
        assert told["size"] == list(read(text).shape)
        assert told["values"] == read(text).ravel().tolist()


def test_only_what_the_browser_does_not_read_is_written_anew():
    assert [kept_kernel(text) for text in WEIGHTS] == WEIGHTS
    assert all(kept_kernel(text) != text for text in OTHERWISE)


def test_a_kernel_that_becomes_smaller_keeps_its_middle_and_comes_back_with_zeros(calculator):
    columns = KERNELS["columns"].text
    (one, flat, again) = calculator.evaluate(RESIZED, [columns, [[1, 1, 3], [1, 3, 3], [3, 3, 3]]])
    assert read_kernel(one).tolist() == [[[-1, 0, 1]]]
    assert read_kernel(flat).tolist() == [[[-1, 0, 1]] * 3]
    assert again == columns
    (wide,) = calculator.evaluate(RESIZED, [one, [[3, 3, 3]]])
    kernel = read_kernel(wide)
    assert kernel[1, 1].tolist() == [-1, 0, 1]
    assert np.count_nonzero(kernel) == 2


def test_a_kernel_that_is_stepped_down_and_up_again_has_its_middle_where_it_was(calculator):
    text = "\n".join(["1 2 3 4 5 6 7 8 9"] * 3)
    for way in ([2, 1, 2, 3], [1, 3], [2, 3]):
        for count in way:
            (text,) = calculator.evaluate(RESIZED, [text, [[count] * 3]])
            kernel = read_kernel(text)
            assert kernel.shape == (count,) * 3
            assert kernel[count // 2, count // 2, count // 2] == 5


def test_of_a_cube_three_sides_are_seen_at_most_and_those_behind_are_drawn_first(calculator):
    size, turns = 4, [[30, 25], [-120, -40], [0, 0], [90, 0]]
    told = calculator.evaluate(FACES, [[1] * size**3, size, turns])
    assert [len(faces) for faces in told] == [3 * size**2, 3 * size**2, size**2, size**2]
    alone = np.zeros((size,) * 3)
    alone[1, 1, 1] = alone[1, 1, 2] = 1
    (faces,) = calculator.evaluate(FACES, [alone.ravel().tolist(), size, turns[:1]])
    assert len(faces) == 2 * 3 - 1  # what the two voxels share is not seen
