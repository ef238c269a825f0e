"""Architectures: rows N5 and N10 of the curriculum, read off the page, and other inputs followed."""

import csv
import io
import json

import pytest

from cnnviz.architectures import COMPARED, NETWORKS, measure
from cnnviz.architectures.skip import gradients
from cnnviz.figures import format_number
from tests.pages.conftest import Visit
from tests.pages.everything import everything
from tests.pages.restored.opened import Opened

#: What the curriculum names.
NAMED = {
    "lenet5": "61,706",
    "alexnet": "62,378,344",
    "alexnet_grouped": "60,965,224",
    "vgg16": "138,357,544",
    "vgg19": "143,667,240",
    "resnet18": "11,689,512",
    "resnet50": "25,557,032",
}
#: Bytes that a network's drawing may send: the largest has 208 layers.
MOST_SENT = 150_000


def view(page):
    sent = page.component("a_view")
    return json.loads(sent.json or sent.mixed.json)


def sums(page):
    return {name: number for number, name in view(page)["sums"]}


def layer(page, name):
    """A layer as it is told: what it makes, and its formulas by their names."""
    sent = view(page)
    (found,) = [one for one in sent["layers"] if one["name"] == name]
    return found["made"], {sent["lines"][at][0]: sent["lines"][at][1] for at in found["lines"]}


@pytest.mark.parametrize("name", NETWORKS)
def test_N5_every_network_has_its_total_and_every_layer_is_drawn_once(visit, name):
    page = visit("architectures", a_net=name)
    found = measure(NETWORKS[name].nodes(), NETWORKS[name].input_shape())
    assert sums(page)["parameters"] == NAMED.get(name, format_number(found.parameters))
    assert sums(page)["multiplications"] == format_number(found.multiplications)
    sent = view(page)
    drawn = [at for stage in sent["stages"] for block in stage["blocks"] for at, *_ in block["places"]]
    assert sorted(drawn) == list(range(len(found.rows)))
    assert len(json.dumps(sent)) < MOST_SENT


def test_N5_lenet_is_taken_apart(visit):
    page = visit("architectures", a_net="lenet5", a_table="true")
    told = [
        layer(page, name)[1]["Parameters"].split(" = ")[-1]
        for name in ("conv1", "conv2", "fc1", "fc2", "fc3")
    ]
    assert told == ["156", "2416", "48,120", "10,164", "850"]
    assert layer(page, "conv2")[0] == "10 × 10 × 16"
    text = "".join(element.proto.body for element in page.app.get("html"))
    assert "61,706" in text


def test_N5_another_input_is_followed_to_every_number(visit):
    page = visit("architectures", a_net="vgg16").set("a_side", 256)
    found = measure(NETWORKS["vgg16"].nodes(), (3, 256, 256))
    assert sums(page)["parameters"] == format_number(found.parameters)
    assert layer(page, "fc1")[1]["Parameters"].endswith(format_number(4096 * (512 * 8 * 8 + 1)))
    assert NAMED["vgg16"] in view(page)["words"]
    page.set("a_net", "resnet50")  # which is shown with its own input
    assert view(page)["input"] == "224 × 224 × 3"
    page.set("a_side", 320)
    assert sums(page)["parameters"] == NAMED["resnet50"]
    assert "as many parameters" in view(page)["words"]


def test_N5_an_error_is_told_only_with_the_input_that_it_was_measured_with(visit):
    page = visit("architectures", a_net="resnet34")
    assert sums(page)["top-5 error"] == f"{format_number(COMPARED['resnet34'].percent, 3)} %"
    page.set("a_side", 96)
    assert "top-5 error" not in sums(page)


def test_N5_an_input_that_is_too_small_is_refused_in_a_sentence_and_the_least_one_is_not(visit):
    page = visit("architectures", a_net="lenet5", a_side="1", code="true")
    assert view(page)["fault"].startswith("conv1 does not fit: ")
    assert view(page)["layers"] == []
    assert all(name.endswith(" up to there") for name in sums(page))
    page.set("a_side", int(view(page)["fault"].split()[-2]))
    assert view(page)["fault"] == ""
    assert len(view(page)["layers"]) == 7
    assert not any(name.endswith(" up to there") for name in sums(page))
    assert page.app.code


def test_N5_auxiliary_heads_are_counted_if_wanted(visit):
    page = visit("architectures", a_net="googlenet")
    assert sums(page)["parameters"] == "6,624,904"
    page.set("a_heads", True)
    assert sums(page)["parameters"] == "13,004,888"
    assert [stage["label"] for stage in view(page)["stages"] if stage["isHead"]] == [
        "aux1, from inception4a",
        "aux2, from inception4d",
    ]


def test_N5_the_chart_sets_size_beside_error_and_says_where_each_stands(visit):
    page = visit("architectures", a_chart="true")
    sent = page.component("a_against")
    points = {one["key"]: one for one in json.loads(sent.json or sent.mixed.json)["points"]}
    assert set(points) == set(COMPARED)
    assert points["vgg16"]["across"] > points["resnet50"]["across"]
    assert points["vgg16"]["up"] > points["resnet50"]["up"]
    assert NAMED["vgg16"] in points["vgg16"]["told"]
    text = "".join(element.proto.body for element in page.app.get("html"))
    assert all(error.source in text for error in COMPARED.values())
    page.report("a_against", "net", "vgg16")
    assert view(page)["title"] == "VGG-16"
    assert page.address["a_net"] == "vgg16"


def test_N5_a_layer_that_is_chosen_stands_in_the_address_and_is_forgotten_with_its_network(visit):
    page = visit("architectures", a_net="resnet18")
    page.report("a_view", "layer", "layer4.1.conv2")
    assert page.address["a_layer"] == "layer4.1.conv2"
    assert view(page)["layers"][view(page)["chosen"]]["name"] == "layer4.1.conv2"
    page.set("a_net", "vgg16")
    assert view(page)["chosen"] == 0
    assert "a_layer" not in page.address


@pytest.mark.parametrize("name", ["lenet5", "resnet18", "inception_v3"])
def test_N5_the_code_has_every_layers_numbers(visit, name):
    page = visit("architectures", a_net=name, code="true")
    rows = measure(NETWORKS[name].nodes(), NETWORKS[name].input_shape()).rows
    for code in (element.value for element in page.app.code):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        assert names["output"].tolist() == [row.parameters.value for row in rows]


def test_N5_the_saved_table_has_every_layer():
    page = Opened("architectures", {"a_net": ["resnet18"]})
    saved = list(csv.DictReader(io.StringIO(page.files["cnnviz-architecture.csv"]().decode())))
    counts = [sum(int(line[name]) for name in ("weights", "biases", "batch norm")) for line in saved]
    rows = measure(NETWORKS["resnet18"].nodes(), (3, 224, 224)).rows
    assert counts == [row.parameters.value for row in rows]
    assert saved[-3]["output"] == "512x7x7"


def test_N10_a_bottleneck_saves_weights_with_any_numbers(visit):
    page = visit("architectures", a_net="part_bottleneck")
    assert sums(page)["weights"] == "69,632"
    assert (
        "589,824 weights; this has 16,384 + 36,864 + 16,384 = 69,632: 8.5 times fewer" in view(page)["words"]
    )
    page.set("a_inner", 32)
    assert sums(page)["weights"] == format_number(2 * 256 * 32 + 9 * 32**2)
    page.set("a_inner", 256)
    assert "not fewer" in view(page)["words"]


def test_N10_branches_are_joined_to_the_depth_that_they_add_up_to(visit):
    page = visit("architectures", a_net="part_inception")
    made, told = layer(page, "module.cat")
    assert made == "28 × 28 × 256"
    assert told["Output, maps"].endswith("64 + 128 + 32 + 32 = 256")
    assert "163,328" in view(page)["words"]
    page.set("a_five", 96)
    assert layer(page, "module.cat")[0] == "28 × 28 × 320"


def test_N10_a_gradient_lives_through_skips(visit):
    page = visit("architectures", a_skip="true")
    assert page.facts["Slopes multiplied"][0] == "1e−5"
    assert page.facts["With skips"][0] == "1.611"
    page.set("a_deep", 40)
    found = gradients(0.1, 40, 0)
    assert page.facts["Measured, without skips"][0] == format_number(found.plain[0])
    assert page.facts["Measured, with skips"][0] == format_number(found.skipping[0])
    before = page.facts["Measured, with skips"]
    page.set("a_seed", 5)
    assert page.facts["Measured, with skips"] != before


@pytest.mark.parametrize("sent", [None, -1, "x" * 5000, {}, "nothing"])
def test_what_is_no_layer_and_no_network_changes_nothing(sent):
    page = Visit("architectures", {"a_chart": "true"})
    before = view(page)
    page.report("a_view", "layer", sent)
    page.report("a_against", "net", sent)
    assert view(page)["chosen"] == before["chosen"]
    assert view(page)["title"] == before["title"]


#: ResNet-18's first convolution, and what follows from it; AlexNet's words say its own size.
GIVEN_AWAY = [
    *("112 × 112", "9536", "3.21 MB", "118,013,952", "56 × 56", "36,992", "11,689,512"),
    *("1,814,073,344", "cnnviz-architecture.csv"),
]
RESNET = {"a_net": "resnet18", "a_chart": "true", "a_table": "true", "code": "true"}


def guess(page, kind, typed):
    page.report("architectures_questions", "guess", {"kind": kind, "typed": typed, "at": [0, 0, 0]})
    return page.header("architectures_questions")["questions"][kind]["verdict"]


def made(page):
    return [one["made"] for one in view(page)["layers"]]


def test_N5_nothing_gives_a_layer_away_before_it_is_predicted():
    page = Opened("architectures", {**RESNET, "predict": "true"})
    shown = everything(page)
    assert [text for text in GIVEN_AWAY if text in shown] == []
    assert set(made(page)) == {"?"}
    assert {stage["label"] for stage in view(page)["stages"]} == {"?"}
    assert page.html.count("conv1 is given 224 × 224 × 3. 7 × 7 convolution, 64 filters") == 1
    open_to_all = everything(Opened("architectures", RESNET))
    assert [text for text in GIVEN_AWAY[:-1] if text not in open_to_all] == []
    assert "55 × 55" not in everything(Opened("architectures", {"a_net": "alexnet", "predict": "true"}))


def test_N5_what_is_predicted_or_shown_is_seen_and_no_layer_behind_it():
    page = Opened("architectures", {**RESNET, "predict": "true"})
    wrong = guess(page, "size", "111")
    assert "You counted the padding once" in wrong["sentence"]
    assert guess(page, "size", "112 x 112")["right"]
    assert made(page)[:2] == ["112 × 112 × 64", "?"]
    assert "9536" not in everything(page)
    said = guess(page, "value", "9408")["sentence"]
    assert said.startswith("You forgot the batch norm")
    assert "9536" not in said
    page.report("architectures_questions", "reveal_value", page.header("architectures_questions")["task"])
    assert layer(page, "conv1")[1]["Parameters"].endswith(" = 9536")
    assert made(page)[1] == "?"
    page.report("a_view", "layer", "layer1.0.conv2")  # all before it may be seen
    assert made(page)[:4] == ["112 × 112 × 64", "56 × 56 × 64", "56 × 56 × 64", "?"]
    assert guess(page, "size", "56")["right"]
    assert guess(page, "value", "36992")["right"]
    known = dict(zip((one["name"] for one in view(page)["layers"]), made(page), strict=True))
    assert known["layer1.0.conv2"] == "56 × 56 × 64"
    assert known["layer1.0.add"] == "?"


def test_N5_a_join_is_asked_for_its_maps_and_all_is_there_when_the_last_layer_is_known():
    page = Opened("architectures", {"a_net": "part_inception", "a_layer": "module.cat", "predict": "true"})
    (text,) = [one["text"] for one in page.header("architectures_questions")["questions"].values()]
    assert text == "How many maps does module.cat give?"
    assert "28 × 28 × 256" not in everything(page)
    assert "163,328" not in everything(page)
    assert not page.app.get("download_button")
    assert "one branch" in guess(page, "value", "128")["sentence"]
    assert guess(page, "value", "256")["right"]
    assert made(page)[-1] == "28 × 28 × 256"
    assert sums(page)["weights"] == "163,328"
    assert page.app.get("download_button")
