"""The page on series and volumes: what it keeps, reads, judges, offers for saving and writes as code."""

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz.numbers import format_number
from cnnviz.series import (
    KERNELS,
    MOST,
    MOST_TAPS,
    MOST_TEXT,
    SAMPLES,
    Match,
    packed,
    read_series,
    write_series,
)
from cnnviz.series.samples import BEATS
from cnnviz.volumes import KERNELS as VOXEL_KERNELS
from cnnviz.volumes import SHAPES, read_kernel, read_shape, shape
from pages.ui.series.setting import HUB
from pages.ui.series.view import EXAMPLES
from tests.pages.restored.opened import Opened

ROW = "2 2 2 8 8 8"


def opened(**query):
    return Opened("series", {key: [text] for key, text in query.items()})


def output(page):
    return page.saved("cnnviz-convolved", ".npy")


def fields(page):
    return page.view(HUB)["fields"]


def test_C15_the_page_begins_with_a_step_that_a_difference_finds():
    page = opened()
    series = SAMPLES[fields(page)["values"]].values
    assert output(page) == pytest.approx(np.diff(series))
    assert output(page).argmax() == np.diff(series).argmax()


def test_C15_own_numbers_under_another_kernel_give_pytorchs_output():
    page = opened()
    numbers = [3.0, 1, 4, 1, 5, 9, 2, 6]
    page.react(HUB, "values", write_series(numbers))
    page.react(HUB, "kernel", "1/2 -1 3")
    page.react(HUB, "padding", "causal")
    page.react(HUB, "dilation", 2)
    page.react(HUB, "stride", 3)
    series, kernel = (torch.tensor([[row]]).double() for row in ([0.0] * 4 + numbers, [0.5, -1, 3]))
    meant = F.conv1d(series, kernel, stride=3, dilation=2)[0, 0].numpy()
    again = opened(**page.address)
    np.testing.assert_allclose(output(again), meant)


def test_C15_a_heartbeat_is_found_by_its_own_shape_wherever_it_beats():
    example = EXAMPLES["Find heartbeats"]
    page = opened()
    for name, value in example.items():
        page.react(HUB, name, value)
    made = output(opened(**page.address))
    start, taps, _ = example["match"]
    tops = [made[max(0, beat - 14) : beat + 4].max() for beat in BEATS]
    assert min(tops) > 0.5
    assert made[start] == pytest.approx(1)
    assert made.size == SAMPLES["heart"].values.size - taps + 1


def test_C15_a_volume_under_a_kernel_gives_pytorchs_output():
    page = opened()
    page.react(HUB, "of", "volume")
    assert output(opened(**page.address)).shape == (8, 8, 8)
    page.react(HUB, "shape", "letter")
    page.react(HUB, "size", 7)
    page.react(HUB, "volume_kernel", VOXEL_KERNELS["laplacian"].text)
    page.react(HUB, "volume_padding", 1)
    page.react(HUB, "volume_stride", 2)
    kernel = read_kernel(VOXEL_KERNELS["laplacian"].text)
    volume, weights = (torch.tensor(one)[None, None] for one in (shape("letter", 7), kernel))
    meant = F.conv3d(volume, weights, stride=2, padding=1)[0, 0].numpy()
    again = opened(**page.address)
    np.testing.assert_allclose(output(again), meant)
    assert again.address["vo_kernel"] == "laplacian"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("values", "1"),
        ("values", "none"),
        ("values", " ".join(["1"] * (MOST + 1))),
        ("values", 3),
        ("kernel", "1 2\n3 4"),
        ("kernel", " ".join(["1"] * (MOST_TAPS + 1))),
        ("match", [0, 1, "norm"]),
        ("match", [0, 5, "loud"]),
        ("match", [-1, 5, "raw"]),
        ("match", "0_5_raw"),
        ("padding", "some"),
        ("stride", 0),
        ("dilation", "2"),
        ("at", -1),
        ("at", True),
        ("of", "both"),
        ("given", 7),
        ("shape", "egg"),
        ("size", 3),
        ("shape", "1 2; 3 4"),
        ("voxels", 7),
        ("volume_kernel", "1 2 3 4"),
        ("turn", [200, 0]),
        ("turn", [1.5, 0]),
        ("volume_at", [1, 2]),
        ("volume_at", [1, 2, 100]),
        ("least", 0),
    ],
)
def test_what_no_view_sends_changes_nothing(field, value):
    page = opened()
    before = fields(page)
    page.react(HUB, field, value)
    assert fields(page) == before
    assert page.address == {}


OWN = "0 1 0 0; 1 1 1 2; 0 1 0 0\n" * 3 + "0 0 0 0; 0 -1.5 0 0; 0 0 0 4"


def test_C15_an_own_shape_under_a_kernel_of_another_size_gives_pytorchs_output():
    page = opened(sv_of="volume", se_tables="true")
    page.react(HUB, "shape", OWN)
    page.react(HUB, "volume_kernel", "1 -1; 0 2")
    again = opened(**page.address, predict="true")
    volume, weights = (torch.tensor(one)[None, None] for one in (read_shape(OWN), read_kernel("1 -1; 0 2")))
    meant = F.conv3d(volume, weights)[0, 0].numpy()
    np.testing.assert_allclose(output(opened(**page.address)), meant)
    assert meant.shape == (4, 2, 3)
    assert guess(again, "size", "3")["right"]
    assert not guess(again, "size", "2")["right"]
    assert guess(again, "value", format_number(meant[3, 1, 2]), [3, 1, 2])["right"]


def test_voxels_are_typed_as_kernels_are_and_what_cannot_be_read_loses_nothing():
    page = opened(sv_of="volume")
    page.react(HUB, "voxels", "0,1,0; 1,1,1; 0,1,1/3\n" * 3)
    assert fields(page)["shape"] == "\n".join(["0 1 0; 1 1 1; 0 1 0.33333334"] * 3)
    assert page.view(HUB)["told_of_voxels"] == {
        "sentence": "3 slices of 3 rows and 3 columns were taken.",
        "taken": True,
    }
    page.react(HUB, "voxels", "1 2; 3 4")
    told = page.view(HUB)["told_of_voxels"]
    assert not told["taken"]
    assert told["sentence"].startswith("This has 1 slice, 2 rows, 2 columns; at least 3 slices")
    assert fields(opened(**page.address))["shape"] == fields(page)["shape"]
    page.react(HUB, "shape", "ball")
    assert page.view(HUB)["told_of_voxels"] is None


def test_an_address_with_commas_shows_the_numbers_that_python_reads():
    page = opened(sv_of="volume", vo_kernel="[0,1,0; 1,1,1]")
    assert fields(page)["volume_kernel"] == "0 1 0; 1 1 1"
    assert output(page).shape == (10, 9, 8)


def test_numbers_that_were_brought_are_taken_and_what_was_left_out_is_said():
    page = opened()
    page.react(HUB, "given", "time;value\n0;1,5\n1;2\n2;-3")
    assert fields(page)["values"] == "1.5 2 -3"
    told = page.view(HUB)["told"]
    assert told["taken"]
    assert "“value”" in told["sentence"]
    page.react(HUB, "given", "\n".join(str(number) for number in range(3 * 10**4)))
    assert read_series(fields(page)["values"]).tolist() == packed(np.arange(MOST)).tolist()
    assert f"{30_000:,}" in page.view(HUB)["told"]["sentence"]


@pytest.mark.parametrize(("text", "says"), [("", "no numbers"), ("1\nNaN\n2", "“NaN”"), ("one two", "“one”")])
def test_numbers_that_cannot_be_read_are_refused_and_the_series_stays(text, says):
    page = opened(se_values=ROW)
    page.react(HUB, "given", text)
    told = page.view(HUB)["told"]
    assert not told["taken"]
    assert says in told["sentence"]
    assert fields(page)["values"] == ROW
    page.react(HUB, "values", "1 2 3")
    assert page.view(HUB)["told"] is None


def guess(page, kind, typed, at=None):
    page.react(HUB, "guess", {"kind": kind, "typed": typed, "at": at})
    return page.view(HUB)["verdicts"][kind]


def test_a_length_and_a_number_are_judged_and_the_slip_is_named():
    page = opened(predict="true", se_values=ROW, se_dilation="2")
    missed = guess(page, "size", "5")
    assert "dilation" in missed["sentence"]
    assert guess(page, "size", "4")["right"]
    assert guess(page, "value", "6", [0, 0, 1])["right"]
    assert "minus" in guess(page, "value", "10", [0, 0, 1])["sentence"]


def test_the_same_is_judged_of_a_volume():
    page = opened(predict="true", sv_of="volume", vo_size="4")
    assert guess(page, "size", "2")["right"]
    made = opened(sv_of="volume", vo_size="4")
    number = output(made)[1, 0, 1]
    assert guess(page, "value", format_number(number), [1, 0, 1])["right"]
    assert not guess(page, "value", format_number(number + 1), [1, 0, 1])["right"]


@pytest.mark.parametrize("of", ["series", "volume"])
def test_what_is_to_be_predicted_is_neither_saved_nor_listed(of):
    page = opened(predict="true", se_tables="true", sv_of=of)
    assert output(page) is None
    assert "Output" not in page.html
    assert "Output" in opened(se_tables="true", sv_of=of).html


def test_series_and_output_are_saved_as_a_table():
    page = opened(se_values=ROW, se_padding="causal")
    lines = page.files["cnnviz-series.csv"]().decode().splitlines()
    assert lines[:2] == ["position,series", "0,2.0"]
    assert lines[-1] == "5,5.0,0.0"


@pytest.mark.parametrize(
    "query",
    [
        {"se_values": ROW, "se_padding": "causal", "se_dilation": "2"},
        {"se_values": "heart", "se_match": "44_19_norm", "se_stride": "2"},
        {"se_values": write_series(np.sin(np.arange(300.0))), "se_padding": "full"},
        {"sv_of": "volume", "vo_size": "5", "vo_padding": "1"},
        {"sv_of": "volume", "vo_shape": "ball", "vo_stride": "2"},
        {"sv_of": "volume", "vo_shape": "1 2 3; 4 5 6; 7 8 9\n" * 3, "vo_kernel": "1 0 -1"},
    ],
)
def test_C15_the_code_gives_what_the_page_shows(query, tmp_path, monkeypatch):
    page = opened(code="true", **query)
    loops, *scripts = (element.value for element in page.app.code)
    assert f"def conv{3 if 'sv_of' in query else 1}d" in loops
    monkeypatch.chdir(tmp_path)
    for name, make in page.files.items():
        if name == "cnnviz-input.npy":
            (tmp_path / name).write_bytes(make())
    for code in scripts:
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        np.testing.assert_allclose(np.asarray(names["output"]), output(page), atol=1e-6)


def test_what_cannot_be_is_told_and_nothing_is_offered():
    for query, says in (
        ({"se_values": "1 2", "se_kernel": "1 2 3"}, "does not fit"),
        ({"se_values": "1 1 1 1", "se_match": "0_3_norm"}, "flat"),
        ({"se_values": ROW, "se_match": "5_3_raw"}, "is not in a series"),
    ):
        page = opened(code="true", se_tables="true", **query)
        assert output(page) is None
        assert [error for error in page.errors if says in error]


def test_every_example_and_every_shape_has_an_output():
    for example in EXAMPLES.values():
        page = opened()
        for name, value in example.items():
            page.react(HUB, name, value)
        assert output(opened(**page.address)).any()
    assert set(KERNELS.values()) >= {one["kernel"] for one in EXAMPLES.values() if "kernel" in one} - {
        "1 1/2 1"
    }
    for key in SHAPES:
        assert output(opened(sv_of="volume", vo_shape=key, vo_size="5")).any()


def test_a_shape_cut_out_stays_in_the_address_until_other_weights_are_chosen():
    page = opened(se_values="heart")
    page.react(HUB, "match", [44, 19, "mean"])
    assert page.address["se_match"] == "44_19_mean"
    weights = Match(44, 19, "mean").weights(SAMPLES["heart"].values)
    assert output(opened(**page.address))[44] == pytest.approx((weights**2).sum())
    page.react(HUB, "match", None)
    assert "se_match" not in page.address


def test_the_longest_series_fits_into_what_a_browser_may_say():
    """Beyond that Streamlit ends the connection, and the browser sends the same again and again."""
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())
    escaped = json.dumps("\n")[
        1:-1
    ]  # the longest that JSON makes of a sign in a file of numbers, and that again
    written = len(json.dumps(escaped * MOST_TEXT))
    assert written < 0.9 * config["server"]["maxWidgetStateSize"] * 1_000_000
