"""The Kernels page over the extremes of its controls, without a browser."""

import io

import numpy as np
import pytest
from PIL import Image

from cnnviz.figures.film_drawing import OUTPUT, Cells
from cnnviz.figures.palettes import LIGHT
from cnnviz.geometry import ceil_padding
from cnnviz.kernels import CATALOGUE
from tests.pages.restored.opened import Opened

BINARY = "binary"


def fits_together(page):
    """Check that a source, windows and a result are there that belong together."""
    source, windows, result = (page.part("kernels", name) for name in ("source", "windows", "result"))
    assert (result.header["source"], result.header["windows"]) == (source.header["id"], windows.header["id"])
    assert result.header["height"] == len(windows.blocks["rows"])
    assert result.header["width"] == len(windows.blocks["columns"])


def values(page):
    """The numbers of the output, row by row, of a small map."""
    (plane,) = page.part("kernels", "result").blocks["values"]
    return plane.tolist()


def extremes(parameter):
    return parameter.choices or (parameter.low, parameter.high)


@pytest.mark.parametrize("name", list(CATALOGUE))
def test_C2_a_kernel_answers_at_the_extremes_of_its_parameters(visit, name):
    page = visit("kernels", kernel=name, img="cat")
    assert not page.errors
    for parameter in CATALOGUE[name].parameters:
        if parameter.name == "text":
            continue
        key = f"{name}_{parameter.name}"
        for value in extremes(parameter):
            wanted = str(value) if parameter.choices else value
            page.slide(key, wanted)
            assert page.slid[key] == wanted
            in_address = page.address.get(key, str(parameter.default))
            assert in_address == wanted if parameter.choices else float(in_address) == value
            assert not page.errors
            assert page.part("kernels", "result").header["height"] > 0


@pytest.mark.parametrize(
    "query",
    [
        {"stride": "32"},
        {"stride": "32", "rest": "pad"},
        {"stride": "7", "rest": "crop"},
        {"axes": "true", "stride": "1", "across": "32"},
        {"pad": "same"},
        {"pad": "same_tensorflow", "stride": "7", "dilation": "8"},
        {"pad": "same_tensorflow", "stride": "32", "rest": "raise"},
        {"pad": "full", "dilation": "8"},
        {"pad": "number", "pixels": "64", "border": "mirror"},
        {"pad": "number", "pixels": "64", "border": "wrap"},
        {"pad": "sides", "top": "0", "bottom": "64", "left": "5", "right": "0"},
        {"colour": "true", "img": "astronaut"},
        {"colour": "true", "img": "astronaut", "scale": "raw"},
        {"colour": "true", "img": "astronaut", "kernel": "kirsch_winner"},
        *({"scale": scale} for scale in ("signed", "clipped", "absolute", "minmax")),
        {"img": BINARY, "scale": "raw"},
        {"img": "letter-x", "kernel": "sobel_direction"},
        {"flip": "true"},
        {"flip": "true", "kernel": "kirsch_winner"},
        {"predict": "true"},
        {"predict": "true", "colour": "true", "img": "cat"},
        {"predict": "true", "kernel": "sobel_magnitude"},
        {"seen": "true", "pad": "full"},
    ],
    ids=str,
)
def test_every_way_to_slide_and_to_show_gives_an_answer(visit, query):
    page = visit("kernels", **query)
    assert not page.errors
    assert not page.refused
    fits_together(page)
    assert page.view("kernels")["hub"] == page.part("kernels", "result").header["hub"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"pad": "same", "stride": "2"}, "'same' needs stride 1"),
        ({"stride": "2", "rest": "raise"}, "does not fit"),
        ({"img": BINARY, "dilation": "8"}, "does not fit"),
        ({"img": BINARY, "kernel": "gabor"}, "does not fit"),
    ],
    ids=str,
)
def test_what_cannot_be_is_said_in_a_sentence_that_says_what_would(visit, query, says):
    page = visit("kernels", **query)
    assert page.errors == []
    (sentence,) = page.refused
    assert says in sentence
    assert ";" in sentence or ":" in sentence
    fits_together(page)


def test_what_was_shown_stays_until_what_is_set_fits_and_the_formula_has_what_was_set(visit):
    page = visit("kernels", stride="3")
    shown = {part: page.part("kernels", part).header["key"] for part in ("source", "windows", "result")}
    page.set("pad", "same")
    (sentence,) = page.refused
    assert "needs stride 1" in sentence
    assert {part: page.part("kernels", part).header["key"] for part in shown} == shown
    assert [axis["stride"] for axis in page.view("kernels")["refused"]["axes"]] == [3, 3]
    assert not page.set("stride", 1).refused
    assert page.part("kernels", "result").header["height"] == 512


# The controls that the page starts with are tried by test_address.py; these come with others or the view.
@pytest.mark.parametrize("key", ["pixels", "at"])
def test_nothing_in_the_address_breaks_the_page(visit, key):
    for value in ("", "zzz", "-1", "1e99", "nan", "<script>"):
        page = visit("kernels", **({"pad": "number", "img": BINARY} | {key: value}))
        assert "Output" in page.facts


def test_C1_the_x_detector_shows_its_numbers(visit):
    page = visit("kernels", img=BINARY, kernel="custom")
    assert values(page) == [[4, 3, 4], [2, 4, 3], [2, 3, 4]]
    assert page.facts["Output"] == ("3 × 3", "(5 + 2·0 − 3) / 1 + 1 = 3")
    assert page.facts["Multiplications"][0] == "81"


@pytest.mark.parametrize(("name", "size"), [("step-6", "4 × 4"), ("pooling", "2 × 2")])
def test_C3_the_sizes_come_out(visit, name, size):
    assert visit("kernels", img=name).facts["Output"][0] == size


def test_C4_the_same_size_needs_a_picture_padded_all_round(visit):
    page = visit("kernels", img="step-6", pad="same")
    assert page.facts["Output"][0] == "6 × 6"
    windows = page.part("kernels", "windows").blocks
    assert (len(windows["padded_rows"]), len(windows["padded_columns"])) == (8, 8)


def test_C5_a_corner_is_seen_by_one_window_and_the_middle_by_as_many_as_the_kernel_has_weights(visit):
    counts = visit("kernels", img="step-6", seen="true").maps("coverage")[0].values
    assert (counts[0][0], counts[5][5], counts[2][2], counts[3][3]) == ("1", "1", "9", "9")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"pad": "same"},
        {"pad": "full"},
        {"kernel": "custom", "custom_text": "2"},
        {"kernel": "box", "box_size": "2", "stride": "2"},
    ],
)
def test_fewer_windows_at_the_border_are_told_where_there_are_fewer(visit, query):
    page = visit("kernels", img="step-6", seen="true", **query)
    counts = np.array(page.maps("coverage")[0].values, int)
    (told,) = [caption.value for caption in page.app.caption if "cover" in caption.value]
    assert ("Fewer windows" in told) == (counts[0, 0] < counts[2, 2])
    assert ("1 window." in told) == (counts == 1).all()


def test_directions_have_degrees(visit):
    low, high = visit("kernels", img="letter-x", kernel="sobel_direction").facts["Values"][0].split(" … ")
    assert (low[-1], high[-1]) == ("°", "°")


def test_a_copied_address_restores_every_control(visit):
    address = {
        "img": "cat",
        "kernel": "gaussian",
        "gaussian_size": "9",
        "gaussian_sigma": "2.5",
        "axes": "true",
        "stride": "2",
        "across": "3",
        "pad": "sides",
        "bottom": "4",
        "dilation": "2",
        "border": "nearest",
        "rest": "pad",
        "scale": "minmax",
        "colour": "true",
        "flip": "true",
        "predict": "true",
        "seen": "true",
        "at": "2.7.11",
    }
    page = visit("kernels", **address)
    assert page.address == address
    assert page.slid["gaussian_sigma"] == 2.5
    assert page.view("kernels")["across"] == 3
    assert page.view("kernels")["at"] == [2, 7, 11]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1 2\n3", "Row 1"),
        ("1 x\n2 3", "Row 0, column 1"),
        ("", "kernel"),
        ("1 " * 16, "15"),
        ("1/0", "zero"),
    ],
)
def test_a_bad_kernel_gets_a_sentence_and_what_was_typed_stays(visit, text, says):
    page = visit("kernels", img=BINARY, kernel="custom")
    page.app.text_area(key="custom_text").set_value(text)
    page.run()
    assert any(says in sentence for sentence in page.errors)
    assert page.app.text_area(key="custom_text").value == text
    assert values(page)[0] == [4, 3, 4], "the last valid kernel is still shown"


def test_an_own_kernel_comes_back_with_its_address(visit):
    page = visit("kernels", img=BINARY, kernel="custom", custom_text="0 0 0; 0 1/2 0; 0 0 0")
    assert values(page)[0] == [0.5, 0.5, 0.5]


def test_an_uploaded_picture_is_filtered_and_stays_on_the_other_page(visit):
    page = visit("kernels")
    file = io.BytesIO()
    Image.fromarray(np.full((20, 30), 90, np.uint8)).save(file, "PNG")
    page.app.file_uploader(key="img_file").upload("photo.png", file.getvalue(), "image/png")
    page.run()
    assert page.facts["Output"][0] == "18 × 28"
    page.app.switch_page("pages/pooling.py")
    page.run()
    assert page.facts["Output"][0] == "10 × 15"


def test_a_file_that_is_no_picture_gets_a_sentence_and_the_picture_stays(visit):
    page = visit("kernels", img="cat")
    before = page.facts
    page.app.file_uploader(key="img_file").upload("photo.png", b"not a picture", "image/png")
    page.run()
    assert len(page.errors) == 1
    assert page.facts == before


def test_a_link_to_an_upload_says_that_the_picture_stayed_behind(visit):
    page = visit("kernels", img="upload")
    assert "did not come with it" in page.app.info[0].value
    assert page.facts["Output"][0] == "510 × 510"


def test_nothing_is_offered_for_saving_where_there_is_no_answer(visit):
    page = visit("kernels", pad="same", stride="2")
    assert page.refused
    hidden = ".st-key-saves, .st-key-film, .st-key-saved_page { display: none; }"
    assert any(hidden in element.proto.body for element in page.app.get("html"))


@pytest.mark.parametrize(
    ("query", "origin", "product"),
    [
        ({}, "510·510 outputs × 3·3 weights", 510 * 510 * 9),
        (
            {"kernel": "sobel_magnitude"},
            "510·510 outputs × 3·3 weights × 2 kernels, and 2 squares for each output",
            510 * 510 * 20,
        ),
        ({"kernel": "sobel_direction"}, "510·510 outputs × 3·3 weights × 2 kernels", 510 * 510 * 18),
        ({"img": "cat", "colour": "true"}, "× 3 colours", None),
    ],
)
def test_C6_the_cost_is_said_with_all_its_factors(visit, query, origin, product):
    value, factors = visit("kernels", **query).facts["Multiplications"]
    assert origin in factors
    if product is not None:
        assert value == f"{product:,}"


def test_a_weight_that_is_lost_beside_a_larger_one_is_told(visit):
    page = visit("kernels", kernel="custom", custom_text="0.001 1000000")
    assert any("0.001 is used as 0." in caption.value for caption in page.app.caption)
    page = visit("kernels", kernel="custom", custom_text="0.001 1")
    assert not any("is used as" in caption.value for caption in page.app.caption)


@pytest.mark.parametrize("size", ["5", "9", "15"])
def test_the_laplacian_of_gaussian_of_a_ramp_is_nothing_and_white(visit, size):
    query = {"img": "ramp", "kernel": "laplacian_of_gaussian", "laplacian_of_gaussian_size": size}
    page = visit("kernels", **query)
    assert page.facts["Values"][0] == "0 … 0"


def test_what_rounding_leaves_of_zero_is_not_painted_in_the_deepest_colour(visit):
    numbers = "0.1 0.2 0.3 0.4"
    page = visit(
        "kernels", img="matrix", matrix=numbers, kernel="custom", custom_text="1 -2 1", scale="signed"
    )
    (plane,) = page.part("kernels", "result").blocks["values"]
    assert 0 < np.abs(plane).max() < 1e-6
    index = page.part("kernels", "result").blocks["index"]
    assert np.ptp(index) == 0


def test_the_identity_says_that_it_crops_the_border_as_it_does_without_padding(visit):
    page = visit("kernels", img=BINARY, kernel="identity")
    values = page.part("kernels", "source").blocks["values"][0]
    np.testing.assert_array_equal(page.part("kernels", "result").blocks["values"][0], values[1:-1, 1:-1])
    assert "the picture’s border is cropped" in CATALOGUE["identity"].summary
    shown = "".join(element.proto.body for kind in ("html", "markdown") for element in page.app.get(kind))
    assert CATALOGUE["identity"].summary in shown


@pytest.mark.parametrize("scale", ["auto", "signed", "raw"])
@pytest.mark.parametrize("img", [BINARY, "shapes"])
def test_which_kernel_won_is_told_by_names_and_a_key_never_by_a_bare_code(visit, img, scale):
    page = visit("kernels", img=img, kernel="kirsch_winner", scale=scale)
    header, spec = page.part("kernels", "result").header, CATALOGUE["kirsch_winner"]
    assert tuple(header["codes"]) == spec.codes == (*spec.names, "tie")
    assert header["range"] is None
    named = page.facts["Values"][0].split(", ")
    assert named
    assert set(named) <= set(spec.codes)


@pytest.mark.parametrize("rest", ["floor", "raise", "crop", "pad"])
@pytest.mark.parametrize("stride", ["2", "3", "4"])
def test_tensorflows_same_leaves_the_size_divided_by_the_stride_rounded_up(visit, stride, rest):
    page = visit("kernels", img="counting-6", pad="same_tensorflow", stride=stride, rest=rest, code="true")
    side = -(-6 // int(stride))
    output, formula = page.facts["Output"]
    assert output == f"{side} × {side}"
    assert formula.startswith(f"6 / {stride} = ")
    windows = page.part("kernels", "windows")
    sides = ceil_padding(6, 3, int(stride))
    assert (windows.header["top"], windows.header["left"]) == (sides[0], sides[0])
    assert len(windows.blocks["padded_rows"]) == 6 + sum(sides)
    assert page.address["pad"] == "same_tensorflow"
    assert "does not fit the size" not in "".join(e.proto.body for e in page.app.get("html"))


LONG = {"img": "camera", "kernel": "sobel"}


def legend(page):
    header = page.part("kernels", "result").header
    return header["range"], header["full"]


def test_colours_end_early_on_a_photograph_unless_a_scale_was_chosen(visit):
    assert legend(visit("kernels", **LONG)) == (["≤ −480", "≥ 480"], False)
    assert legend(visit("kernels", **LONG, scale="signed")) == (["−860", "860"], True)
    assert legend(visit("kernels", **LONG, scale="signed", reach="most")) == (["≤ −480", "≥ 480"], False)


@pytest.mark.parametrize("query", [{"img": BINARY}, {"img": "camera", "kernel": "identity"}])
def test_where_colours_reach_as_far_as_the_numbers_there_is_nothing_to_switch(visit, query):
    texts, full = legend(visit("kernels", **query))
    assert full is None
    assert not any(text.startswith(("≤", "≥")) for text in texts)


def test_the_full_range_is_a_press_away_and_the_address_keeps_it(visit):
    page = visit("kernels", **LONG)
    page.report("part_kernels_intent", "full", True)
    assert legend(page) == (["−860", "860"], True)
    assert page.address["reach"] == "full"
    assert legend(visit("kernels", **LONG, reach="full")) == (["−860", "860"], True)
    page.report("part_kernels_intent", "full", False)
    assert legend(page) == (["≤ −480", "≥ 480"], False)


@pytest.mark.parametrize("sent", [1, "full", None, [True]])
def test_what_is_no_answer_switches_nothing(visit, sent):
    page = visit("kernels", **LONG)
    page.report("part_kernels_intent", "full", sent)
    assert legend(page) == (["≤ −480", "≥ 480"], False)
    assert "reach" not in page.address


SCALED = {"img": "step-6", "kernel": "prewitt"}


def test_C2_a_factor_and_an_offset_change_every_output_and_the_old_link_none(visit):
    sums = np.array(values(visit("kernels", **SCALED)))
    for factor, offset in ((0.5, 0), (1, 128), (-2, -7)):
        page = visit("kernels", **SCALED, factor=str(factor), offset=str(offset))
        np.testing.assert_array_equal(values(page), factor * sums + offset)
    page.react("kernels", "factor", 0.125)
    page.react("kernels", "offset", 255)
    np.testing.assert_array_equal(values(page), 0.125 * sums + 255)
    assert {key: page.address[key] for key in ("factor", "offset")} == {"factor": "0.125", "offset": "255"}
    page.react("kernels", "factor", 1)
    page.react("kernels", "offset", 0)
    np.testing.assert_array_equal(values(page), sums)
    assert page.address.keys() == SCALED.keys()


@pytest.mark.parametrize(
    ("field", "sent"), [("factor", 0.3), ("factor", 5), ("offset", 1.5), ("offset", "x"), ("offset", None)]
)
def test_what_is_no_factor_and_no_offset_changes_nothing(visit, field, sent):
    page = visit("kernels", **SCALED)
    before = values(page)
    page.react("kernels", field, sent)
    assert values(page) == before
    assert page.address.keys() == SCALED.keys()


def test_combined_kernels_have_no_factor_and_no_offset(visit):
    plain, scaled = (
        visit("kernels", img="counting-6", kernel="sobel_magnitude", **more)
        for more in ({}, {"factor": "2", "offset": "9"})
    )
    assert values(plain) == values(scaled)
    fields = [control["field"] for control in scaled.view("kernels")["controls"]["rarer"]]
    assert not {"factor", "offset"} & set(fields)


@pytest.mark.parametrize(("typed", "right"), [("right", True), ("left out", False)])
def test_a_predicted_output_is_that_with_factor_and_offset(visit, typed, right):
    sums = np.array(values(visit("kernels", **SCALED)))
    row, column = np.unravel_index(abs(sums).argmax(), sums.shape)
    number = 2 * sums[row, column] + (100 if right else 0)
    page = visit("kernels", **SCALED, factor="2", offset="100", predict="true")
    page.react(
        "kernels", "guess", {"kind": "value", "typed": f"{number:g}", "at": [0, int(row), int(column)]}
    )
    verdict = page.view("kernels")["verdicts"]["value"]
    assert verdict["right"] == right
    assert typed in verdict["sentence"].lower()


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({}, "towards 0° (right) have the strongest answer, 1020; those the other way have −1020"),
        ({"sobel_edges": "horizontal"}, "towards 90° (bottom) have the strongest answer, 1020"),
        ({"sobel_edges": "horizontal", "flip": "true"}, "towards 270° (top) have the strongest answer, 1020"),
        ({"kernel": "custom", "custom_text": "0 0\n0 0"}, "answers 0 to edges from 0 to 255"),
        ({"kernel": "box"}, "all directions have about the same answer, 255"),
        ({"kernel": "sobel_direction"}, "gives directions, and no strengths"),
    ],
    ids=str,
)
def test_C2_the_direction_that_a_kernel_answers_to_most_is_told(visit, query, says):
    page = visit("kernels", edges="true", **query)
    told = [element.proto.body for element in page.app.get("html")] + [one.value for one in page.app.caption]
    assert any(says in text for text in told)


def film(page):
    (make,) = [make for name, make in page.files.items() if name.endswith(".gif")]
    return Image.open(io.BytesIO(make()))


@pytest.mark.parametrize("query", [{}, {"stride": "2", "pad": "full"}, {"factor": "0.5", "offset": "9"}])
def test_C1_the_steps_can_be_saved_as_an_animated_picture(query):
    texts = {"img": "step-6", "kernel": "prewitt", **query}
    page = Opened("kernels", {key: [text] for key, text in texts.items()})
    shown = film(page)
    numbers = np.array(values(page))
    assert shown.n_frames == numbers.size
    result = page.part("kernels", "result").blocks
    colours = result["palette"][LIGHT][result["index"][0]] if result["palette"].ndim == 3 else None
    cells = Cells.within(OUTPUT, numbers.shape)
    shown.seek(shown.n_frames - 1)
    last = shown.convert("RGB")
    for row, column in [*np.ndindex(numbers.shape)][:-1]:
        x, y = cells.middle(row, column)
        found = last.getpixel((round(x - cells.side / 2 + 4), round(y - cells.side / 2 + 4)))
        assert np.abs(np.subtract(found, colours[row, column], dtype=int)).max() <= 12


def test_no_film_gives_away_what_is_to_be_predicted():
    page = Opened("kernels", {"img": ["step-6"], "predict": ["true"]})
    assert not [name for name in page.files if name.endswith(".gif")]
