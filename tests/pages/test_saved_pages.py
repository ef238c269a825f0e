"""A linked view saved as a page: small enough, of what is shown, and without what would need Python."""

import json
import re
import zlib
from base64 import b64decode
from html import unescape

import numpy as np
import pytest
import streamlit as st

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.takehome.page import MOST_BYTES
from pages.ui.classifier.linked import LayerLesson
from pages.ui.inputs.geometry_in_view import SETTINGS
from pages.ui.inputs.kernel_in_view import _PARAMETERS, chosen_kernel
from pages.ui.inputs.pictures import matrix_picture, own_picture, sample_picture
from pages.ui.inputs.pooling import settings as pool_settings
from pages.ui.kernels.lesson import KernelLesson
from pages.ui.linked.saved import Saving, kit
from pages.ui.pooling.lesson import PoolingLesson
from pages.ui.pooling.source import picture_itself
from pages.ui.session.elsewhere import BUSY, RefusedError
from tests.payload import unpack

FIRST = {key: setting.first for key, setting in SETTINGS.items()}
PARAMETERS = {key: parameter.default for key, (_, parameter) in _PARAMETERS.items()}


def saving(picture, kernel="sobel", *, colour=False, predict=False, cells=None, scale="auto", **how):
    image = picture.array if colour else picture.grey
    lesson = KernelLesson(picture, image, chosen_kernel(kernel, PARAMETERS), FIRST | how, scale, PARAMETERS)
    fields = {"at": (0, 0, 0), "zoom": [1, 1], "large": None, **lesson.settings()}
    return Saving(lesson, fields, lesson.options(), cells, predict, "http://localhost:8501/kernels")


def pooling_saving(picture, pool, **how):
    source = picture_itself(picture)
    first = {key: setting.first for key, setting in pool_settings(source.values.shape).items()}
    assert how.keys() <= first.keys()
    lesson = PoolingLesson(source.drawn(source.scale), first | {"pool": pool} | how)
    fields = {"at": (0, 0, 0), "zoom": [1, 1], **lesson.settings()}
    return Saving(lesson, fields, lesson.options(), None, True, "http://localhost:8501/pooling")


def infinite_pool():
    """A max pool in which windows hold no value."""
    matrix = matrix_picture(np.array([[1, 2], [3, 4]], np.float32))
    return pooling_saving(matrix, "max", window=2, window_dilation=3, border_pixels=1)


class Kept:
    """What stands in a saved page."""

    def __init__(self, html):
        self.size, self.text = len(html), html.decode()
        found = re.findall(r'data-name="(\w+)">([^<]*)<', self.text)
        self.blocks = {name: b64decode(text) for name, text in found}
        self.head = json.loads(zlib.decompress(self.blocks["head"]))
        facts = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", self.text, re.DOTALL)
        self.facts = {unescape(name): unescape(text) for name, text in facts}

    def part(self, name):
        return unpack(self.blocks[name])


@pytest.fixture
def noise():
    grains = np.random.default_rng(0).integers(0, 256, (3, 512, 512)).astype(np.float32)
    return own_picture("upload", "Your upload: grains.png", grains, (512, 512))


@pytest.mark.parametrize("kernel", ["sobel", "sharpen", "gaussian", "sobel_magnitude"])
@pytest.mark.parametrize("name", ["camera", "astronaut"])
def test_the_largest_pictures_fit_as_they_are(name, kernel):
    kept = Kept(saving(sample_picture(name), kernel).html())
    assert kept.size <= MOST_BYTES
    source = kept.part("source")
    assert source.blocks["values"].shape == (1, 512, 512)
    assert "This page" not in kept.facts


@pytest.mark.parametrize(
    ("colour", "kernel"), [(True, "sobel"), (False, "sobel"), (False, "sobel_direction")]
)
def test_what_would_be_too_large_is_scaled_down_and_says_so(noise, colour, kernel):
    kept = Kept(saving(noise, kernel, colour=colour).html())
    assert kept.size <= MOST_BYTES
    rows, columns = kept.part("source").blocks["values"].shape[1:]
    assert 100 < rows == columns < 512
    assert f"was scaled down from 512 × 512 to {rows} × {columns}, so that" in kept.facts["This page"]
    assert f"{rows} × {columns}" in kept.facts["Picture"]


def test_what_needs_python_is_not_offered_and_stands_there_in_words():
    kept = Kept(saving(sample_picture("counting-6"), "gaussian", stride=2, border="wrap").html())
    head = kept.head
    assert (head["editable"], head["pixels"], head["preview"]) == (0, False, None)
    kinds = {control["kind"] for controls in head["controls"].values() for control in controls}
    assert kinds == {"said"}
    assert head["controls"]["choice"][0]["text"] == "Gaussian"
    assert kept.facts["Kernel"] == "Gaussian"
    assert "wrap" in kept.facts["Fill the padding with"].lower()
    assert "2" in kept.facts["Size of the output"]


def test_a_hostile_file_name_is_text():
    name = "Your upload: </script><script>alert(1)</script>.png"
    picture = own_picture("upload", name, np.zeros((1, 8, 8), np.float32)[0], (8, 8))
    kept = Kept(saving(picture).html())
    assert name in kept.facts["Picture"]
    assert "<script>alert" not in kept.text


def test_predictions_are_compared_with_what_python_knows():
    picture = sample_picture("counting-6")
    kept = Kept(saving(picture, predict=True).html())
    assert kept.head["predict"]
    compared = kept.head["predicting"]
    assert compared["sizes"]["truth"] == [4, 4]
    assert len(compared["values"]["cells"]) == 16
    one = Kept(saving(picture, predict=True, cells=((0, 1, 2),)).html()).head
    assert (one["left_open"], one["predicting"]["sizes"]) == ([[0, 1, 2]], None)


def test_an_output_without_a_value_is_written_as_it_is_printed():
    one = infinite_pool()
    assert np.isneginf(one.lesson.pooled).any()
    cells = Kept(one.html()).head["predicting"]["values"]["cells"]
    for at, (truth, *_) in cells.items():
        _, row, column = map(int, at.split())
        value = one.lesson.pooled[row, column]
        assert truth == ("−∞" if np.isneginf(value) else value)


def test_a_title_that_is_no_text_is_written():
    name = "Your upload: \ud800.png"
    kept = Kept(saving(own_picture("upload", name, np.zeros((8, 8), np.float32), (8, 8))).html())
    assert "Your upload: ?.png" in kept.facts["Picture"]


def test_the_code_of_all_saved_pages_is_small():
    assert len(zlib.compress(kit().code.encode(), 9)) <= 70_000


def test_a_sample_says_whose_it_is():
    sample = images.SAMPLES["astronaut"]
    assert sample.author
    facts = Kept(saving(sample_picture("astronaut")).html()).facts
    assert sample.author in facts["Picture by"]
    assert sample.licence in facts["Picture by"]


@pytest.fixture
def offered(monkeypatch):
    """What the buttons that save files were drawn with, by their labels."""
    found, draw = {}, st.download_button

    def offer(label, data, *rest, **more):
        found[label] = data
        return draw(label, data, *rest, **more)

    monkeypatch.setattr(st, "download_button", offer)
    return found


@pytest.mark.parametrize(
    ("name", "query", "change", "then"),
    [
        ("kernels", {"img": "counting-6"}, lambda page: page.react("kernels", "stride", 2), "stride=2"),
        ("pooling", {"img": "counting-6"}, lambda page: page.react("pooling", "pool", "average"), "average"),
        ("network", {}, lambda page: page.set("test", 3), "test=3"),
    ],
)
def test_what_is_saved_is_what_stands_there_when_its_button_is_pressed(
    visit, monkeypatch, offered, name, query, change, then
):
    page = visit(name, **query)
    buttons = dict(offered)
    before = {label: buttons[label]() for label in ("Save as a page", "Save .gif") if label in buttons}
    page.run_a_part(monkeypatch)
    offered.clear()
    change(page)
    assert not offered, "no button is drawn anew"
    after = {label: buttons[label]() for label in before}
    assert all(after[label] != before[label] for label in before)
    assert then in unescape(after["Save as a page"].decode())
    assert then not in unescape(before["Save as a page"].decode())


def test_where_there_is_no_result_nothing_is_saved(visit, offered):
    page = visit("kernels", pad="same", stride="2")
    assert page.refused
    for label in ("Save as a page", "Save .gif", "Save .png", "Save .npy"):
        with pytest.raises(CnnvizError, match="nothing to be saved"):
            offered[label]()


def test_a_network_whose_part_of_the_page_has_failed_saves_no_empty_file(visit, offered, monkeypatch):
    def fail(*_):
        raise RefusedError(BUSY)

    monkeypatch.setattr(LayerLesson, "windows", fail)
    assert visit("network").errors == [BUSY]
    for label in ("Save as a page", "Save .png", "Save .npy"):
        with pytest.raises(CnnvizError, match="nothing to be saved"):
            offered[label]()


def test_a_step_of_why_is_saved_with_the_numbers_that_it_shows(visit, offered):
    page = visit("why", detail="true")
    assert not page.errors
    kept = Kept(offered["Save as a page"]())
    assert kept.size <= 400_000
    assert kept.head["hub"] == "why"
    assert {"source", "windows", "result"} <= kept.blocks.keys()
