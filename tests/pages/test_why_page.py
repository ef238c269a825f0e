"""The page Why without a browser: its numbers are the network's, at the ends of its controls too."""

import numpy as np
import pytest

from cnnviz import images
from cnnviz.attribution.agreement import shipped
from cnnviz.attribution.compare import rank_correlation
from cnnviz.attribution.methods import STEPS, Asked
from cnnviz.attribution.path_back import trace_back
from cnnviz.attribution.path_stops import stops
from cnnviz.attribution.surgery import shuffled
from cnnviz.figures import format_number, rgb, shade
from cnnviz.models.garments import CLASS_KEYS, LABELS, load_classifier, load_gallery
from cnnviz.network.evidence import evidence
from cnnviz.numbers import percent

CLASSIFIER, GALLERY = load_classifier(), load_gallery()
NETWORK = CLASSIFIER.network
NAMES = (*CLASSIFIER.layer_names, "softmax")
BOOT = 90
#: By how much numbers around 1 may differ: a sum of n products in float32 is rounded up to n times.
ROUNDING = NETWORK.layers[-1].in_features * float(np.finfo(np.float32).eps)


def text(page):
    """All prose and HTML on the page."""
    bodies = [element.proto.body for kind in ("html", "markdown") for element in page.app.get(kind)]
    return "\n".join(bodies).replace("\u00a0", " ")


def lines(page, key):
    """The lines of some bars."""
    return page.sent(key).header["lines"]


def pick(page, key, line):
    """Run after a line of some bars was clicked."""
    return page.report(key, "pick", line)


def path(number, label=None, unit=None):
    prediction = CLASSIFIER.predict(GALLERY.images[number])
    label = int(prediction.logits.argmax()) if label is None else label
    return prediction, trace_back(NETWORK, prediction.activations, label, prediction.input[None], unit)


def test_the_outputs_are_the_networks_and_the_winner_is_asked_about(visit):
    page = visit("why", test=str(BOOT))
    prediction, _ = path(BOOT)
    shown = lines(page, "outputs")
    assert [line["name"] for line in shown] == list(LABELS)
    assert [line["text"] for line in shown] == [percent(share) for share in prediction.probabilities.tolist()]
    assert [line["chosen"] for line in shown] == [i == prediction.logits.argmax() for i in range(len(LABELS))]


def test_what_the_maps_give_is_ordered_and_adds_up_to_the_score(visit):
    page = visit("why", test=str(BOOT), **{"class": "Bag"})
    prediction, _ = path(BOOT)
    found = evidence(NETWORK, prediction.activations, LABELS.index("Bag"))
    *maps, bias = lines(page, "contributions")
    values = [line["value"] for line in maps]
    assert values == sorted(found.of_maps.tolist(), reverse=True)
    assert bias["value"] == found.bias
    assert not bias["pickable"]
    assert sum(values) + bias["value"] == pytest.approx(found.logit, abs=ROUNDING)
    assert f"computed {format_number(found.logit, 6)}" in text(page)
    assert [line["chosen"] for line in maps] == [True] + [False] * (len(maps) - 1)


def test_a_clicked_output_is_the_one_that_is_explained(visit):
    page = pick(visit("why", test=str(BOOT)), "outputs", 3)
    assert page.address["class"] == LABELS[3]
    assert page.sent("contributions").header["title"] == f"Logit of {LABELS[3]}: a sum"


def test_a_clicked_map_is_followed_and_the_bias_can_not_be(visit):
    page = visit("why", test=str(BOOT))
    names = [line["name"] for line in lines(page, "contributions")]
    page = pick(page, "contributions", 2)
    unit = int(names[2].removeprefix("map "))
    assert page.address["via"] == str(unit)
    assert f"Map {unit}, which you chose" in page.maps("products")[0].header["label"]
    assert "via" not in pick(page, "contributions", 0).address
    assert "via" not in pick(page, "contributions", len(names) - 1).address


@pytest.mark.parametrize(
    ("number", "label", "unit", "names"),
    [(0, 0, None, ("softmax", "dense", "relu 8", "conv 8", "pool 2")), (42, 9, 15, ("conv 1",))],
)
def test_a_step_of_the_path_is_linked_and_its_sum_is_printed(visit, number, label, unit, names):
    _, found = path(number, label, unit)
    query = {"test": str(number), "class": CLASS_KEYS[label], **({} if unit is None else {"via": str(unit)})}
    page = visit("why", **query)
    layers = stops(found)
    for stop in [stop for stop in layers if NAMES[stop.layer] in names]:
        page.app.selectbox(key="stop").set_value(NAMES[stop.layer])
        page.run()
        assert page.view("why")["at"] == ([0, label, 0] if len(stop.at) == 1 else list(stop.at))
        result = page.part("why", "result")
        assert result.header["source"] == page.part("why", "source").header["id"]
        assert result.header["channel"] == stop.source
        assert result.blocks["values"][tuple(page.view("why")["at"])] == pytest.approx(
            stop.total, abs=ROUNDING
        )
        for i, step in enumerate(stop.steps):
            (said,) = [value for name, value in page.facts.items() if name.startswith(f"{step.title}:")]
            assert said[0] == format_number(step.made, 6)
            followed = "" if i and said[0] == format_number(step.total, 6) else "the number followed: "
            assert said[1] == (followed and followed + format_number(step.total, 6))
    assert [line["text"] for line in lines(page, "steps_back")] == [format_number(s.total) for s in layers]


def test_a_step_that_was_clicked_is_shown_and_framed_in_the_picture(visit):
    page = pick(visit("why", test=str(BOOT)), "steps_back", 10)
    _, found = path(BOOT)
    stop = stops(found)[10]
    assert page.address["stop"] == NAMES[stop.layer]
    step, patch, pixel = page.maps("path_patch")[0].header["marks"]
    frame = [{**mark} for mark in (step, patch)]
    for mark, window in zip(frame, (stop.steps[0].window, found.window), strict=True):
        assert {name: mark[name] for name in window._fields} == window._asdict()
    assert (pixel["top"], pixel["left"]) == found.steps[-1].at[1:]


def test_scores_and_shares_in_the_linked_view_choose_a_class_too(visit):
    page = visit("why", stop="softmax").react("why", "at", [0, 4, 0])
    assert page.address["class"] == LABELS[4]
    assert "class" not in visit("why", stop="conv 2").react("why", "at", [3, 4, 5]).address


def test_the_whole_path_is_a_table_when_asked_for(visit):
    _, found = path(BOOT)
    assert f"{len(found.steps)}. {found.steps[-1].title}" in text(visit("why", test=str(BOOT), whole="true"))


WAYS = [
    ({"method": "occlusion"}, Asked("occlusion")),
    (
        {"method": "occlusion", "patch": "14", "every": "14", "cover": "white"},
        Asked("occlusion", 14, 14, 1.0),
    ),
    ({"method": "occlusion", "patch": "4", "every": "3", "cover": "mean"}, Asked("occlusion", 4, 3, "mean")),
    ({"method": "evidence"}, Asked("evidence")),
    ({"method": "gradient"}, Asked("gradient")),
    ({"method": "product"}, Asked("product")),
    ({"method": "integrated", "way_steps": str(STEPS // 8)}, Asked("integrated", steps=STEPS // 8)),
    ({"method": "cam", "cam": "relu 1"}, Asked("cam", layer_index=NAMES.index("relu 1"))),
    ({"method": "cam", "cam": "relu 8"}, Asked("cam", layer_index=NAMES.index("relu 8"))),
]


@pytest.mark.parametrize(
    ("query", "asked"), WAYS, ids=lambda way: str(way.get("method", "")) if isinstance(way, dict) else ""
)
def test_N3_each_method_draws_its_map_alone_and_over_the_picture(visit, query, asked):
    page = visit("why", test="42", strength="0", **{"class": "Coat"}, **query)
    image = GALLERY.images[42][None]
    expected = shade(asked(NETWORK, image, LABELS.index("Coat"))[0], "signed")
    picture, over, alone = page.maps("heat")
    assert len(picture.header["marks"]) == (asked.method == "occlusion")
    np.testing.assert_array_equal(alone.pixels, expected.index)
    assert alone.header["bar"] == [format_number(expected.low), format_number(expected.high)]
    below = rgb(shade(image[0], "raw", (0, 1)))
    np.testing.assert_array_equal(over.pixels, [below, below])  # on a light page, and on a dark one
    np.testing.assert_array_equal(picture.pixels, shade(image[0], "raw", (0, 1)).index)


def test_the_patch_whose_covering_costs_most_is_framed(visit):
    page = visit("why", test="42", patch="14", every="14")
    prediction, _ = path(42)
    found = Asked("occlusion", 14, 14).cover(NETWORK, prediction.input[None], int(prediction.logits.argmax()))
    picture = page.maps("heat")[0].header
    (mark,) = picture["marks"]
    assert (mark["top"], mark["left"], mark["height"], mark["width"]) == (*found.worst, *found.size)
    assert f"to {format_number(found.score_without)}." in picture["note"]


@pytest.mark.parametrize("method", ["occlusion", "gradient"])
def test_the_picture_is_described_once(visit, method):
    picture = visit("why", test="42", method=method).maps("heat")[0].header
    assert picture["alt"].count("number 14 of the test set") == 1
    assert picture["note"] in picture["alt"]


def test_at_full_strength_the_largest_value_hides_the_picture(visit):
    _, over, alone = visit("why", method="evidence", strength="1").maps("heat")
    ends = np.isin(alone.pixels, (1, 255))
    assert ends.any()
    palettes = shade([[0]], "signed").palette
    for pixels, palette in zip(over.pixels, palettes, strict=True):
        np.testing.assert_array_equal(pixels[ends], palette[alone.pixels[ends]])


@pytest.mark.parametrize("method", ["evidence", "integrated"])
def test_what_should_add_up_is_shown_to(visit, method):
    page = visit("why", test="42", method=method)
    prediction, _ = path(42)
    total = Asked(method)(NETWORK, prediction.input[None], int(prediction.logits.argmax())).sum()
    assert page.facts["All pixels add up to"][0] == format_number(total, 5)
    assert page.facts["Expected"][1].startswith(f"{format_number(prediction.logits.max(), 5)} (logit) less ")


@pytest.mark.parametrize("key", ["evidence", "gradient × input", "Grad-CAM 17"])
def test_beside_a_method_stands_what_was_measured_of_it(visit, key):
    query = {"evidence": {"method": "evidence"}, "gradient × input": {"method": "product"}}.get(
        key, {"method": "cam", "cam": "relu 8"}
    )
    own = shipped()["methods"][key]
    page = visit("why", **query, agree="true")
    assert page.facts["Agreement with occlusion"][0] == format_number(own["rank_correlation"])
    assert ("Empty maps" in page.facts) == bool(own["blank"])
    (overlap,) = [told[0] for name, told in page.facts.items() if name.startswith("Found by occlusion")]
    assert overlap == percent(own["top_overlap"], 0)


@pytest.mark.parametrize(
    "query", [{"method": "integrated", "way_steps": str(4 * STEPS)}, {"method": "occlusion", "patch": "5"}]
)
def test_settings_that_were_not_measured_have_no_agreement(visit, query):
    assert visit("why", **query).facts["Agreement with occlusion"][0] == "not measured"


def test_shuffling_the_weights_is_computed_now_and_shown_beside(visit):
    page = visit("why", test="42", method="gradient", beside="shuffled", mix="7")
    image, label = GALLERY.images[42][None], int(path(42)[0].logits.argmax())
    own, mixed = (Asked("gradient")(of, image, label)[0] for of in (NETWORK, shuffled(NETWORK, 7)))
    alone = page.maps("heat")[1::2]
    for drawn, values in zip(alone, (own, mixed), strict=True):
        np.testing.assert_array_equal(drawn.pixels, shade(values, "signed").index)
    assert page.facts["Agreement of both maps"][0] == format_number(rank_correlation(own, mixed), 2)


def test_both_maps_share_a_range_when_asked(visit):
    query = {"test": "42", "method": "product", "beside": "occlusion", "one_range": "true"}
    page = visit("why", **query)
    assert len({tuple(drawn.header["bar"]) for drawn in page.maps("heat")[1::2]}) == 1


def test_an_empty_map_has_nothing_to_compare(visit):
    page = visit("why", test="42", method="cam", cam="relu 8", beside="occlusion")
    assert page.facts["Agreement of both maps"][0] == "nothing to compare"
    assert "the same value everywhere" in page.maps("heat")[0].header["note"]


def test_of_a_blank_picture_nothing_is_explained_until_it_is_prepared_in_another_way(visit, monkeypatch):
    page = visit("why", src="own")
    page.app.session_state["garment_own"] = "upload"
    page.app.file_uploader(key="garment_file").upload(
        "mine.png", images.png(np.full((40, 40), 255, np.uint8)), "image/png"
    )
    page.run()
    assert "This picture is blank" in text(page)
    assert not [1 for element in page.app.get("bidi_component") if element.proto.id.endswith("-outputs")]
    page.run_a_part(monkeypatch)
    page.set("light", "keep")
    assert lines(page, "contributions")


def test_a_drawing_is_prepared_as_on_the_network_page(visit):
    page = visit("why", src="own", garment="bag")
    assert page.maps("steps")
    assert lines(page, "contributions")


def test_a_channel_that_was_pressed_stays_until_another_step_of_the_path_is_shown(visit):
    _, found = path(BOOT)
    (stop,) = [stop for stop in stops(found) if NAMES[stop.layer] == "conv 5"]
    other = (stop.source + 1) % 16
    page = visit("why", test=str(BOOT), stop="conv 5").enlarge("why", other)
    assert page.address["why_large"] == str(other)
    assert visit("why", **page.address).view("why")["large"]["channel"] == other
    assert "why_large" not in page.enlarge("why", stop.source).address
    page = page.enlarge("why", other)
    page.app.selectbox(key="stop").set_value("conv 4")
    assert "why_large" not in page.run().address


def test_what_gradient_times_input_misses_is_said_to_be_what_the_biases_contribute(visit):
    """See `test_gradients.py` for that it is; a network that is linear piece by piece misses nothing else."""
    assert "because what the biases contribute belongs to no pixel" in text(
        visit("why", view="maps", method="product")
    )
