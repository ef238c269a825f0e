"""The page on which the network is broken, without a browser: its controls' extremes, and true numbers."""

import re

import numpy as np
import pytest

from cnnviz.attribution.changes import PERTURBATIONS
from cnnviz.attribution.fool import GREY_LEVELS, smallest_change
from cnnviz.attribution.ladder import fooled_by_chance, ladder
from cnnviz.attribution.perturb import perturb
from cnnviz.attribution.scores import logits_of
from cnnviz.attribution.surgery import replace_kernel, silence_kernel, silence_map
from cnnviz.kernels import gabor, parse, sobel
from cnnviz.models.garments import LABELS, load_classifier, load_gallery
from cnnviz.network.layers import Conv2d
from cnnviz.numbers import percent
from cnnviz.operators import softmax
from pages.ui.break_it.fool_words import TRIES
from pages.ui.break_it.operations import KERNELS, MOST, Operation, read, written

NETWORK = load_classifier().network
GALLERY = load_gallery()
OPS = "map~2~5~~kernel~5~2~7~~put~0~4~0~as-strong~sobel~vertical"


def operated_by_hand():
    return replace_kernel(silence_kernel(silence_map(NETWORK, 2, 5), 5, 2, 7), sobel(), 4)


def sent(page, key):
    """What a component was given: its header and arrays."""
    given = page.sent(key)
    return given.header, given.blocks


def text(page):
    """All HTML on the page."""
    return "\n".join(element.proto.body for element in page.app.get("html"))


def shares(page):
    """The softmax's table: class → what is written before and now."""
    rows = re.findall(r'<th scope="row">([^<]*)</th><td>.*?</td><td>([^<]*)</td><td>([^<]*)</td>', text(page))
    return {name: (before.replace("&lt;", "<").replace("&gt;", ">"), now) for name, before, now in rows}


def test_operations_of_an_address_are_done(visit):
    page = visit("break_it", ops=OPS, test="20")
    image = GALLERY.images[20][None, None]
    before, after = (softmax(logits_of(net, image))[0] for net in (NETWORK, operated_by_hand()))
    said = shares(page)
    assert list(said) == list(LABELS)
    best = int(after.argmax())
    assert said[LABELS[best]] == (percent(float(before[best])), percent(float(after[best])))
    every = GALLERY.images[:, None]
    right = [
        int((logits_of(net, every).argmax(axis=1) == GALLERY.labels).sum())
        for net in (NETWORK, operated_by_hand())
    ]
    assert page.facts["Correct out of 100 test images"][0] == f"{right[0]} → {right[1]}"
    assert page.address["ops"] == OPS


@pytest.mark.parametrize("operations", [OPS, "map~16~3"])
def test_every_test_image_is_lost_gained_wrong_both_times_or_right_both_times(visit, operations):
    page = visit("break_it", ops=operations)
    told, kinds = page.facts[f"Correct out of {len(GALLERY.labels)} test images"]
    before, after = map(int, told.split(" → "))
    lost, gained, wrong = (int(number) for number in re.findall(r"(\d+) (?:lost|gained|missed)", kinds))
    assert before - lost + gained == after
    assert (before - lost) + lost + gained + wrong == len(GALLERY.labels)


def test_before_any_operation_nothing_is_shown_twice(visit):
    page = visit("break_it")
    right = int((logits_of(NETWORK, GALLERY.images[:, None]).argmax(axis=1) == GALLERY.labels).sum())
    assert page.facts["Correct out of 100 test images"] == (str(right), "")
    assert [one.header["label"] for one in page.maps("b_close")] == ["", ""]
    assert "Before:" not in text(page)


def test_one_changed_test_image_is_spoken_of_in_the_singular(visit):
    assert "changed for 1 test image; click it" in text(visit("break_it", ops="map~16~3"))


@pytest.mark.parametrize("right", [True, False])
def test_whether_it_is_right_stands_beside_the_answer_and_at_each_step(visit, right):
    said = logits_of(NETWORK, GALLERY.images[:, None]).argmax(axis=1)
    number = int(np.flatnonzero((said == GALLERY.labels) == right)[0])
    label = int(GALLERY.labels[number])
    verdict = "✓ The label says so, too." if right else f"≠ The label says {LABELS[label]}."
    assert verdict in text(visit("break_it", test=str(number)))
    header, blocks = sent(visit("break_it", b_view="disturb", test=str(number)), "b_sweep")
    best = blocks["shares"].reshape(-1, len(LABELS)).argmax(axis=1)
    assert [told.endswith(" ✓ Right.") for told in header["told"]] == (best == label).tolist()
    assert [told.endswith(" ≠ Not the label.") for told in header["told"]] == (best != label).tolist()


def test_maps_before_and_after_share_a_range_and_a_silenced_one_is_empty(visit):
    page = visit("break_it", ops="map~2~5", b_layer="conv 2", b_map="5", test="20")
    before, after, change, *kernels = page.maps("b_close")
    assert before.header["note"] == after.header["note"]
    assert len(np.unique(after.pixels)) == 1 < len(np.unique(before.pixels))
    assert (change.pixels.astype(int) - 128 != 0).any()
    assert len(kernels) == 2
    assert kernels[0].header["note"] == kernels[1].header["note"]
    assert set(kernels[1].header["values"]) == {"0"}


def test_what_is_done_can_be_undone_taken_out_and_made_whole(visit):
    page = visit("break_it", ops="map~2~5", b_do="kernel", b_layer="conv 3", b_map="2", b_see="7")
    page.app.button(key="b_go").click()
    assert page.run().address["ops"] == "map~2~5~~kernel~5~2~7"
    page.app.button(key="b_out_0").click()
    assert page.run().address["ops"] == "kernel~5~2~7"
    page.app.button(key="b_undo").click()
    assert page.run().address["ops"] == "map~2~5~~kernel~5~2~7"
    page.app.button(key="b_none").click()
    assert "ops" not in page.run().address
    assert len(page.maps("b_close")) == 2
    assert "The prediction did not change" not in text(page)


def test_a_typed_kernel_goes_in_and_one_that_cannot_be_used_gets_a_sentence_and_loses_nothing(visit):
    page = visit("break_it", ops="map~2~5", b_do="put", b_put="custom", custom_text="0 1 0\n1 -4 1\n0 1/2 0")
    page.app.button(key="b_go").click()
    page.run()
    put = read(page.address["ops"])[1]
    np.testing.assert_array_equal(put.kernel, parse("0 1 0\n1 -4 1\n0 0.5 0"))
    for wrong, why in (("1 2\n3 4", "both need odd sides"), ("1 x 2", "x"), ("", "")):
        page.app.text_area(key="custom_text").set_value(wrong)
        page.run()
        assert len(page.errors) == 1
        assert why in page.errors[0]
        assert page.app.button(key="b_go").disabled
        assert len(read(page.address["ops"])) == 2
        assert page.app.text_area(key="custom_text").value == wrong


def test_a_kernel_of_15_by_15_is_put_into_any_layer_and_a_larger_one_gets_a_sentence(visit):
    page = visit("break_it", b_do="put", b_put="gabor", b_layer="relu 8", b_map="15", b_see="15")
    page.app.button(key="b_go").click()
    (put,) = read(page.run().address["ops"])
    assert (put.layer_index, put.unit, put.channel) == (16, 15, 15)
    np.testing.assert_array_equal(put.kernel, gabor(size=15))
    page.app.slider(key="gabor_size").set_value(17)
    page.run()
    assert "at most 15" in page.errors[0]


def test_as_many_as_can_be_are_stacked_and_then_no_more(visit):
    page = visit("break_it", ops="~~".join(f"map~0~{unit}" for unit in range(MOST + 2)))
    assert len(read(page.address["ops"])) == MOST
    assert page.app.button(key="b_go").disabled


def test_numbers_that_grow_too_large_get_a_sentence(visit):
    convolutions = [
        layer_index for layer_index, layer in enumerate(NETWORK.layers) if isinstance(layer, Conv2d)
    ]
    page = visit("break_it", ops="~~".join(f"put~{at}~0~0~as-given~custom~1e6" for at in convolutions))
    assert "beyond what float32 can hold" in page.errors[0]


@pytest.mark.parametrize(
    "wrong",
    [
        "map~2~16",
        "map~18~0",
        "map~1~0",
        "map~x~0",
        "put~0~4~0~strong~sobel~vertical",
        "put~0~4~0~as-given~magnitude",
        "put~0~4~0~as-given~sobel~round",
        "put~0~4~0~as-given~sobel",
        "melt~1",
        "kernel~0~0~1",
        "~~~~",
        "%",
    ],
)
def test_what_cannot_be_done_is_left_out(wrong):
    assert written(read(f"map~2~5~~{wrong}")) == "map~2~5"
    assert read("map~2~5" * 9999) == []


@pytest.mark.parametrize("wrong", ["1 x 2", "1 2; 3 4", "1e99", ""])
def test_a_typed_kernel_of_an_address_that_cannot_be_used_gets_the_sentence_of_one_typed_here(visit, wrong):
    (here,) = visit("break_it", b_do="put", b_put="custom", custom_text=wrong.replace("; ", "\n")).errors
    page = visit("break_it", ops=f"map~2~5~~put~0~4~0~as-given~custom~{wrong}")
    for _ in range(2):
        (told,) = page.errors
        assert told.startswith(here)
        assert page.run().address["ops"] == "map~2~5"
    page.app.button(key="b_none").click()
    assert not page.run().errors


def test_every_kernel_on_offer_is_written_and_read_back():
    for name, spec in KERNELS.items():
        values = tuple(str(parameter.default).replace("\n", "; ") for parameter in spec.parameters)
        operation = Operation("put", 0, 3, 0, name, values, rescale=False)
        assert read(operation.text()) == [operation]
        assert spec.title in operation.words()


@pytest.mark.parametrize("kind", ["rotate", "noise"])
def test_each_disturbance_is_sent_whole_and_stands_where_the_address_says(visit, kind):
    change = PERTURBATIONS[kind]
    page = visit(
        "break_it", b_view="disturb", b_kind=kind, test="90", **{f"b_{kind}": f"{change.amounts[-1]:g}"}
    )
    header, blocks = sent(page, "b_sweep")
    assert header["amounts"] == change.amounts
    assert header["step"] == len(change.amounts) - 1
    last = perturb(GALLERY.images[90:91], kind, change.amounts[-1])
    pixels = blocks["pixels1"].reshape(-1, 28, 28)
    np.testing.assert_allclose(pixels[-1], 255 * last[0], atol=0.51)
    np.testing.assert_allclose(
        blocks["shares"].reshape(-1, 10)[-1], softmax(logits_of(NETWORK, last[None]))[0], atol=1e-5
    )
    assert change.title in header["alt"]


def test_a_shift_goes_both_ways_and_a_cover_lies_where_it_is_put(visit):
    page = visit("break_it", b_view="disturb", b_kind="right", b_also_down="4", b_right="0", test="90")
    header, blocks = sent(page, "b_sweep")
    shifted = perturb(GALLERY.images[90:91], "down", 4)
    np.testing.assert_allclose(
        blocks["pixels1"].reshape(-1, 28, 28)[header["step"]], 255 * shifted[0], atol=0.51
    )
    page = visit(
        "break_it", b_view="disturb", b_kind="occlude", b_row="3", b_column="5", b_fill="1", b_occlude="2"
    )
    header, blocks = sent(page, "b_sweep")
    assert (blocks["pixels1"].reshape(-1, 28, 28)[header["step"], 2:4, 4:6] == 255).all()


def test_where_nothing_was_chosen_the_answer_has_just_tipped(visit):
    header, blocks = sent(visit("break_it", b_view="disturb", test="90"), "b_sweep")
    said = blocks["shares"].reshape(-1, 10).argmax(axis=1)
    assert said[header["step"]] != said[header["amounts"].index(0)]


def test_the_bound_is_called_the_smallest_epsilon_found_and_not_one_that_is_needed(visit):
    page = visit("break_it", b_view="fool", b_target="Sneaker", test="90")
    names = [name for name in page.facts if "ε" in name]
    assert names == ["Smallest ε found"]
    assert "needed" not in " ".join(names).lower()
    assert "The search gives an upper bound: a smaller change might fool the network, too." in text(page)


def test_where_none_is_found_up_to_the_largest_bound_that_is_what_is_said(visit, monkeypatch):
    def smallest(of, image, target):
        return smallest_change(of.network, image, target, 0.05 / GREY_LEVELS)

    monkeypatch.setattr("pages.ui.break_it.fool._smallest", smallest)  # whose answers are kept for all
    monkeypatch.setattr(
        "pages.ui.break_it.fool._larger", lambda of, image, target, found: ladder(of.network, image, found)
    )
    monkeypatch.setattr("pages.ui.break_it.fool_words.MOST", 0.05)
    page = visit("break_it", b_view="fool", b_target="Sneaker", test="90")
    found, note = page.facts["Smallest ε found"]
    assert (found, note) == ("none", "no success up to 0.05 of 255 grey levels")
    assert "Finding none does not prove that there is none" in text(page)


def test_what_fools_it_is_shown_with_what_it_took(visit):
    page = visit("break_it", b_view="fool", b_target="Sneaker", test="90")
    header, blocks = sent(page, "b_ladder")
    found = header["marks"][0]["step"]
    assert header["step"] == found
    assert blocks["shares"].reshape(-1, 10)[found].argmax() == LABELS.index("Sneaker")
    assert page.facts["Smallest ε found"][0] == page.facts["Largest change of one pixel"][0]
    assert "× " in header["pictures"][1]["notes"][found]
    assert header["pictures"][1]["notes"][header["amounts"].index(0)] == "no change"
    bound = header["amounts"][found] / GREY_LEVELS
    hits = fooled_by_chance(NETWORK, GALLERY.images[90:91], bound, TRIES)
    assert f"Of {TRIES} random patterns" in text(page)
    assert f"beyond black or white, {hits} changed the prediction." in text(page)


def test_the_answer_itself_is_nothing_to_be_fooled_into(visit):
    page = visit("break_it", b_view="fool", b_target="Ankle boot", test="90")
    assert "is already the predicted class" in page.app.info[0].value


@pytest.mark.parametrize(
    "query",
    [
        {"b_layer": "dense", "b_map": "99", "ops": "%%%"},
        {"b_view": "disturb", "b_kind": "noise", "b_seed": "-1", "b_noise": "nan", "src": "own"},
        {"b_view": "fool", "b_target": "Hat", "b_eps": "inf", "test": "25"},
    ],
)
def test_an_address_that_asks_for_too_much_opens_the_page_all_the_same(visit, query):
    assert not visit("break_it", **query).errors


def ranked(page):
    return page.sent("b_ranked").header


@pytest.mark.parametrize("label", [None, 4])
@pytest.mark.parametrize("by", ["logit", "share"])
def test_each_map_silenced_is_ranked_by_what_it_does_to_the_class(visit, label, by):
    chosen = {} if label is None else {"b_rank_class": str(label)}
    page = visit("break_it", test="20", b_ranks="true", b_layer="relu 3", b_rank_by=by, **chosen)
    image = GALLERY.images[20][None, None]
    scores = softmax if by == "share" else np.asarray
    before = scores(logits_of(NETWORK, image))[0]
    of = int(before.argmax()) if label is None else label
    at = [n for n, layer in enumerate(NETWORK.layers) if isinstance(layer, Conv2d)][2]
    changes = [
        scores(logits_of(silence_map(NETWORK, at, unit), image))[0, of] - before[of] for unit in range(16)
    ]
    lines = ranked(page)["lines"]
    assert ranked(page)["title"].startswith(LABELS[of])
    assert sorted(int(line["name"].removeprefix("map ")) for line in lines) == list(range(16))
    sizes = [abs(line["value"]) for line in lines]
    assert sizes == sorted(sizes, reverse=True)
    for line in lines:
        assert line["value"] == pytest.approx(changes[int(line["name"].removeprefix("map "))], abs=1e-4)
        assert (line["text"][0] == "−") == (float(line["text"].replace("−", "-")) < 0)


def test_a_class_can_be_ranked_over_all_of_its_test_images_and_over_all_layers(visit):
    page = visit("break_it", b_ranks="true", b_rank_class="6", b_rank_of="class", b_rank_in="all")
    line = ranked(page)["lines"][0]
    layer, _, unit = line["name"].partition(", map ")
    of_class = GALLERY.images[GALLERY.labels == 6][:, None]
    at = load_classifier().layer_names.index(layer)
    after = logits_of(silence_map(NETWORK, at, int(unit)), of_class)
    assert line["value"] == pytest.approx((after - logits_of(NETWORK, of_class)).mean(axis=0)[6], abs=1e-4)


def test_a_click_on_a_line_silences_its_map_once_and_the_lines_keep_their_places(visit):
    page = visit("break_it", test="20", b_ranks="true")
    lines = ranked(page)["lines"]
    unit = lines[2]["name"].removeprefix("map ")
    for _ in range(2):
        page.report("b_ranked", "pick", 2)
        assert page.address["ops"] == f"map~0~{unit}"
    after = ranked(page)["lines"]
    assert [line["name"] for line in after] == [line["name"] for line in lines]
    assert [line["chosen"] for line in after] == [line is after[2] for line in after]
    assert not after[2]["pickable"]
