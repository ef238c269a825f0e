"""Normal map: row C16 of the curriculum, read off what the page sends and saves."""

import csv
import io

import numpy as np
import pytest
from PIL import Image

from cnnviz import images
from cnnviz.normal_map import Light, NormalMap, lit
from pages.ui.normal_map.examples import EXAMPLES
from tests.pages.restored.opened import Opened

MATRIX = "0 0 0 9\n0 0 9 9\n0 9 9 9\n9 9 9 9"


def opened(**query):
    return Opened("normal_map", {key: [text] for key, text in query.items()})


def fields(page):
    return page.view("normal_map")["fields"]


def saved(page):
    return page.saved("cnnviz-normal-map", ".npy")


def picture(page):
    """The colours that the saved picture has, (H, W, 3)."""
    (make,) = [make for name, make in page.files.items() if name.endswith(".png")]
    return np.asarray(Image.open(io.BytesIO(make())).convert("RGB"))


def test_C16_a_flat_area_is_saved_as_128_128_255():
    page = opened(img="matrix", matrix="5 5 5\n5 5 5\n5 5 5")
    assert (picture(page) == (128, 128, 255)).all()
    np.testing.assert_array_equal(saved(page), np.zeros((3, 3, 3)) + np.array([0, 0, 1])[:, None, None])


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"nm_strength": "5", "nm_border": "constant"},
        {"nm_green": "directx", "nm_border": "wrap"},
        {"nm_strength": "0"},
    ],
)
def test_C16_the_normal_map_of_a_typed_matrix_follows_what_is_set(query):
    page = opened(img="matrix", matrix=MATRIX, **query)
    matrix = images.parse_matrix(MATRIX)
    made = NormalMap(
        matrix,
        int(query.get("nm_strength", 20)),
        float(np.ptp(matrix)),
        query.get("nm_border", "nearest"),
        query.get("nm_green", "opengl"),
    )
    np.testing.assert_allclose(saved(page), made.vectors, rtol=1e-12)
    small = picture(page)
    times = len(small) // len(matrix)
    np.testing.assert_array_equal(small[::times, ::times], made.colours)


def test_C16_a_photos_vectors_have_length_1_and_its_picture_is_saved():
    page = opened(img="cat")
    vectors = saved(page)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=0), 1, rtol=1e-9)
    assert picture(page).shape == (*vectors.shape[1:], 3)


def test_what_the_view_sets_stands_in_the_address_and_is_restored():
    page = opened(img="matrix", matrix=MATRIX)
    for field, value in {
        "nm_strength": 7,
        "nm_border": "mirror",
        "nm_green": "directx",
        "nm_surface": "picture",
        "nm_height": 55,
        "light": [10, 990],
        "at": [0, 1, 2],
    }.items():
        page.react("normal_map", field, value)
    other = opened(**page.address)
    assert fields(other) == fields(page)
    made = NormalMap(images.parse_matrix(MATRIX), 7, 9, "mirror", "directx")
    np.testing.assert_allclose(saved(other), made.vectors, rtol=1e-12)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nm_strength", 65),
        ("nm_border", "black"),
        ("light", [0, 1001]),
        ("light", [0]),
        ("light", "0_0"),
        ("at", [0, -1, 0]),
        ("example", "none"),
    ],
)
def test_what_no_view_sends_changes_nothing(field, value):
    page = opened()
    before = fields(page)
    page.react("normal_map", field, value)
    assert fields(page) == before
    assert page.address == {}


@pytest.mark.parametrize("key", EXAMPLES)
def test_an_example_sets_what_its_link_restores(key):
    page = opened(img="cat", nm_strength="3", nm_border="wrap", nm_at="0.1.1")
    page.react("normal_map", "example", key)
    linked = opened(**EXAMPLES[key].query)
    assert fields(page) == fields(linked)
    np.testing.assert_array_equal(saved(opened(**page.address)), saved(linked))


def test_the_numbers_around_a_pixel_can_be_saved_as_a_table():
    page = opened(img="matrix", matrix=MATRIX, nm_at="0.1.2", nm_light="0_1000")
    (make,) = [make for name, make in page.files.items() if name.endswith(".csv")]
    rows = [
        {key: float(text) for key, text in row.items()}
        for row in csv.DictReader(io.StringIO(make().decode()))
    ]
    made = NormalMap(images.parse_matrix(MATRIX), 20, 9)
    brightness = lit(made.vectors, Light(0, 1000, 30))
    assert len(rows) == brightness.size
    for row in rows:
        at = int(row["row"]), int(row["column"])
        assert [row["red"], row["green"], row["blue"]] == made.colours[at].tolist()
        assert [row["x"], row["y"], row["z"]] == made.vectors[:, *at].tolist()
        assert [row["across"], row["down"]] == made.sums[:, *at].tolist()
        assert row["brightness"] == brightness[at]


@pytest.mark.parametrize(
    ("typed", "right", "said"),
    [("27", True, "Right"), ("-27", False, "left column minus the right"), ("0", False, "")],
)
def test_a_predicted_sum_is_judged_and_no_file_gives_it_away(typed, right, said):
    page = opened(img="matrix", matrix=MATRIX, nm_at="0.1.1", predict="true")
    assert saved(page) is None
    assert not [name for name in page.files if name.endswith(".csv")]
    page.react("normal_map", "guess", {"kind": "value", "typed": typed, "at": [0, 0, 0]})
    verdict = page.view("normal_map")["verdicts"]["value"]
    assert verdict["right"] == right
    assert said in verdict["sentence"]


def test_C16_the_code_on_the_page_gives_the_picture_that_is_saved():
    page = opened(img="matrix", matrix=MATRIX, nm_border="mirror", nm_green="directx", code="true")
    *_, in_numpy, in_torch = (element.value for element in page.app.code)
    small = picture(page)
    times = len(small) // 4
    for code in (in_numpy, in_torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        np.testing.assert_allclose(names["output"].astype(int), small[::times, ::times], atol=1)
