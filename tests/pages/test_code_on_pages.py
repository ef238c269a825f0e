"""The code that a page shows is run as it is shown, and gives what the page says."""

import inspect
import re

import numpy as np
import pytest
import streamlit as st
import torch

from cnnviz.attribution.methods import Asked, relus
from cnnviz.figures import format_number
from cnnviz.kernels import CATALOGUE
from cnnviz.models.garments import load_classifier, load_gallery
from cnnviz.models.table import MODELS, load
from cnnviz.numbers import percent
from cnnviz.operators import loops

CLASSIFIER = load_classifier()
LAST_RELU = relus(CLASSIFIER.network)[-1]


@pytest.fixture
def unfolded(visit, monkeypatch, tmp_path):
    """Open a page with its code unfolded; give the page and a function that runs each code's script.

    Settings are made by the controls' keys; whatever the page offers for saving lies beside the scripts.
    """
    monkeypatch.chdir(tmp_path)
    saved = {}
    shown = st.download_button

    def offer(label, make, name, *args, **options):
        saved[name] = make
        return shown(label, make, name, *args, **options)

    monkeypatch.setattr(st, "download_button", offer)

    def run(code):
        torch.set_num_threads(1)
        for name, make in saved.items():
            if name in code:
                (tmp_path / name).write_bytes(make())
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        return np.asarray(names["output"])

    def open_page(name, choices=None, **query):
        page = visit(name, **query)
        for key, value in (choices or {}).items():
            page.set(key, value)
        page.app.session_state["code"] = True
        page.run()
        assert not page.errors
        return page, run

    return open_page


def check_answers(page, run, hub):
    """Check that the page's scripts give what its facts say, and each number that its view is sent."""
    sent = page.part(hub, "result").blocks.get("values")  # none of a large map
    *_, in_numpy, in_torch = (element.value for element in page.app.code)
    for answer in (run(in_numpy), run(in_torch)):
        assert page.facts["Output"][0] == " × ".join(map(str, answer.shape[-2:]))
        low, high = (format_number(value) for value in (answer.min(), answer.max()))
        codes = page.part(hub, "result").header.get("codes")
        named = ", ".join(codes[int(code)] for code in np.unique(answer)) if codes else f"{low} … {high}"
        assert page.facts["Values"][0].replace("°", "") == named
        if sent is not None:
            np.testing.assert_allclose(answer.reshape(sent.shape), sent, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(
    ("choices", "query"),
    [
        ({}, {}),
        ({"img": "binary"}, {}),
        ({"img": "binary", "kernel": "emboss"}, {"flip": "true"}),
        ({"img": "letter-x", "kernel": "sobel_direction"}, {"flip": "true"}),
        ({"img": "cat"}, {"colour": "true", "stride": "2"}),
        ({"img": "binary"}, {"factor": "-0.125", "offset": "128"}),
        ({"img": "cat"}, {"factor": "2", "offset": "-7"}),
        ({"kernel": "gabor", "pad": "full", "border": "mirror"}, {"stride": "3"}),
        ({"kernel": "gaussian", "rest": "crop", "border": "reflect"}, {"stride": "7", "dilation": "2"}),
        (
            {"img": "counting-6", "rest": "pad", "border": "wrap", "pad": "number"},
            {"stride": "2", "pixels": "2"},
        ),
        *(({"kernel": name, "img": "cat"}, {}) for name in CATALOGUE if hasattr(CATALOGUE[name], "combine")),
    ],
    ids=str,
)
def test_the_kernels_code_gives_what_the_page_says(unfolded, choices, query):
    page, run = unfolded("kernels", choices, **query)
    assert page.app.code[0].value == inspect.getsource(loops.conv2d).strip()
    check_answers(page, run, "kernels")


@pytest.mark.parametrize(
    ("choices", "query"),
    [
        ({}, {}),
        ({"img": "pooling", "pool": "average"}, {}),
        ({"pool": "min"}, {"window": "5", "border_pixels": "2", "ceil": "true"}),
        ({"img": "pooling", "pool": "sum"}, {"step": "1"}),
        ({"pool": "median"}, {"window": "3", "step": "2", "border_pixels": "1"}),
        ({"pool": "average", "pool_same": "true"}, {"window": "3"}),
        ({"pool": "global_max"}, {}),
        ({"img": "counting-6", "pool": "global_avg"}, {}),
        ({"img": "counting-6", "pool": "adaptive_avg"}, {"rows": "2", "columns": "3"}),
        ({"pool": "adaptive_max"}, {"rows": "63"}),
        ({"pool": "fractional_max"}, {"rows": "64", "draw": "99"}),
    ],
    ids=str,
)
def test_the_poolings_code_gives_what_the_page_says(unfolded, choices, query):
    check_answers(*unfolded("pooling", choices, **query), "pooling")


def test_a_kernels_answer_that_is_pooled_can_be_saved_for_the_script(unfolded):
    page, run = unfolded("pooling", {"img": "counting-6"})
    page.app.segmented_control(key="of").set_value("answer")
    page.run()
    check_answers(page, run, "pooling")


@pytest.mark.parametrize("layer_index", [0, 1, 4, 5, 18, 19])
def test_the_networks_code_gives_the_layer_and_the_probabilities(unfolded, layer_index):
    page, run = unfolded("network", {"layer": CLASSIFIER.layer_names[layer_index]}, test="13")
    answer = CLASSIFIER.predict(load_gallery().images[13])
    *_, layer, layer_in_torch, whole, whole_in_torch = (element.value for element in page.app.code)
    made = answer.activations[layer_index]
    for code in (layer, layer_in_torch):
        np.testing.assert_allclose(run(code), made, atol=1e-5 * abs(made).max())
    for code in (whole, whole_in_torch):
        np.testing.assert_allclose(run(code), answer.probabilities, atol=1e-5)


@pytest.mark.parametrize(("method", "halves"), [("evidence", 2), ("gradient", 1), ("cam", 1)])
def test_the_code_of_why_gives_the_map_that_is_drawn(unfolded, method, halves):
    page, run = unfolded("why", method=method, cam="relu 8", test="92", **{"class": "Sandal"})
    asked = Asked(method, layer_index=LAST_RELU)
    drawn = asked.over_colours(
        asked(CLASSIFIER.network, load_gallery().images[92][None], CLASSIFIER.labels.index("Sandal"))
    )
    codes = [element.value for element in page.app.code]
    assert len(codes) == halves
    for code in codes:
        np.testing.assert_allclose(run(code), drawn, rtol=0, atol=2e-4 * np.abs(drawn).max())


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ({"ops": "map~0~0~~put~2~1~0~as-strong~sobel~vertical"}, None),
        ({"b_view": "disturb", "b_kind": "rotate", "b_rotate": "30"}, "b_sweep"),
        ({"b_view": "fool"}, "b_ladder"),
    ],
    ids=["operated", "perturbed", "fooled"],
)
def test_the_code_of_break_it_gives_the_probabilities_of_what_was_changed(unfolded, query, view):
    page, run = unfolded("break_it", test="92", **query)
    by_numpy, by_torch = (run(element.value) for element in page.app.code)
    np.testing.assert_allclose(by_numpy, by_torch, atol=1e-5)
    whole = CLASSIFIER.predict(load_gallery().images[92]).probabilities
    assert np.abs(by_numpy - whole).max() > 0.01, "it is not the network or the picture as it was"
    if view:
        sent = page.sent(view)
        np.testing.assert_allclose(
            by_numpy, sent.blocks["shares"].reshape(-1, 10)[sent.header["step"]], atol=1e-5
        )
    else:
        written = "".join(element.proto.body for element in page.app.get("html"))
        after = re.findall(r"([\d.]+)\s%</td></tr>", written)
        np.testing.assert_allclose([float(share) for share in after], 100 * by_numpy, atol=0.06)


@pytest.mark.parametrize(
    "query", [{"layer": "conv 1", "map": "2"}, {"layer": "pool 2", "map": "15", "by": "mean"}]
)
def test_the_code_of_units_gives_the_nine_values_that_are_shown(unfolded, query):
    page, run = unfolded("units", climb_steps="10", **query)
    shown = [one.header["note"].rpartition(", ")[2] for one in page.maps("favourites")]
    for element in page.app.code:
        assert [format_number(value, 3) for value in run(element.value)] == shown


@pytest.mark.parametrize("model", MODELS)
def test_the_code_of_evaluation_gives_recall_and_precision(unfolded, model, capsys):
    page, run = unfolded("evaluation", model=model)
    written = "".join(element.proto.body for element in page.app.get("html")).replace("\u00a0", " ")
    shown = re.findall(r"<td>([\d.]+ %|100 %) <small>", written)
    for element in page.app.code:
        recall, precision = run(element.value)
        assert [
            percent(share).replace("\u00a0", " ")
            for pair in zip(recall, precision, strict=True)
            for share in pair
        ] == shown
        low, high = (
            float(end) for end in re.findall(r"interval ([\d.]+) to ([\d.]+)", capsys.readouterr().out)[0]
        )
        assert [low, high] == load(model).test["interval"]


def test_the_softmaxs_code_takes_the_temperature(unfolded):
    page, run = unfolded("network", {"layer": "softmax"}, test="13")
    page.app.slider(key="temperature").set_value(4.5)
    page.run()
    logits = CLASSIFIER.predict(load_gallery().images[13]).logits
    for element in page.app.code[1:3]:
        assert "/ 4.5" in element.value
        np.testing.assert_allclose(run(element.value), loops.softmax(logits, temperature=4.5), rtol=1e-5)


@pytest.mark.parametrize("name", ["kernels", "pooling", "network"])
def test_code_that_is_folded_away_is_not_written(visit, name):
    assert not visit(name).app.code


def test_a_written_out_matrix_needs_no_file(unfolded):
    page, _ = unfolded("kernels", {"img": "binary"})
    assert not any("input" in button.proto.label for button in page.app.get("download_button"))
