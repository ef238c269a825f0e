"""A matrix of the learner's own: typed as text or over the numbers of a figure, kept in the address."""

import numpy as np
import pytest

from cnnviz import images, kernels, operators
from cnnviz.images import MATRIX_SIDE, MATRIX_TEXT
from pages.ui.inputs.own_matrix import NAME

MATRIX = images.parse_matrix("1/9 2 3; -4 5 600000; 7 8 9")
OWN = {"img": NAME, "matrix": kernels.to_text(MATRIX)}
HUBS = {"kernels": "kernels", "pooling": "pooling"}


def source(page, hub):
    """The numbers that the view shows."""
    return page.part(hub, "source").blocks["values"][0]


@pytest.mark.parametrize(("name", "hub"), HUBS.items())
def test_an_address_brings_the_matrix_exactly_and_keeps_it(visit, name, hub):
    page = visit(name, **OWN)
    assert np.array_equal(source(page, hub), MATRIX)
    assert page.address.items() >= OWN.items()
    assert not page.errors


def test_it_is_typed_in_every_way_that_kernels_are(visit):
    page = visit("kernels", img=NAME)
    page.app.text_area(key="matrix").set_value("[[0.5, −1/4], [1e3, 0]]")
    page.run()
    assert np.array_equal(source(page, "kernels"), images.parse_matrix("1/2 -.25; 1000 0"))
    assert page.address["matrix"] == "[[0.5, −1/4], [1e3, 0]]"


def test_the_answer_is_the_operators_answer_to_these_very_numbers(visit):
    page = visit("kernels", **OWN, kernel="box", pad="same")
    kernel = operators.on_grid(kernels.box(3)).astype(np.float64)
    answer = operators.conv2d(MATRIX.astype(np.float64), kernel, padding=1)
    assert np.array_equal(page.part("kernels", "result").blocks["values"][0], answer)


def test_numbers_off_the_grid_of_pictures_are_never_added_up_by_the_browser(visit):
    page = visit("kernels", **OWN, pad="number", pixels="64", kernel="box")
    result = page.part("kernels", "result")
    assert result.blocks["values"].shape == (1, result.header["height"], result.header["width"])


@pytest.mark.parametrize("by", ["link", "hand"])
def test_it_goes_along_to_the_next_page_and_comes_back(visit, by):
    page = visit("kernels", **(OWN if by == "link" else {}))
    if by == "hand":
        page.app.selectbox(key="img").set_value(NAME)
        page.run()
        page.app.text_area(key="matrix").set_value(OWN["matrix"])
        page.run()
    page.app.switch_page("pages/pooling.py")
    page.run()
    assert np.array_equal(source(page, "pooling"), MATRIX)
    assert page.address.items() >= OWN.items()
    page.app.switch_page("pages/kernels.py")
    page.run()
    assert np.array_equal(source(page, "kernels"), MATRIX)


@pytest.mark.parametrize(("name", "hub"), HUBS.items())
def test_numbers_typed_over_in_the_figure_make_it_the_learners_own(visit, name, hub):
    page = visit(name, img="binary")
    changed = images.load_sample("binary").copy()
    changed[2, 3] = -0.5
    page.react(hub, "pixels", kernels.to_text(changed))
    assert page.control("img").value == NAME
    assert page.control("matrix").value == kernels.to_text(changed)
    assert np.array_equal(source(page, hub), changed)
    assert page.address.items() >= {"img": NAME, "matrix": kernels.to_text(changed)}.items()


@pytest.mark.parametrize(
    "sent", ["", "x", "1 2; 3", "nan", "1" * (MATRIX_TEXT + 1), "1 " * (MATRIX_SIDE + 1), [[1]], {}, 7, True]
)
def test_what_no_view_would_send_changes_nothing(visit, sent):
    page = visit("kernels", **OWN)
    page.react("kernels", "pixels", sent)
    assert np.array_equal(source(page, "kernels"), MATRIX)
    assert page.address.items() >= OWN.items()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1 2\n3 x", "Row 1, column 1 reads 'x'"),
        ("1 2\n3", "Row 1, column 1 is missing"),
        ("nan", "finite"),
        ("1e7", "too large"),
        ("1 " * (MATRIX_SIDE + 1), f"at most {MATRIX_SIDE}"),
        ("", "no number"),
        ("<script>", "not a number"),
        ("\x00", "not a number"),
    ],
)
@pytest.mark.parametrize("by", ["hand", "link"])
def test_what_cannot_be_read_gets_a_sentence_and_what_was_there_stays(visit, text, says, by):
    page = visit("kernels", **(OWN if by == "hand" else {"img": NAME, "matrix": text}))
    before = source(page, "kernels")
    if by == "hand":
        page.app.text_area(key="matrix").set_value(text)
        page.run()
    assert any(says in error for error in page.errors)
    assert page.control("matrix").value == text
    assert np.array_equal(source(page, "kernels"), before)


def test_too_long_a_text_in_the_address_is_left_out(visit):
    page = visit("kernels", img=NAME, matrix="1" * (MATRIX_TEXT + 1))
    assert "matrix" not in page.address
    assert not page.errors


def test_random_numbers_are_as_many_as_there_were_and_stand_in_the_field(visit):
    page = visit("kernels", **OWN)
    page.app.button(key="matrix_random").click()
    page.run()
    drawn = source(page, "kernels")
    assert drawn.shape == MATRIX.shape
    assert set(np.unique(drawn)) <= set(range(10))
    assert np.array_equal(images.parse_matrix(page.address["matrix"]), drawn)


def test_only_matrices_that_are_looked_at_themselves_can_be_typed_over(visit):
    assert visit("kernels", img="binary").view("kernels")["pixels"]
    assert visit("kernels", **OWN).view("kernels")["pixels"]
    assert visit("pooling", **OWN).view("pooling")["pixels"]
    assert not visit("kernels", img="cat").view("kernels")["pixels"]
    assert not visit("kernels", img="digit-28").view("kernels")["pixels"]  # larger than what can be typed
    assert not visit("pooling", img="digit-28").view("pooling")["pixels"]
    assert not visit("pooling", **OWN, of="answer", pad="same").view("pooling")["pixels"]


def test_the_network_which_takes_pictures_is_offered_no_matrix(visit):
    page = visit("network", src="own")
    assert "Your matrix" not in page.app.selectbox(key="garment").options
    page = visit("network", src="own", garment=NAME)
    assert page.app.selectbox(key="garment").value != NAME
