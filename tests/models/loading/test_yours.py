"""A network that was loaded is a model like any other: its names, how pictures come to it, its code."""

import io

import numpy as np
import pytest
import torch
from torch import nn

from cnnviz import images
from cnnviz.errors import WeightsError
from cnnviz.models.garments import GARMENTS, load_classifier, load_gallery
from cnnviz.models.loading.opened import Typed, fill_in, open_file
from cnnviz.models.loading.prepare import FRAMES, preparation, ways
from cnnviz.models.loading.told import Told
from cnnviz.models.loading.typed import read_deviation, read_labels, read_mean
from cnnviz.network.prepare import WORKING_SIDE, Preparation
from cnnviz.network.weights import save
from cnnviz.scripts import INPUT_FILE, LAYERS_FILE, WEIGHTS_FILE, layer_script, network_script
from tests.models.loading.exported import exported, ready

MEAN, DEVIATION = "0.485 0.456 0.406", "[0.229, 0.224, 0.225]"


@pytest.fixture(scope="module")
def colours(tmp_path_factory):
    """A network of colour pictures, 24 rows of 32 columns, and the file that the script makes of it."""
    network = nn.Sequential(
        nn.Conv2d(3, 6, 3, padding=1),
        nn.ReLU(),
        nn.BatchNorm2d(6),
        nn.AvgPool2d(2),
        nn.Flatten(),
        nn.Linear(6 * 12 * 16, 8),
        nn.ReLU(),
        nn.Linear(8, 3),
    )
    shape = (3, 24, 32)
    return network, exported(ready(network, shape), shape, tmp_path_factory.mktemp("colours"))


def normalised(picture):
    """What torchvision's Normalize makes of a picture of 0 to 1."""
    mean = np.float32([0.485, 0.456, 0.406])[:, None, None]
    return (picture - mean) / np.float32([0.229, 0.224, 0.225])[:, None, None]


def test_a_picture_is_prepared_in_colours_and_gets_the_scores_that_torch_gives(colours):
    network, data = colours
    typed = Typed("cat, \"dog\"; a 'bird'", mean=MEAN, deviation=DEVIATION)
    model = fill_in(open_file("net.npz", data), typed).model()
    assert model.labels == ("cat", "dog", "a 'bird'".strip("'"))
    photo = images.load_sample("cat")
    prepared = model.about.prepare(photo, Preparation())
    assert prepared.input.shape == model.about.image_shape == (3, 24, 32)
    found = model.predict(prepared.input)
    with torch.no_grad():
        expected = network(torch.tensor(normalised(prepared.input))[None]).numpy()[0]
    np.testing.assert_allclose(found.logits, expected, atol=1e-4)
    assert model.layer_names[0] == "scale 1"
    np.testing.assert_allclose(found.activations[0], normalised(prepared.input), atol=1e-5)


def test_where_white_is_255_the_network_gets_such_numbers(colours):
    _, data = colours
    model = fill_in(open_file("net.npz", data), Typed(white="255", mean="127.5", deviation="2")).model()
    picture = np.random.default_rng(1).random((3, 24, 32), np.float32)
    np.testing.assert_allclose(model.predict(picture).activations[0], (255 * picture - 127.5) / 2, atol=1e-4)


def test_what_changes_nothing_is_no_layer(colours):
    assert open_file("net.npz", colours[1]).model().layer_names[0] == "conv 1"


@pytest.mark.parametrize("layer_index", [None, 0, 1, 3])
def test_the_scripts_on_the_page_compute_it_in_numpy_and_in_torch(
    colours, layer_index, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    typed = Typed('a "quoted", b, c', mean=MEAN, deviation=DEVIATION)
    model = fill_in(open_file("net.npz", colours[1]), typed).model()
    picture = np.random.default_rng(2).random((3, 24, 32), np.float32)
    found = model.predict(picture)
    np.save(INPUT_FILE, picture)
    (tmp_path / LAYERS_FILE).write_bytes(model.archive(found))
    save(tmp_path / WEIGHTS_FILE, model.network)
    if layer_index is None:
        script, expected = (
            network_script(model.network, model.layer_names, model.labels, shape=model.about.shape),
            found.probabilities,
        )
    else:
        script = layer_script(model.network, model.layer_names, layer_index, model.about.shape)
        expected = found.activations[layer_index]
    for code in (script.numpy, script.torch):
        names = {}
        exec(code, names)
        np.testing.assert_allclose(np.asarray(names["output"]), expected, atol=2e-5)


def test_what_the_page_saves_can_be_loaded_again(tmp_path):
    network = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 26 * 26, 3))
    opened = open_file("net.npz", exported(network, (3, 28, 28), tmp_path))
    model = fill_in(opened, Typed(mean=MEAN, deviation=DEVIATION)).model()
    file = io.BytesIO()
    save(file, model.network)
    again = open_file("again.npz", file.getvalue()).model()
    picture = np.random.default_rng(4).random((3, 28, 28), np.float32)
    np.testing.assert_array_equal(again.predict(picture).logits, model.predict(picture).logits)


def test_a_network_that_was_saved_here_knows_garments_and_is_the_same():
    shipped, gallery = load_classifier(), load_gallery()
    file = io.BytesIO()
    save(file, shipped.network)
    opened = open_file("cnnviz-live.npz", file.getvalue())
    model = opened.model()
    assert (model.labels, model.about.shape, opened.typed.way) == (GARMENTS.labels, (1, 28, 28), GARMENTS.key)
    np.testing.assert_array_equal(
        model.predict(gallery.images[7]).logits, shipped.predict(gallery.images[7]).logits
    )
    photo = images.load_sample("sneaker")
    np.testing.assert_array_equal(
        model.about.prepare(photo, Preparation()).input, GARMENTS.prepare(photo, Preparation()).input
    )


@pytest.mark.parametrize("way", FRAMES)
@pytest.mark.parametrize("shape", [(3, 16, 16), (1, 20, 12), (3, 8, 64)])
@pytest.mark.parametrize("size", [(50, 90), (3, 90, 50), (3, 7, 7)])
def test_a_picture_keeps_its_proportions(way, shape, size):
    ramp = np.broadcast_to(np.linspace(0, 255, size[-1], dtype=np.float32), size)
    prepared = preparation(Told((), way), shape)(ramp, Preparation())
    assert prepared.input.shape == (shape[1:] if shape[0] == 1 else shape)
    assert (prepared.input.dtype, prepared.input.min() >= 0, prepared.input.max() <= 1) == (
        np.float32,
        True,
        True,
    )
    rows, columns = prepared.steps[-2].picture.shape[-2:]
    assert rows / columns == pytest.approx(shape[1] / shape[2], rel=1.5 / min(rows, columns))
    kept = min(rows, size[-2]) * min(columns, size[-1])
    assert kept == rows * columns if way == "cut" else kept == size[-2] * size[-1]


@pytest.mark.parametrize(
    ("shape", "size"), [((3, 4, 64), (3, 448, 2)), ((1, 64, 4), (1, 448)), ((1, 4, 64), (448, 1))]
)
def test_all_of_a_long_picture_on_an_input_that_is_long_across_it_takes_little_memory(shape, size):
    bright = np.full(size, 255, np.float32)
    prepared = preparation(Told((), "whole"), shape)(bright, Preparation())
    canvas = prepared.steps[-2].picture
    assert canvas.size <= shape[0] * WORKING_SIDE**2
    assert max(canvas.shape[-2:]) == pytest.approx(2 * WORKING_SIDE, rel=0.2)
    np.testing.assert_allclose(prepared.input, 1, atol=1e-6)


def test_light_and_dark_are_swapped_where_that_is_asked_for():
    image = np.random.default_rng(3).random((3, 32, 32), np.float32) * 255
    plain, swapped = (
        preparation(Told((), invert=on), (3, 16, 16))(image, Preparation()) for on in (False, True)
    )
    np.testing.assert_allclose(swapped.input, 1 - plain.input, atol=1e-6)
    assert [step.title for step in swapped.steps] == ["Colours", "Swapped", "Cut", "16×16"]


def test_a_grey_input_may_be_prepared_as_a_model_that_ships_does_at_another_size():
    assert set(ways((1, 8, 8))) > set(ways((3, 8, 8))) == set(FRAMES)
    prepared = preparation(Told((), GARMENTS.key), (1, 8, 8))(images.load_sample("boot"), Preparation())
    assert (prepared.input.shape, prepared.steps[-1].title) == ((8, 8), "8×8")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ("class 0", "class 1", "class 2")),
        ("a,b;c", ("a", "b", "c")),
        ("a\n b \nc\n", ("a", "b", "c")),
        ("cats, small\ndogs\nélan", ("cats, small", "dogs", "élan")),
        ("'a', \"b\", c,", ("a", "b", "c")),
    ],
)
def test_names_are_read_as_people_write_them(text, names):
    assert read_labels(text, 3) == names


@pytest.mark.parametrize(
    ("read", "sentence"),
    [
        (lambda: read_labels("a, b", 3), "2 names for 3 scores; type one name for each"),
        (lambda: read_labels("a, a", 2), "two classes are called “a”"),
        (lambda: read_labels("a\n" + "b" * 41, 2), "longer than 40 letters"),
        (lambda: read_labels("a\0, b", 2), "can't be shown"),
        (lambda: read_labels("a" * 4001, 2), "at most 4000"),
        (lambda: read_mean("1 2", 3), "has 2 numbers; type one number, or 3, one for each channel"),
        (lambda: read_mean("0,5", 1), "has 2 numbers; type one number, with points as in 0.5"),
        (lambda: read_mean("much", 1), "reads “much”, which is no number"),
        (lambda: read_mean("", 1), "has 0 numbers"),
        (lambda: read_mean("2e9", 1), "too large"),
        (lambda: read_mean("1e999", 1), "no number"),
        (lambda: read_mean("1 " * 101, 3), "at most 200"),
        (lambda: read_deviation("0.5 0 0.5", 3), "can't be divided by"),
        (lambda: read_deviation("-1", 1), "can't be divided by"),
    ],
)
def test_what_is_typed_wrongly_is_said_in_a_sentence(read, sentence):
    with pytest.raises(WeightsError, match=sentence):
        read()


def test_only_ways_of_the_list_and_inputs_that_fit_are_taken(colours):
    opened = open_file("net.npz", colours[1])
    assert opened.shapes == ((3, 24, 32),)
    for typed in (Typed(way="garments"), Typed(white="7")):
        with pytest.raises(WeightsError, match="choose one of the list"):
            fill_in(opened, typed).model()
    with pytest.raises(WeightsError, match="does not fit"):
        fill_in(opened, Typed(), (3, 32, 32))
