"""A laboratory saved as a page: small enough, as it stands, and without what only Python could answer."""

import json
import zlib

import numpy as np
import pytest

from cnnviz.architectures import NETWORKS
from cnnviz.counting import PRESETS, count, read_stack
from cnnviz.takehome.page import MOST_BYTES
from pages.ui.inputs.pictures import own_picture
from pages.ui.linked.laboratory import Laboratory
from tests.pages.restored.opened import Opened
from tests.pages.test_saved_pages import Kept
from tests.payload import unpack

#: Pages, each with an address at which something is not as at first.
LABORATORIES = {
    "stack": {"img": "matrix", "matrix": "1 2 3 4\n5 6 7 8\n9 1 2 3\n4 5 6 7", "stack": "pool_max_2_1"},
    "channels": {"ch_of": "typed", "ch_count": "2"},
    "softmax": {"logits": "1~2~-3"},
    "transposed": {"tr_input": "1 2\n3 4", "tr_kernel": "1 0\n0 1"},
    "backward": {"bw_input": "1 2\n3 4", "bw_weight": "2"},
    "series": {"se_values": "sine"},
    "pixels": {"px_at": "3.4"},
    "normal_map": {"img": "matrix", "matrix": "1 2 3\n4 5 6\n7 8 0", "nm_light": "900_100"},
    "shift": {"img": "camera", "move": "2_3"},
}
#: What a page has and a saved one lacks, or says in words.
LEFT_OUT = {"presets", "facts", "examples", "verdict", "verdicts", "predict", "controls"}


def kept_of(page):
    (make,) = [make for name, make in page.files.items() if name.endswith(".html")]
    return Kept(make())


@pytest.mark.parametrize("name", LABORATORIES)
def test_a_saved_laboratory_stands_as_the_page_does(name):
    page = Opened(name, {key: [text] for key, text in LABORATORIES[name].items()})
    assert LABORATORIES[name].items() <= page.address.items(), "something was not read"
    kept, told = kept_of(page), page.view(name)
    assert kept.size <= MOST_BYTES
    assert kept.head["fields"] == told["fields"]
    assert kept.head["hub"] == name
    same = kept.head["options"].keys() - LEFT_OUT - told["fields"].keys()
    assert {key: kept.head["options"][key] for key in same} == {key: told[key] for key in same}
    for part in kept.head["parts"]:
        saved, sent = kept.part(part), page.part(name, part)
        assert saved.blocks.keys() == sent.blocks.keys()
        for block, values in saved.blocks.items():
            np.testing.assert_array_equal(values, sent.blocks[block])


@pytest.mark.parametrize("name", LABORATORIES)
def test_what_is_to_be_predicted_is_not_given_away(name):
    page = Opened(name, {"predict": ["true"], "px_predict": ["true"], "ch_predict": ["true"]})
    assert page.view(name).get("predict") or page.view(name)["fields"].get("predict")
    assert not [file for file in page.files if file.endswith(".html")]


def test_a_picture_with_too_many_numbers_is_scaled_down_and_says_so():
    grains = np.random.default_rng(0).integers(0, 256, (3, 512, 512)).astype(np.float32)
    picture = own_picture("upload", "Your upload: grains.png", grains, (512, 512))

    def of(side=512):
        values = np.zeros((side, side), np.uint8) if side < 512 else picture.array.astype(np.uint8)
        part = ({"id": str(side)}, {"values": values})
        return Laboratory("pixels", "Pixels", [], {}, {}, {"source": part}, size=(side, side), smaller=of)

    kept = Kept(of().html("http://localhost/pixels"))
    assert kept.size <= MOST_BYTES
    assert "was scaled down from 512 × 512 to " in kept.facts["This page"]


def test_what_was_looked_at_and_typed_lies_where_it_lay_in_a_smaller_picture():
    page = Opened("pixels", {"img": ["astronaut"], "px_at": ["300.301"], "px_cell": ["14.20"]})
    fields = kept_of(page).head["fields"]
    (rows, columns) = kept_of(page).part("source").blocks["values"].shape[-2:]
    assert rows == columns < 512
    assert fields["at"] == [300 * rows // 512, 301 * columns // 512]
    assert fields["cell"] == page.view("pixels")["fields"]["cell"]


@pytest.mark.parametrize("gate", [{}, {"activation": ["glu"]}], ids=["one curve", "gated"])
def test_a_saved_activation_is_the_one_on_the_page(gate):
    page = Opened(
        "activations", {"img": ["matrix"], "matrix": ["3 -2 7\n1 0 5"], "act_bias": ["1.5"], **gate}
    )
    kept, sent = kept_of(page), page.sent("activated")
    saved = unpack(zlib.decompress(kept.blocks["data"]))
    assert kept.size <= MOST_BYTES
    assert saved.header == sent.header
    assert saved.blocks.keys() == sent.blocks.keys()
    for block, values in saved.blocks.items():
        np.testing.assert_array_equal(values, sent.blocks[block])
    assert kept.facts["Bias"] == "1.5"
    assert ("Gate" in kept.facts) == bool(gate)


def test_an_activation_of_a_smaller_picture_is_of_its_numbers_and_looked_at_where_it_was():
    page = Opened("activations", {"img": ["camera"], "act_at": ["0.300.301"], "act_of": ["picture"]})
    kept = kept_of(page)
    saved = unpack(zlib.decompress(kept.blocks["data"]))
    side = len(saved.blocks["inputs"])
    assert kept.size <= MOST_BYTES
    assert f"to {side} × {side}" in kept.facts["This page"]
    assert saved.header["at"] == [300 * side // 512, 301 * side // 512]
    np.testing.assert_array_equal(saved.blocks["outputs"], np.maximum(saved.blocks["inputs"], 0))


def test_an_activation_that_is_to_be_predicted_is_not_given_away():
    page = Opened("activations", {"img": ["matrix"], "matrix": ["3 -2 7"], "predict": ["true"]})
    assert not [file for file in page.files if file.endswith(".html")]


@pytest.mark.parametrize("net", [*NETWORKS, "part_inception"])
def test_a_saved_architecture_tells_what_the_page_tells(net):
    page = Opened("architectures", {"a_net": [net]})
    kept, sent = kept_of(page), page.header("a_view")
    assert kept.size <= MOST_BYTES
    told = json.loads(zlib.decompress(kept.blocks["told"]))
    assert told == {name: said for name, said in sent.items() if name not in ("session", "revision")}


def test_an_architecture_that_is_to_be_predicted_or_is_none_is_not_saved():
    for query in ({"predict": ["true"]}, {"a_net": ["alexnet"], "a_side": ["16"]}):
        assert not [file for file in Opened("architectures", query).files if file.endswith(".html")]


def test_a_saved_count_has_the_windows_and_the_formulas_of_all_layers():
    lenet = PRESETS["lenet"]
    page = Opened("counting", {"c_input": [lenet.input], "c_layers": [lenet.layers], "c_layer": ["1"]})
    kept = kept_of(page)
    assert kept.size <= MOST_BYTES
    assert json.loads(zlib.decompress(kept.blocks["told"])) == page.header("c_row")
    rows = count([one.layer() for one in read_stack(lenet.layers)], (1, 32, 32))
    said = [text for name, text in kept.facts.items() if name.startswith("Layer ")]
    for row, lines in zip(rows, said, strict=True):
        assert f"Parameters: {row.parameters.text()}" in lines


@pytest.mark.parametrize(
    "query",
    [
        {"predict": ["true"]},
        {"c_layers": ["dense_8"]},
        {"c_layers": ["conv_8_9_1_0_1_1"], "c_input": ["5_5_1"]},
    ],
)
def test_a_count_without_windows_or_to_be_predicted_is_not_saved(query):
    assert not [file for file in Opened("counting", query).files if file.endswith(".html")]
