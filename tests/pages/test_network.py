"""The Network page without a browser: extremes of its controls, and numbers that agree with the network."""

import io
import re
from html import unescape

import numpy as np
import pytest

from cnnviz import images
from cnnviz.figures import format_number, shade
from cnnviz.models.garments import CLASS_KEYS, LABELS, load_classifier, load_gallery
from cnnviz.network.certainty import certainty
from cnnviz.network.positions import same_spot
from cnnviz.network.prepare import Preparation, prepare
from cnnviz.numbers import percents
from cnnviz.operators import softmax
from pages.ui.classifier.current import gallery_predictions
from pages.ui.classifier.shipped import classifier
from pages.ui.classifier.spot import look_at_number
from pages.ui.session import state

CLASSIFIER = load_classifier()
GALLERY = load_gallery()
NAMES = (*CLASSIFIER.layer_names, "softmax")
#: Which test images stand for the classes in the columns of the gallery.
PER_CLASS = len(GALLERY.images) // len(LABELS)


def columns(page, key):
    """The indices of each column that a component was given, (n, H, W)."""
    sent = page.sent(key)
    return [sent.blocks[f"index {i}"] for i in range(len(sent.header["columns"]))]


def text(page):
    """All prose and HTML on the page."""
    return "\n".join(
        [element.proto.body for kind in ("html", "markdown") for element in page.app.get(kind)]
    ).replace("\u00a0", " ")


def lines(page):
    """The classes beside the maps, each with its score and share; none where there is no answer."""
    try:
        return page.sent("scores").header["lines"][1:]  # the first has the heads
    except AssertionError:
        return []


def shares(page):
    """The softmax's numbers: class → what is written beside it."""
    return {line["name"]: line["share"]["text"].replace("\u00a0", " ") for line in lines(page)}


def layers_of_maps():
    """The layers whose outputs are maps: name → outputs."""
    made = CLASSIFIER.predict(GALLERY.images[0]).activations
    return [name for name, one in zip(NAMES, made, strict=False) if one.ndim == 3]


def test_all_maps_of_all_layers_are_there(visit):
    page = visit("network", test="42")
    answer = CLASSIFIER.predict(GALLERY.images[42])
    shown = columns(page, "maps")
    assert [c["label"].split(":")[0] for c in page.sent("maps").header["columns"]] == layers_of_maps()
    for name, column, made in zip(layers_of_maps(), shown, answer.activations, strict=False):
        assert column.size == made.size
        one_range = column.astype(float).ravel()
        order = np.argsort(made.ravel(), kind="stable")
        assert (np.diff(one_range[order]) >= 0).all(), f"{name}: brighter means larger in the whole layer"


def test_a_relu_stands_beside_its_convolution_under_one_size(visit):
    for column in visit("network").sent("maps").header["columns"]:
        is_relu = column["label"].startswith("relu")
        assert column["joins"] == is_relu
        assert (column["note"] == "") == is_relu


def test_the_scores_beside_the_maps_are_the_networks_and_the_highest_is_set_off(visit):
    answer = CLASSIFIER.predict(GALLERY.images[42])
    shown = lines(visit("network", test="42"))
    np.testing.assert_allclose([line["score"]["value"] for line in shown], answer.logits, rtol=1e-6)
    np.testing.assert_allclose([line["share"]["value"] for line in shown], answer.probabilities, rtol=1e-6)
    assert [line["number"] for line in shown] == list(range(len(LABELS)))
    assert [line["top"] for line in shown] == [i == answer.logits.argmax() for i in range(len(LABELS))]


@pytest.mark.parametrize(("column", "layer"), [(0, "dense"), (1, "softmax")])
def test_a_score_or_a_share_that_is_clicked_is_explained(visit, column, layer):
    page = visit("network", test="42").report("scores", "pick", [9, column])
    assert page.address["layer"] == layer
    assert page.address["class"] == CLASS_KEYS[8]
    key = ("score", "share")[column]
    assert [line["name"] for line in lines(page) if line[key]["chosen"]] == [LABELS[8]]
    page.report("scores", "pick", [0, 1 - column])
    assert page.control("layer").value == ("softmax", "dense")[column], "a head leads to its layer"
    assert page.address["class"] == CLASS_KEYS[8]


@pytest.mark.parametrize("sent", [[11, 0], [-1, 0], [1, 2], "nonsense", None])
def test_what_is_no_score_changes_nothing(visit, sent):
    page = visit("network")
    before = page.address
    assert page.report("scores", "pick", sent).address == before


@pytest.mark.parametrize(
    ("is_right", "words"), [(True, "✓ The label says so, too"), (False, "≠ The label says")]
)
def test_the_verdict_says_whether_the_label_agrees_and_how_sure_it_is(visit, is_right, words):
    number = int(np.flatnonzero((gallery_predictions() == GALLERY.labels) == is_right)[0])
    shares = CLASSIFIER.predict(GALLERY.images[number]).probabilities
    said = text(visit("network", test=str(number)))
    assert words in said
    assert f">{LABELS[int(shares.argmax())]}, {certainty(shares)}</h2>" in said
    assert is_right or f"{words} {LABELS[GALLERY.labels[number]]}" in said


def test_the_chosen_map_stands_large_beside_the_others_with_its_number(visit):
    page = visit("network", test="20", layer="conv 3", map="7", y="3", x="9")
    (large,) = page.maps("chosen")
    index = columns(page, "maps")[NAMES.index("conv 3")]
    np.testing.assert_array_equal(large.pixels, index[7])
    assert [(mark["top"], mark["left"]) for mark in large.header["marks"]] == [(3, 9)]
    made = CLASSIFIER.predict(GALLERY.images[20]).activations[NAMES.index("conv 3")]
    assert page.sent("worked").header["number"] == format_number(float(made[7, 3, 9]))
    page = page.report("chosen", "pick", [0, 5, 6])
    assert [page.address[key] for key in ("map", "y", "x")] == ["7", "5", "6"]


def test_the_number_that_is_to_be_predicted_does_not_stand_beside_the_large_map(visit):
    page = visit("network", layer="conv 3", predict="true")
    assert page.sent("worked").header["number"] == "?"


def test_the_softmax_beside_the_maps_is_the_networks(visit):
    page = visit("network", test="42")
    probabilities = CLASSIFIER.predict(GALLERY.images[42]).probabilities
    said = shares(page)
    assert list(said) == list(LABELS)
    for label, share in zip(LABELS, probabilities, strict=True):
        if share > 0.001:
            assert float(said[label].strip("<> %")) == pytest.approx(100 * share, abs=0.051)


@pytest.mark.parametrize("number", [0, 37, 99])
def test_the_gallery_has_an_image_of_each_class_as_it_is_and_of_its_class_the_one_looked_at(visit, number):
    shown = np.stack(columns(visit("network", test=str(number)), "gallery"), axis=1).reshape(-1, 28, 28)
    of_class = np.arange(len(LABELS)) * PER_CLASS
    of_class[number // PER_CLASS] = number
    np.testing.assert_array_equal(shown, np.rint(GALLERY.images[of_class] * 255))


def test_a_class_that_is_clicked_in_the_gallery_begins_with_its_first_image(visit):
    page = visit("network", test="37").report("gallery", "pick", [2, 1])
    number = int(page.address["test"])
    assert (GALLERY.labels[number], number % PER_CLASS) == (7, 0)


def test_the_cards_figures_stand_beside_the_answer(visit):
    page = visit("network", test="0")
    test = CLASSIFIER.card["test"]
    assert f"{100 * test['accuracy']:.1f} %" in text(page)
    assert f"{100 * test['interval'][0]:.1f} %" in text(page)


def made_by(name, number, temperature=1.0):
    """What a layer made of a test image, as it is drawn: (maps, rows, columns)."""
    answer = CLASSIFIER.predict(GALLERY.images[number])
    if name == "softmax":
        return softmax(answer.logits, temperature=temperature).reshape(1, -1, 1)
    made = answer.activations[NAMES.index(name)]
    return made if made.ndim == 3 else made.reshape((1, 16, 49) if name == "flatten" else (1, -1, 1))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("end", [0, -1])
def test_F1_N1_every_layer_can_be_looked_at_down_to_its_first_and_last_number(visit, name, end):
    temperature = {0: 0.1, -1: 10.0}[end]
    made = made_by(name, 99, temperature)
    map_, row, column = last = [0 if end == 0 else size - 1 for size in made.shape]
    query = {"layer": name, "test": "99", "class": CLASS_KEYS[end], "temperature": str(temperature)}
    if name == "flatten":
        map_, row, column = row, *divmod(column, 7)
    page = visit("network", **query, map=str(map_), y=str(row), x=str(column))
    source, windows, result = (page.part("network", part) for part in ("source", "windows", "result"))
    assert page.view("network")["at"] == last
    np.testing.assert_array_equal(result.blocks["values"], made)
    assert result.header["source"] == source.header["id"]
    assert result.header["windows"] == windows.header["id"]


@pytest.mark.parametrize("temperature", ["0.1", "1.0", "10.0"])
def test_the_softmaxs_facts_follow_its_temperature(visit, temperature):
    made = made_by("softmax", 42, float(temperature))
    said, origin = visit("network", layer="softmax", test="42", temperature=temperature).facts["Values"]
    made = made.ravel()
    each = percents(made)
    assert unescape(said) == f"{each[made.argmin()]} … {each[made.argmax()]}"
    assert origin == f"at temperature {format_number(float(temperature))}"


def test_no_class_has_all_of_it_while_another_has_some(visit):
    page = visit("network", layer="softmax", test="42", temperature="0.1")
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", text(page), re.DOTALL)
    cells = [re.sub("<[^>]*>", "|", row).replace("&lt;", "<").replace("&gt;", ">") for row in rows]
    softmax_column = [re.findall(r"(?:[<>] )?[\d.]+ %", cell)[0] for cell in cells if cell.count("%") == 2]
    *each, total = softmax_column
    assert len(each) == len(LABELS)
    assert total == "100 %"
    assert "100 %" not in each or set(each) == {"100 %", "0 %"}


def test_a_class_is_called_as_the_data_set_calls_it_and_addresses_keep_its_old_name(visit):
    page = visit("network", layer="dense", **{"class": CLASS_KEYS[0]})
    assert page.view("network")["at"] == [0, 0, 0]
    assert LABELS[0] == "T-shirt/top"
    assert next(iter(shares(page))) == LABELS[0]
    assert page.address["class"] == CLASS_KEYS[0] == "T-shirt"


def test_the_card_names_batch_norm_and_mirroring_as_its_data_do(visit, monkeypatch):
    told = dict.fromkeys(("normalisation", "augmentation"), "as the data tell it")
    monkeypatch.setitem(classifier().card, "in_training", told)
    said = text(visit("network", card="true"))
    for name, words in told.items():
        assert re.search(f">{name}<.*?>{words}<", said)


def test_the_class_with_the_highest_score_is_looked_at_first(visit):
    page = visit("network", layer="dense", test="42")
    assert page.view("network")["at"] == [0, int(CLASSIFIER.predict(GALLERY.images[42]).logits.argmax()), 0]


@pytest.mark.parametrize(
    ("layer", "sent", "chosen"),
    [
        ("conv 2", [3, 5, 7], {"map": 3, "y": 5, "x": 7}),
        ("flatten", [0, 3, 19], {"map": 3, "y": 2, "x": 5}),
        ("dense", [0, 8, 0], {"class": LABELS[8]}),
        ("softmax", [0, 9, 0], {"class": LABELS[9]}),
        ("dense", [0, len(LABELS), 0], {}),  # a browser may send anything
        ("flatten", [0, 0, 49], {}),
        ("conv 2", [-1, 0, 0], {}),
        ("conv 2", "nonsense", {}),
    ],
)
def test_what_is_pinned_is_what_the_controls_are_set_to(monkeypatch, layer, sent, chosen):
    settings = {"layer": layer}
    monkeypatch.setattr(state, "read", settings.get)
    monkeypatch.setattr(state, "put", settings.__setitem__)
    look_at_number(sent)
    assert settings == {"layer": layer, **chosen}


@pytest.mark.parametrize("together", ["map", "strongest", "layer", "network"])
def test_both_figures_have_the_colours_that_their_maps_have_above(visit, together):
    page = visit("network", range=together, test="7", layer="pool 2")
    above = dict(zip(layers_of_maps(), columns(page, "maps"), strict=True))
    for part, name in (("source", "relu 5"), ("result", "pool 2")):
        np.testing.assert_array_equal(page.part("network", part).blocks["index"], above[name])


@pytest.mark.parametrize("together", ["map", "strongest", "layer", "network"])
def test_maps_before_and_after_a_relu_have_the_same_colours(visit, together):
    page = visit("network", range=together, test="7", layer="relu 5")
    before, after = (page.part("network", part).blocks for part in ("source", "result"))
    kept = before["values"] >= 0
    np.testing.assert_array_equal(before["palette"], after["palette"])
    np.testing.assert_array_equal(before["index"][kept], after["index"][kept])
    assert len(np.unique(after["index"][~kept])) == 1


def test_evidence_names_the_score(visit):
    page = visit("network", layer="dense", test="42", **{"class": "Bag"})
    logit = CLASSIFIER.predict(GALLERY.images[42]).logits[LABELS.index("Bag")]
    assert (
        f"that is the logit (score), {format_number(float(logit))}" in page.maps("evidence")[0].header["note"]
    )


def test_the_temperature_changes_the_shares_and_not_the_answer_above(visit):
    page = visit("network", layer="softmax", test="42", temperature="4.5")
    logits = CLASSIFIER.predict(GALLERY.images[42]).logits
    best = int(logits.argmax())
    hot = f"{100 * softmax(logits, temperature=4.5)[best]:.1f} %"
    plain = f"{100 * softmax(logits)[best]:.1f} %"
    assert [hot in text(page), plain in text(page)] == [True, True]


@pytest.mark.parametrize("garment", [sample.name for sample in images.catalogue("garment")])
def test_a_garment_goes_through_its_visible_preparation(visit, garment):
    page = visit("network", src="own", garment=garment)
    prepared = prepare(images.fit(images.load_sample(garment), 512))
    assert [step.header["label"][3:] for step in page.maps("steps")] == [
        step.title for step in prepared.steps
    ]
    np.testing.assert_array_equal(page.maps("input")[0].pixels, np.rint(255 * prepared.input))


@pytest.mark.parametrize(
    ("query", "how"),
    [
        ({"light": "invert", "margin": "8"}, Preparation(polarity="invert", margin=8)),
        ({"light": "keep", "fill": "yes"}, Preparation(polarity="keep", fill="yes")),
        ({"fill": "no", "trim": "false"}, Preparation(fill="no", trim=False)),
        ({"shift_down": "-8", "shift_right": "8"}, Preparation(shift=(-8, 8))),
        (
            {"shift_down": "8", "shift_right": "-8", "bright": "false"},
            Preparation(shift=(8, -8), brighten=False),
        ),
        ({"margin": "99", "shift_down": "nonsense"}, Preparation()),
    ],
)
def test_each_step_can_be_changed_from_the_address(visit, query, how):
    page = visit("network", src="own", garment="dress", **query)
    prepared = prepare(images.fit(images.load_sample("dress"), 512), how)
    np.testing.assert_array_equal(page.maps("input")[0].pixels, np.rint(255 * prepared.input))


def upload(page, pixels):
    page.app.session_state["garment_own"] = "upload"
    page.app.file_uploader(key="garment_file").upload("mine.png", images.png(pixels), "image/png")
    return page.run()


def test_a_blank_picture_gets_no_answer(visit):
    page = upload(visit("network", src="own"), np.full((40, 40), 255, np.uint8))
    assert "This picture is blank" in text(page)
    assert shares(page) == {}


def test_noise_gets_a_warning_before_its_bars(visit):
    noise = np.random.default_rng(0).integers(0, 256, (28, 28)).astype(np.uint8)
    page = upload(visit("network", src="own"), noise)
    body = text(page)
    assert body.index("Do not trust this prediction") < body.index('class="verdict"')
    assert page.sent("scores").header["unlike"]
    assert re.search(r'class="verdict">[^<,]*\?<', body), "nor does it say how sure it is"


def test_a_file_that_is_no_picture_gets_a_sentence_and_the_page_stays(visit):
    page = visit("network", src="own", garment="bag")
    page.app.file_uploader(key="garment_file").upload("mine.png", b"no picture", "image/png")
    page.run()
    assert len(page.errors) == 1
    assert shares(page)


def test_an_address_of_an_own_picture_says_that_it_stayed_where_it_was(visit):
    (told,) = visit("network", src="own", garment="upload").app.info
    assert "did not come with it" in told.value


@pytest.mark.parametrize(
    "query", [{"test": "100"}, {"test": "-1"}, {"test": "x"}, {"layer": "conv 99"}, {"y": "28"}]
)
def test_an_address_that_asks_for_too_much_opens_the_page_all_the_same(visit, query):
    assert shares(visit("network", **query))


def test_an_address_for_a_large_map_is_brought_into_a_small_one(visit):
    page = visit("network", layer="conv 8", y="27", x="27")
    assert max(page.view("network")["at"]) < 7


@pytest.mark.parametrize("together", ["map", "layer", "network"])
def test_colours_are_shared_as_asked(visit, together):
    page = visit("network", range=together, test="7")
    answer = CLASSIFIER.predict(GALLERY.images[7])
    shown = dict(zip(layers_of_maps(), columns(page, "maps"), strict=True))
    made = dict(zip(NAMES, answer.activations, strict=False))  # the softmax is no layer
    for name in ("conv 5", "relu 5", "pool 2"):
        alike = {
            "map": made["conv 5"],
            "layer": [made["conv 5"]] * len(made[name]),
            "network": [np.concatenate([one.ravel() for one in made.values() if one.ndim == 3])]
            * len(made[name]),
        }[together]
        for index, maps, ranged in zip(shown[name], made[name], alike, strict=True):
            most = float(np.abs(ranged).max())
            np.testing.assert_array_equal(index, shade(maps, "signed", (-most, most)).index)


def test_the_strongest_hundredth_of_a_layers_numbers_has_the_last_colours(visit):
    page = visit("network", range="strongest", test="7")
    shown = dict(zip(layers_of_maps(), columns(page, "maps"), strict=True))
    made = CLASSIFIER.predict(GALLERY.images[7]).activations[NAMES.index("conv 5")]
    beyond = np.abs(made) > np.percentile(np.abs(made), 99)
    for side in (made > 0, made < 0):
        assert len(np.unique(shown["conv 5"][beyond & side])) == 1
        assert len(np.unique(shown["conv 5"][~beyond & side])) > 1


def test_what_relu_does_is_seen_as_blue_that_is_gone(visit):
    shown = dict(zip(layers_of_maps(), columns(visit("network", test="7"), "maps"), strict=True))
    for number in range(1, 9):
        before, after = (np.stack(shown[f"{name} {number}"]) for name in ("conv", "relu"))
        np.testing.assert_array_equal(after, np.maximum(before, 128))
        assert (before < 128).any()


def test_the_table_of_layers_adds_up_to_the_cards_parameters(visit):
    page = visit("network")
    assert page.facts["Parameters"][0].replace(",", "") == str(CLASSIFIER.card["parameters"])


def test_a_closed_card_is_not_written(visit):
    page = visit("network")
    assert "Confusion matrix" not in text(page)


def test_the_archive_that_can_be_saved_is_of_the_picture_shown(visit):
    page = visit("network", test="13")
    (button,) = [b for b in page.app.get("download_button") if b.proto.label.endswith(".npz")]
    assert button.proto.label == "Save all layers .npz"
    with np.load(io.BytesIO(CLASSIFIER.archive(CLASSIFIER.predict(GALLERY.images[13])))) as held:
        np.testing.assert_array_equal(held["input"], GALLERY.images[13])


def test_another_layer_is_looked_at_in_the_same_spot_of_the_picture(visit):
    page = visit("network", layer="conv 1", y="14", x="21")
    page.app.selectbox(key="layer").set_value("conv 8")
    page.run()
    at = page.control("y").value, page.control("x").value
    assert at == same_spot((14, 21), (28, 28), (7, 7))


def large(page):
    """The channel that was chosen in the linked view."""
    return page.view("network")["large"]["channel"]


def test_a_channel_that_was_pressed_is_in_the_address_until_another_layer_is_looked_at(visit):
    page = visit("network", layer="conv 3", map="2").enlarge("network", 11)
    assert (large(page), page.address["net_large"]) == (11, "11")
    page = page.react("network", "at", [5, 3, 4])
    assert page.address["map"] == "5"
    assert large(page) == 11
    assert large(visit("network", **page.address)) == 11
    page.app.selectbox(key="layer").set_value("conv 4")
    page.run()
    assert large(page) is None
    assert "net_large" not in page.address


@pytest.mark.parametrize(
    ("layer", "text", "channel"),
    [("dense", "15", 15), ("dense", "16", None), ("conv 1", "0", None), ("pool 1", "1", None)],
)
def test_a_channel_in_the_address_is_one_of_those_that_the_layer_adds_up(visit, layer, text, channel):
    page = visit("network", layer=layer, net_large=text)
    assert large(page) == channel
    assert ("net_large" in page.address) == (channel is not None)


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ({"test": "3"}, False),
        ({"test": "3", "layer": "dense"}, True),
        ({"test": "3", "map": "2"}, True),
        ({"test": "3", "predict": "true"}, True),
    ],
)
def test_a_phone_unfolds_where_the_number_comes_from_for_an_address_that_is_about_it(visit, address, is_open):
    """And leaves it to the reader from then on: what is set on the page folds and unfolds nothing."""
    page = visit("network", **address)
    assert ('<details class="folds" open>' in text(page)) is is_open
    page.set("layer", "conv 5")
    assert ('<details class="folds" open>' in text(page)) is is_open
    page.report("part_reconnect", "step", {"stay": page.stay, "settings": {"test": "3", "layer": "conv 5"}})
    assert ('<details class="folds" open>' in text(page)) is is_open
