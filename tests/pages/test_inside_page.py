"""What a network knows layer by layer, what its layers answer to, and its two halves: Why, Units, Network."""

import re
from html import unescape

import numpy as np
import pytest
import torch

from cnnviz.attribution.parts import patch, stages, strongest
from cnnviz.figures import format_number
from cnnviz.images.samples import load_sample
from cnnviz.models.garments import CLASS_KEYS
from cnnviz.models.model import as_batch
from cnnviz.models.table import MODELS, load
from cnnviz.network.prepare import Preparation
from cnnviz.numbers import percent, percents
from pages.ui.session import keeping
from tests.models.tiny import unmeasured
from tests.pages.conftest import Visit


def bodies(page):
    return " ".join(element.proto.body for element in page.app.get("html"))


def text(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bodies(page))).split())


def by_torch(model, image):
    """What each read-out says of a picture: pooled and added up by PyTorch, from the activations."""
    made = model.predict(image)
    said = []
    for row in model.readouts.rows:
        maps = made.channels if row.layer_index < 0 else made.activations[row.layer_index]
        pooled = torch.nn.functional.adaptive_avg_pool2d(torch.tensor(maps), row.weight.shape[-1])
        logits = torch.einsum("kchw,chw->k", torch.tensor(row.weight), pooled)
        said.append(torch.softmax(logits + torch.tensor(row.bias), 0).numpy())
    return said


def check_lines(page, model, image):
    *lines, network = page.sent("known_lines").header["lines"]
    facts = model.readouts.facts["layers"]
    for line, fact, shares in zip(lines, facts, by_torch(model, image), strict=True):
        best = int(shares.argmax())
        assert line["name"] == fact["layer"]
        assert line["value"] == pytest.approx(shares[best], abs=1e-5)
        assert line["text"].startswith(f"{model.labels[best]}: ")
        assert line["text"].endswith(f" · right {percent(fact['accuracy'])}")
    made = model.predict(image).probabilities
    assert network["text"].startswith(f"{model.labels[made.argmax()]}: {percents(made)[made.argmax()]}")


@pytest.mark.parametrize("key", MODELS)
def test_each_layer_says_what_its_read_out_says_and_a_click_shows_its_maps(key):
    model = load(key)
    page = Visit("why", {"model": key, "method": "layers", "test": "92"})
    check_lines(page, model, model.gallery.images[92])
    page = page.report("known_lines", "pick", 2)
    name = model.readouts.facts["layers"][2]["layer"]
    assert page.address["known"] == name
    assert len(page.maps("known_maps")) == len(model.predict(model.gallery.images[92]).activations[3])
    assert f"{model.readouts.facts['images']:,} test images" in text(page)


def test_an_own_picture_is_read_after_each_layer():
    page = Visit("why", {"model": "digits", "method": "layers", "src": "own", "digit": "four"})
    model = load("digits")
    check_lines(page, model, model.about.prepare(load_sample("four"), Preparation()).input)


def test_of_a_network_without_read_outs_a_sentence_says_so(monkeypatch):
    own = unmeasured(np.random.default_rng(0))
    monkeypatch.setattr(keeping, "kept", lambda key, kept=keeping.kept: own if key == "yours" else kept(key))
    page = Visit("why", {"model": "yours", "method": "layers"})
    assert page.errors == []
    assert any("Nobody trained read-outs" in info.value for info in page.app.info)


def titles(model):
    return [
        f"{model.layer_names[layer]}: sees {min(model.layers[layer].field, 28)} × "
        f"{min(model.layers[layer].field, 28)}"
        for layer in stages(model.network)
    ]


@pytest.mark.parametrize("key", MODELS)
def test_N12_the_patches_on_the_page_are_what_excites_each_map_and_one_is_chosen_by_a_click(key):
    model = load(key)
    page = Visit("units", {"model": key, "unit_view": "parts", "climb_steps": "10"})
    assert [row["title"] for row in page.sent("parts").header["rows"]] == titles(model)
    found = strongest(model.network, as_batch(model.gallery.images))
    cells = [(layer, one) for layer, ones in found.items() for one in ones]
    for drawn, (layer, one) in zip(page.maps("parts"), cells, strict=True):
        cut = patch(model.gallery.images[one.index], one, model.layers[layer].field)
        np.testing.assert_array_equal(drawn.pixels, np.rint(cut * 255))
    page = page.report("parts", "pick", [len(cells) - 2, 0, 0])
    assert page.address["layer"] == model.layer_names[cells[-1][0]]
    assert page.address["map"] == str(len(found[cells[-1][0]]) - 2)


def test_N12_another_picture_is_cut_where_the_maps_answer_to_it_most():
    model = load("garments")
    for number in (5, 92):
        page = Visit("units", {"test": str(number), "climb_steps": "10"})
        image = model.gallery.images[number]
        found = strongest(model.network, image[None, None])
        cells = [(layer, one) for layer, ones in found.items() for one in ones]
        for drawn, (layer, one) in zip(page.maps("own_parts"), cells, strict=True):
            cut = patch(image, one, model.layers[layer].field)
            np.testing.assert_array_equal(drawn.pixels, np.rint(cut * 255))


def test_N12_network_marks_its_two_halves():
    said = re.findall(r'<p class="half"><b>(\w+)</b> (.*?)</p>', bodies(Visit("network", {})))
    assert [half for half, _ in said] == ["Features", "Classification"]
    kinds = [re.sub(r"<[^>]+>", "", words).lower() for _, words in said]
    for name in load("garments").layer_names:
        half = 1 if name in ("flatten", "dense") else 0
        assert name.partition(" ")[0] in kinds[half]


@pytest.mark.parametrize("number", ["0", "57"])
def test_F1_the_weights_of_a_class_meet_the_numbers_that_flatten_wrote_and_make_its_score(number):
    model = load("garments")
    page = Visit("network", {"layer": "dense", "test": number})
    source, result = (page.part("network", part) for part in ("source", "result"))
    weights, vector = result.blocks["weights"], source.blocks["values"].ravel()
    np.testing.assert_array_equal(weights.reshape(10, -1), model.network.layers[-1].parameters["weight"])
    flat = model.predict(model.gallery.images[int(number)]).activations[-2]
    np.testing.assert_array_equal(vector, flat)
    scores = torch.tensor(weights).reshape(10, -1) @ torch.tensor(vector)
    bias = model.network.layers[-1].parameters["bias"]
    np.testing.assert_array_equal(result.blocks["bias"].ravel(), bias)
    np.testing.assert_allclose(result.blocks["values"].ravel(), scores.numpy() + bias, atol=1e-4)
    label = int(scores.numpy().argmax())
    note = Visit("network", {"layer": "dense", "test": number, "class": CLASS_KEYS[label]}).maps("evidence")[
        0
    ]
    said = f"With the bias of {format_number(float(bias[label]))} that is the logit"
    assert said in note.header["note"]
