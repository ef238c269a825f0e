"""The Neurons page without a browser: extremes of its controls, and numbers that agree with the networks."""

import math
import re

import numpy as np
import pytest

from cnnviz.figures import palettes
from cnnviz.models.garments import LABELS, load_gallery
from cnnviz.neurons.duplicates import near_duplicates
from cnnviz.neurons.rounding import fixed
from cnnviz.neurons.shipped import load_shipped
from cnnviz.neurons.weighted import weighted_sum
from cnnviz.numbers import format_number, percent
from pages.ui.classifier.input import Input
from pages.ui.figures.maps import Pick
from pages.ui.neurons import classes, hidden, pairs
from pages.ui.neurons.prediction import accuracy
from pages.ui.session import state

SHIPPED, GALLERY = load_shipped(), load_gallery()


def text(page):
    """All prose and HTML on the page."""
    bodies = [element.proto.body for kind in ("html", "markdown") for element in page.app.get(kind)]
    return "\n".join(bodies).replace("\u00a0", " ")


def weighted(page):
    """What the component that multiplies was given."""
    return page.sent("weighted")


def terms(page):
    """The numbers of the written sum, by their names."""
    found = re.findall(r'<span class="term[^"]*">([^<]*)<small>([^<]*)</small>', text(page))
    return {name: float(number.strip("() ").replace("−", "-")) for number, name in found}


@pytest.mark.parametrize(("number", "label"), [(0, LABELS[0]), (99, LABELS[-1])])
def test_I5_a_class_is_explained_down_to_its_logit(visit, number, label):
    page = visit("neurons", test=str(number), **{"class": label})
    image, at = GALLERY.images[number], LABELS.index(label)
    weights, biases = SHIPPED.weights("logistic")
    sent = weighted(page)
    np.testing.assert_array_equal(sent.blocks["inputs"], image)
    np.testing.assert_array_equal(sent.blocks["weights"].ravel(), weights[at])
    said = terms(page)
    total = said.pop(f"logit of {label}")
    assert round(sum(said.values()), 3) == total
    assert total == pytest.approx(float(SHIPPED.predict("logistic", image).logits[at]), abs=6e-4)
    assert said["bias"] == pytest.approx(float(biases[at]), abs=1.1e-3)


def test_the_best_class_is_looked_at_first_and_its_share_is_the_networks(visit):
    page = visit("neurons", test="42")
    prediction = SHIPPED.predict("logistic", GALLERY.images[42])
    assert f"logit of {LABELS[prediction.best]}" in terms(page)
    assert f"{LABELS[prediction.best]}, {percent(float(prediction.probabilities[prediction.best]))}".replace(
        "\u00a0", " "
    ) in text(page)


@pytest.mark.parametrize("unit", [0, 63])
def test_a_hidden_unit_is_followed_through_its_relu(visit, unit):
    page = visit("neurons", neurons="hidden", test="42", hidden_unit=str(unit))
    weights, biases = SHIPPED.weights("mlp")
    neuron = weighted_sum(GALLERY.images[42].ravel(), weights[unit], biases[unit])
    said = terms(page)
    assert said["weighted sum"] == pytest.approx(neuron.total, abs=6e-4)
    assert said["output"] == max(said["weighted sum"], 0)
    assert format_number(neuron.angle) in page.facts["Angle between them θ"][0]


@pytest.mark.parametrize("threshold", [0.5, 0.95])
def test_I5_near_duplicates_are_counted_and_shown_side_by_side(visit, threshold):
    page = visit("neurons", neurons="hidden", pair_cos=str(threshold))
    weights = SHIPPED.weights("mlp")[0]
    found = near_duplicates(weights, threshold)
    assert f"<b>{len(found)} of {math.comb(len(weights), 2):,} pairs</b>" in text(page)
    shown = page.maps("pairs")
    assert len(shown) == min(len(found), pairs._MOST)
    assert shown[0].header["label"] == f"units {found[0].first} and {found[0].second}"


def test_the_colours_can_be_told_apart_by_everybody_after_one_switch(visit):
    sent = {hues: weighted(visit("neurons", hues=hues)) for hues in ("green_red", "orange_blue")}
    np.testing.assert_array_equal(sent["green_red"].blocks["palette 1"], palettes.red_green())
    np.testing.assert_array_equal(sent["orange_blue"].blocks["palette 1"], palettes.diverging())
    np.testing.assert_array_equal(sent["green_red"].blocks["index"], sent["orange_blue"].blocks["index"])


def test_I6_two_inputs_start_with_the_courses_numbers(visit):
    said = text(visit("neurons", neurons="two"))
    for line in ("155·0.27 + 60·0.2 = 53.85", "relu(53.85) = 53.85", "relu(−39.5) = 0"):
        assert line in said
    assert "155·(−0.1) + 60·(−0.4) = −39.5" in said


@pytest.mark.parametrize("first", ["0", "255"])
def test_I4_I6_two_inputs_at_their_ends(visit, first):
    least = dict.fromkeys(("two_a1", "two_a2"), "0") | {"two_in2": "0", "two_b1": "-1"}
    said = text(visit("neurons", neurons="two", two_in1=first, **least))
    assert "there is no angle" in said  # neuron A has no weights
    assert f"relu({format_number(-float(first))}) = 0" in said


def test_I4_I6_weights_beyond_1_and_a_bias_are_added_up_and_the_angle_is_that_of_the_products(visit):
    page = visit("neurons", neurons="two")
    for key, value in {"two_in1": 3, "two_in2": 4, "two_a1": 2.5, "two_a2": -12, "two_a_bias": 40.25}.items():
        page.set(key, value)
    said = text(page)
    assert "3·2.5 + 4·(−12) + 40.25 = −0.25" in said
    assert "relu(−0.25) = 0" in said
    neuron = weighted_sum([3, 4], [2.5, -12])
    assert f"≈ {format_number(neuron.total)}" in said  # w · x, without the bias
    assert f"cos {format_number(neuron.angle)}°" in said
    page.set("two_a_bias", 41)
    assert "relu(0.5) = 0.5" in text(page)
    again = visit("neurons", **page.address)
    assert text(again) == text(page)


def test_plus_and_minus_beside_a_weight_round_no_first_weight(visit):
    """Streamlit's buttons round to as many decimals as their step has."""
    fields = {
        key: it for key, it in visit("neurons", neurons="two").controls.items() if key.startswith("two_")
    }
    weights = [
        it for it in fields.values() if it.type == "number_input" and it.key.partition("~")[0][-1] in "12"
    ]
    assert len(weights) == 4
    for it in weights:
        assert it.value / it.step == pytest.approx(round(it.value / it.step))


def test_a_weight_with_many_decimals_is_the_one_that_its_field_shows(visit):
    page = visit("neurons", neurons="two").set("two_a1", 0.123456)
    assert page.control("two_a1").value == 0.123456
    assert page.address["two_a1"] == "0.123456"
    assert f"≈ {format_number(155 * 0.123456 + 60 * 0.2)}" in text(page)
    assert text(visit("neurons", **page.address)) == text(page)


def test_I4_I6_a_bias_alone_is_what_a_neuron_without_weights_answers(visit):
    said = text(visit("neurons", neurons="two", two_a1="0", two_a2="0", two_a_bias="3"))
    assert "the products add up to 0" in said
    assert "relu(3) = 3" in said


@pytest.mark.parametrize("query", [{"two_a1": "100.5"}, {"two_a1": "nan"}, {"two_a_bias": "-1e6"}], ids=str)
def test_what_is_no_weight_or_bias_is_left_out(visit, query):
    assert text(visit("neurons", neurons="two", **query)) == text(visit("neurons", neurons="two"))


def test_I6_the_code_of_two_neurons_gives_what_the_page_says(visit):
    query = {"two_a1": "2.5", "two_a2": "-1.5", "two_a_bias": "-0.5", "two_b_bias": "45"}
    page = visit("neurons", neurons="two", code="true", **query)
    loops, *scripts = (element.value for element in page.app.code)
    assert "def linear" in loops
    for code in scripts:
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        for output in np.asarray(names["output"]):
            assert f"= {format_number(output)}<" in text(page)
    assert len(scripts) == 2


def test_four_accuracies_and_four_answers_of_permuted_pixels(visit):
    page = visit("neurons", neurons="permuted", test="77", weights_range="each")
    said, image = text(page), GALLERY.images[77]
    for name in ("mlp", "mlp_permuted", "cnn", "cnn_permuted"):
        test = SHIPPED.card["networks"][name]["test"]
        assert f"<b>{percent(test['accuracy'])}</b>".replace("\u00a0", " ") in said
        prediction = SHIPPED.predict(name, image)
        share = percent(float(prediction.probabilities[prediction.best])).replace("\u00a0", " ")
        assert share.replace("<", "&lt;").replace(">", "&gt;") in said
    ordinary, permuted = page.maps("orders")
    assert sorted(ordinary.pixels.ravel()) == sorted(permuted.pixels.ravel())
    np.testing.assert_array_equal(permuted.pixels, SHIPPED.permute(ordinary.pixels))
    for kind, words, sign in (
        ("mlp", "is not measurably affected: .*? a difference of", -1),
        ("cnn", "is affected: .*? it loses", 1),
    ):
        found = SHIPPED.card["lost_by_permuting"][kind]
        points, *ends = (
            fixed(100 * sign * share, 1) for share in (found["difference"], *found["interval"][::sign])
        )
        told = rf"{points} percentage points \(95 % interval {ends[0]} to {ends[1]}\)"
        assert re.search(rf"The {kind.upper()} {words} {told}", said)


@pytest.mark.parametrize("view", ["none", "hidden", "permuted"])
def test_any_picture_can_be_looked_at_and_is_not_judged(visit, view):
    page = visit("neurons", neurons=view, src="own", garment="dress", neurons_card="true")
    assert "The label says" not in text(page)
    assert "Accuracy on other kinds of pictures was not measured" in text(page)
    assert "Gradient descent without augmentation" in text(page)


def test_a_blank_picture_gets_no_answer_to_trust():
    blank = Input(np.zeros((28, 28), np.float32), "Nothing", blank=True)
    assert "the prediction means nothing" in accuracy(SHIPPED.card["networks"]["mlp"]["test"], blank)


def test_a_pixel_is_pinned_by_the_address_and_nonsense_is_ignored(visit):
    assert weighted(visit("neurons", pixel_at="0.3.27")).header["at"] == [3, 27]
    nonsense = weighted(visit("neurons", pixel_at="0.3.28", neurons="x", hues="x"))
    assert nonsense.header["at"] == weighted(visit("neurons")).header["at"]


@pytest.mark.parametrize("query", [{}, {"class": "sandal"}, {"neurons": "hidden", "img100": "55"}], ids=str)
def test_until_a_pixel_is_clicked_the_one_whose_product_is_largest_is_looked_at(visit, query):
    page = visit("neurons", **query)
    sent = weighted(page)
    products = np.abs(sent.blocks["inputs"] * sent.blocks["weights"])
    assert products[tuple(sent.header["at"])] == products.max()
    assert "pixel_at" not in page.address


def test_what_is_clicked_is_what_the_controls_are_set_to(monkeypatch):
    settings = {}
    monkeypatch.setattr(state, "put", settings.__setitem__)
    classes._take_class((3, 0))
    hidden._take_unit((2, 1))
    assert settings == {"class": LABELS[3], "hidden_unit": 9}
    found = near_duplicates(SHIPPED.weights("mlp")[0], 0.5)
    pairs._take(found, Pick(1, 0, 5))
    assert settings["hidden_unit"] == found[1].first
    pairs._take(found, Pick(1, 0, 40))
    assert settings["hidden_unit"] == found[1].second


@pytest.mark.parametrize("view", ["none", "hidden", "permuted"])
def test_the_pair_that_everybody_can_tell_apart_is_the_first_choice(visit, view):
    assert visit("neurons", neurons=view).control("hues").value == "orange_blue"


def test_two_products_that_cancel_add_up_to_zero(visit):
    page = visit("neurons", neurons="two", two_in1="80", two_in2="60", two_a1="-0.6", two_a2="0.8")
    assert any("80·(−0.6) + 60·0.8 = 0<" in one.proto.body for one in page.app.get("html"))
