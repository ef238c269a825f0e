"""What the Kernels page hands its linked view: enough to reckon every output anew, and nothing twice."""

import numpy as np
import pytest

from cnnviz import images, kernels, operators
from cnnviz.figures import image_rgb, robust_limits, shade
from cnnviz.kernels import CATALOGUE, CombinedSpec
from cnnviz.operators.first_look import strongest_edge

BINARY = "binary"
CUT = {"img": "counting-6", "stride": "2", "pad": "number", "pixels": "1", "border": "mirror", "rest": "crop"}


def parts(page):
    return tuple(page.part("kernels", name) for name in ("source", "windows", "result"))


def under_windows(source, windows):
    """What lies under each window: (maps, outputs down, rows of the kernel, outputs across, its columns)."""
    picture = source.blocks["values"] * source.header["step"]
    planes, height, width = picture.shape
    framed = np.zeros((planes, height + 1, width + 1))  # the index −1 is a padded zero
    framed[:, :height, :width] = picture
    rows, columns = (
        windows.blocks[f"padded_{name}"][windows.blocks[name]].astype(int) for name in ("rows", "columns")
    )
    return framed[:, rows][..., columns]


def reckoned(page):
    """The answers of all kernels to all maps, from what was sent alone: (kernels, maps, H', W')."""
    source, windows, result = parts(page)
    weights = result.blocks["weights"].astype(np.float64)[:, 0]
    return np.einsum("pakbl,nkl->npab", under_windows(source, windows), weights)


@pytest.mark.parametrize(
    ("query", "picture", "how"),
    [
        ({}, "camera", {}),
        ({"flip": "true"}, "camera", {}),
        (
            {"stride": "3", "pad": "number", "pixels": "2", "border": "mirror", "dilation": "2"},
            "camera",
            {"stride": 3, "padding": 2, "mode": "mirror", "dilation": 2},
        ),
        ({"img": "cat", "pad": "full", "border": "wrap"}, "cat", {"padding": 2, "mode": "wrap"}),
        ({"img": "cat", "colour": "true", "stride": "2"}, "cat", {"stride": 2}),
        ({"img": "step-6", "pad": "same", "border": "nearest"}, "step-6", {"padding": 1, "mode": "nearest"}),
    ],
    ids=str,
)
def test_what_is_sent_gives_what_the_operator_computes_to_the_last_bit(visit, query, picture, how):
    page = visit("kernels", **query)
    image = images.load_sample(picture)
    planes = image if "colour" in query else [images.to_whole(images.to_grey(image))]
    kernel = operators.on_grid(kernels.sobel("vertical"))
    kernel = kernel[::-1, ::-1] if "flip" in query else kernel
    wanted = np.stack(
        [operators.conv2d(plane.astype(float), kernel.astype(float), **how) for plane in planes]
    )
    assert np.array_equal(reckoned(page)[0], wanted)
    result = page.part("kernels", "result")
    assert (result.header["planes"], result.header["height"], result.header["width"]) == wanted.shape
    limits = robust_limits(wanted, "signed", np.abs(wanted).max())
    assert np.array_equal(result.blocks["index"], [shade(plane, "signed", limits).index for plane in wanted])
    if "values" in result.blocks:
        assert np.array_equal(result.blocks["values"], wanted)
    assert ("values" in result.blocks) == (wanted.size <= 4096)


@pytest.mark.parametrize("name", ["gaussian", "gabor"])
def test_weights_are_sent_as_they_are_used_on_their_grid(visit, name):
    page, kernel = visit("kernels", kernel=name), CATALOGUE[name].build()
    sent = page.part("kernels", "result").blocks["weights"][0, 0]
    assert np.array_equal(sent, operators.on_grid(kernel))
    assert not np.array_equal(sent, kernel), (
        "the grid moves this kernel's weights, or this would prove nothing"
    )
    wanted = operators.conv2d(images.load_sample("camera").astype(float), sent.astype(float))
    assert np.array_equal(reckoned(page), [[wanted]])


def test_flipping_turns_the_kernel_that_is_laid_on(visit):
    page, turned = visit("kernels", kernel="emboss"), visit("kernels", kernel="emboss", flip="true")
    weights, other = (one.part("kernels", "result").blocks["weights"] for one in (page, turned))
    assert np.array_equal(weights[..., ::-1, ::-1], other)
    assert not np.array_equal(weights, other)


def test_cropping_cuts_the_picture_before_it_is_padded(visit):
    page = visit("kernels", **CUT)
    image, sobel = images.load_sample("counting-6"), kernels.sobel("vertical")
    answer = operators.conv2d(image[:5, :5], sobel, stride=2, padding=1, mode="mirror")
    uncut = operators.conv2d(image, sobel, stride=2, padding=1, mode="mirror")
    assert not np.array_equal(answer, uncut)
    source, _, result = parts(page)
    assert np.array_equal(source.blocks["values"], [image]), "sent whole, and once"
    assert np.array_equal(result.blocks["values"], [answer])
    assert np.array_equal(reckoned(page), [[answer]])
    assert "1 pixel cut off the end" in page.facts["Output"][1]


@pytest.mark.parametrize("name", [name for name, spec in CATALOGUE.items() if isinstance(spec, CombinedSpec)])
def test_of_combined_kernels_all_are_sent_on_their_grids_and_named(visit, name):
    page, spec = visit("kernels", kernel=name, img="letter-x"), CATALOGUE[name]
    result = page.part("kernels", "result")
    assert result.header["operation"] == "combined"
    assert (result.header["combine"], result.header["names"]) == (name, list(spec.names))
    on_grid = np.stack([operators.on_grid(kernel) for kernel in spec.build()])
    assert np.array_equal(result.blocks["weights"][:, 0], on_grid)
    answers = reckoned(page)[:, 0]
    assert np.array_equal(result.blocks["values"], [spec.combine(answers)])


def test_a_picture_in_colours_is_answered_by_a_map_for_each_of_them(visit):
    page = visit("kernels", img="cat", colour="true", kernel="box", scale="raw")
    source, _, result = parts(page)
    assert np.array_equal(source.blocks["rgb"], image_rgb(images.load_sample("cat")))
    maps = reckoned(page)[0]
    assert np.array_equal(result.blocks["index"], [shade(one, "raw").index for one in maps])
    assert result.header["names"] == ["Red", "Green", "Blue"]


def test_another_kernel_of_the_same_size_sends_neither_the_picture_nor_the_windows_again(visit):
    page = visit("kernels")
    source, windows, result = parts(page)
    page.set("kernel", "laplacian")
    others = parts(page)
    assert (others[0].header["key"], others[1].header["key"]) == (
        source.header["key"],
        windows.header["key"],
    )
    assert others[2].header["key"] != result.header["key"]
    assert others[2].header["source"] == source.header["id"]
    assert others[2].header["windows"] == windows.header["id"]
    assert len(others[2].packed) < 300_000


def test_another_way_over_the_picture_does_not_send_the_picture_again(visit):
    page = visit("kernels")
    source, windows, _ = parts(page)
    page.set("pad", "same")
    others = parts(page)
    assert others[0].header["key"] == source.header["key"]
    assert others[1].header["id"] != windows.header["id"]


def test_names_of_parts_differ_wherever_the_parts_do(visit):
    page = visit("kernels", img="step-6")
    seen = {}
    for key, value in [
        ("stride", 2),
        ("pad", "same"),
        ("stride", 1),
        ("border", "mirror"),
        ("dilation", 2),
        ("kernel", "kirsch"),
        ("kernel", "custom"),
        ("img", "counting-6"),
        ("img", "cat"),
        ("colour", True),
        ("rest", "crop"),
    ]:
        page.set(key, value)
        if page.refused:
            continue
        for part in parts(page)[:2]:
            held = {name: block.tobytes() for name, block in part.blocks.items()}
            assert seen.setdefault(part.header["id"], held) == held
    assert len(seen) > 6


def test_what_is_clicked_stands_in_the_address_and_leads_back_there(visit):
    page = visit("kernels", img=BINARY)
    assert page.view("kernels")["at"] == [0, 0, 0]
    page.react("kernels", "at", [0, 1, 2])
    assert page.view("kernels")["at"] == [0, 1, 2]
    assert page.address == {"img": BINARY, "at": "0.1.2"}
    assert visit("kernels", **page.address).view("kernels")["at"] == [0, 1, 2]


def grey(name):
    """A sample as the page filters it, (H, W)."""
    return images.to_whole(images.to_grey(images.load_sample(name)))


def windows_middle(page):
    """The middle of the window that is looked at, in the picture: (row, column)."""
    windows = page.part("kernels", "windows")
    _, row, column = page.view("kernels")["at"]
    middles = windows.blocks["rows"][row].mean(), windows.blocks["columns"][column].mean()
    return middles[0] - windows.header["top"], middles[1] - windows.header["left"]


def test_a_large_picture_starts_where_it_changes_most_and_there_the_first_kernel_responds_strongly(visit):
    page = visit("kernels")
    picture = grey("camera")
    assert windows_middle(page) == strongest_edge(picture)
    made = np.abs(operators.conv2d(picture, kernels.sobel("vertical")))
    _, *at = page.view("kernels")["at"]
    assert made[tuple(at)] > made.max() / 2
    assert "at" not in page.address


@pytest.mark.parametrize(
    ("key", "value", "off"),
    [
        ("pad", "same", 0),
        ("stride", 3, 1),
        ("dilation", 4, 0),
        ("kernel", "gaussian", 0),
        ("kernel", "kirsch_maximum", 0),
        ("colour", True, 0),
        ("flip", True, 0),
    ],
)
def test_where_nothing_was_clicked_the_window_stays_on_its_place_of_the_picture(visit, key, value, off):
    page = visit("kernels", img="cat").set(key, value)
    assert np.abs(np.subtract(windows_middle(page), strongest_edge(grey("cat")))).max() <= off
    assert "at" not in page.address


@pytest.mark.parametrize("flip", ["false", "true"])
def test_the_window_stays_where_it_started_while_parameters_and_weights_are_dragged(visit, flip):
    page = visit("kernels", kernel="gaussian", flip=flip)
    start = page.view("kernels")["at"]
    page.react("kernels", "parameters", {"gaussian_size": 5, "gaussian_sigma": 2.5})
    assert page.view("kernels")["at"] == start
    for corner in (1, 9):
        page.react("kernels", "edit", kernels.to_text(np.diag([corner, 0, 0, 0, -1]).astype(np.float32)))
        assert page.control("kernel").value == "custom"
        assert page.view("kernels")["at"] == start


def test_a_position_beyond_a_shrunken_output_becomes_the_last_one(visit):
    page = visit("kernels", img="cat", colour="true", at="2.200.300")
    assert page.view("kernels")["at"] == [2, 200, 300]
    page.app.selectbox(key="img").set_value(BINARY)
    page.run()
    assert page.view("kernels")["at"] == [0, 2, 2]
    assert page.address["at"] == "0.2.2"


@pytest.mark.parametrize(
    "sent",
    [None, "0.1.1", [0, 1], [0, -1, 1], [0, 1, 1, 1], [0.5, 1, 1], ["0", "1", "1"], {"at": 1}, []],
    ids=str,
)
def test_a_click_that_is_no_position_is_ignored(visit, sent):
    page = visit("kernels", img=BINARY, at="0.2.1")
    page.react("kernels", "at", sent)
    assert page.view("kernels")["at"] == [0, 2, 1]


@pytest.mark.parametrize("flip", [False, True])
def test_a_kernel_typed_over_in_the_view_becomes_the_learners_own(visit, flip):
    page = visit("kernels", img=BINARY, flip=str(flip).lower())
    typed = "1 2 3\n0 1/2 0\n0 0 -4"
    page.react("kernels", "edit", typed)  # the browser has turned it back
    for turned in (flip, not flip):
        result = page.part("kernels", "result")
        assert result.header["turned"] == turned
        weights = result.blocks["weights"][0, 0]
        assert np.array_equal(weights[::-1, ::-1] if turned else weights, kernels.parse(typed))
        assert page.view("kernels")["kernel"] == "custom"
        assert page.address["custom_text"] == page.control("custom_text").value == typed
        page.set("flip", not turned)


def test_a_kernel_may_grow_and_shrink_in_the_view(visit):
    page = visit("kernels", img=BINARY, flip="true")
    for typed in ("1 2\n3 4\n5 6", "7"):
        page.react("kernels", "edit", typed)
        weights = page.part("kernels", "result").blocks["weights"][0, 0]
        assert np.array_equal(weights[::-1, ::-1], kernels.parse(typed))


@pytest.mark.parametrize("flip", ["false", "true"])
@pytest.mark.parametrize(
    "sent", ["1 2\n3", "x", "", "1/0", "9" * 5000, 7, None, ["1"], {"a": "b"}, True], ids=repr
)
def test_what_is_no_kernel_gets_a_sentence_or_is_ignored_and_an_answer_stays(visit, flip, sent):
    page = visit("kernels", img=BINARY, flip=flip)
    page.react("kernels", "edit", sent)
    assert len(page.errors) <= 1
    assert page.part("kernels", "result").header["height"] == 3


def test_kernels_of_seven_rows_may_be_typed_over(visit):
    assert visit("kernels").view("kernels")["editable"] == 7


@pytest.mark.parametrize("channel", [0, 7])
def test_of_kernels_that_are_combined_one_is_chosen_until_there_are_others(visit, channel):
    """The first of them, too: before one is chosen it is the one that answers most strongly."""
    page = visit("kernels", img=BINARY, kernel="kirsch_maximum").enlarge("kernels", channel)
    assert page.address["large"] == str(channel)
    assert visit("kernels", **page.address).view("kernels")["large"]["channel"] == channel
    page.set("kernel", "kirsch_winner")
    assert "large" not in page.address
    assert "large" not in visit("kernels", img=BINARY, large="1").address
