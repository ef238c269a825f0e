"""The page on which a small network learns, without a browser: what each control and button does."""

import io
import re
from dataclasses import replace

import numpy as np
import pytest
import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from cnnviz.live import Bench, Design, Register, weights
from cnnviz.live.examples import DEEP_RELU, DEEP_SIGMOID
from cnnviz.network.weights import load
from cnnviz.numbers import format_number

#: Small, so that a batch is quick.
QUICK = {"t_stages": "1", "t_f1": "2", "t_kernel": "3", "t_batch": "4"}


def bench_of(page) -> Bench:
    return page.app.session_state["kept:bench"]


def press(page, key):
    page.app.button(key=key).click()
    return page.run()


def text(page):
    return "\n".join(element.proto.body for element in page.app.get("html"))


def label(page):
    return page.app.button(key="t_go").label


def keys(page):
    return {button.key for button in page.app.button}


@pytest.mark.parametrize(
    ("query", "design"),
    [
        ({}, Design()),
        (
            {**QUICK, "t_pool": "none", "t_act": "none", "t_norm": "true", "t_drop": "0.9", "t_rate": "10"},
            Design((2,), 3, "none", "none", 0.9, True, 10.0, 4),
        ),
        (
            {"t_stages": "3", "t_depth": "3", "t_f1": "16", "t_f2": "1", "t_f3": "15", "t_kernel": "3"}
            | {"t_act": "sigmoid", "t_opt": "sgd", "t_seed": "999999", "t_conv": "9"},
            Design((16, 1, 15), 3, "max", "sigmoid", optimiser="sgd", seed=999_999, depth=3),
        ),
        ({"t_stages": "4", "t_rate": "2", "t_act": "swish", "t_seed": "-1", "t_conv": "3"}, Design()),
    ],
    ids=["first", "least", "most", "nonsense"],
)
def test_an_address_is_a_design_that_takes_a_step(visit, query, design):
    page = visit("train", **query)
    assert bench_of(page).run.design == design
    assert "Epoch 0.00 · 0 batches" in text(page)
    press(page, "t_step")
    assert f"1 batch · {design.batch} images" in text(page)
    assert page.address == ({} if design == Design() else query)


def test_a_design_that_would_keep_a_learner_waiting_is_refused_in_a_sentence(visit):
    page = visit("train", t_pool="none", t_batch="128", t_f1="16", t_f2="16")
    assert "million multiplications" in page.errors[0]
    assert bench_of(page).run.design == Design()


def test_it_trains_while_it_is_asked_for_turns_and_not_after_pausing(visit):
    page = press(visit("train", **QUICK), "t_go")
    first = bench_of(page).run.images
    assert first > 0
    assert label(page) == "Pause"
    bench_of(page).register = Register(bench_of(page).register.allowance, clock=lambda: 1e9)
    seen = bench_of(page.run()).run.images
    assert seen > first
    press(page, "t_go")
    assert bench_of(page.run()).run.images == seen
    assert label(page) == "▶ Start"


def test_whoever_leaves_finds_the_run_paused_where_it_was(visit):
    page = press(visit("train", **QUICK), "t_go")
    run, seen = bench_of(page).run, bench_of(page).run.images
    for where in ("home", "train"):
        page.app.switch_page(f"pages/{where}.py")
        page.run()
    assert bench_of(page).run is run
    assert run.images == seen > 0
    assert label(page) == "▶ Start"
    assert page.address == QUICK


def test_whoever_comes_back_finds_the_run_paused_also_if_the_first_run_of_the_page_is_cut_off(
    visit, monkeypatch
):
    page = press(visit("train", **QUICK), "t_go")
    page.app.switch_page("pages/home.py")
    page.run()
    with monkeypatch.context() as patch:
        patch.setattr("pages.ui.train.bench.current_bench", st.stop)
        page.app.switch_page("pages/train.py")
        page.run()
    assert label(page.run()) == "▶ Start"


def test_a_changed_design_is_for_a_new_run_and_nothing_is_lost_unasked(visit):
    page = press(visit("train", **QUICK), "t_step")
    old = bench_of(page).run
    page.app.selectbox(key="t_act").set_value("tanh")
    page.run()
    assert bench_of(page).run is old
    assert "Activation ReLU → tanh" in text(page)
    press(page, "t_undo")
    assert (page.control("t_act").value, "t_undo" in keys(page)) == ("relu", False)
    page.control("t_act").set_value("tanh")
    press(page.run(), "t_keep")
    assert bench_of(page).kept is old
    assert bench_of(page).run.design == replace(old.design, activation="tanh")
    assert re.search(r">Activation</th><td[^>]*>ReLU</td><td[^>]*>tanh</td>", text(page))
    press(page, "t_forget")
    assert bench_of(page).kept is None


def test_A2_the_deep_stacks_are_one_click_each_and_end_up_in_one_plot(visit):
    page = press(visit("train", **QUICK), "t_deep_sigmoid")
    assert bench_of(page).run.design == DEEP_SIGMOID
    assert page.control("t_act").value == "sigmoid"
    press(page, "t_step")
    press(page, "t_deep_relu")
    assert (bench_of(page).kept.design, bench_of(page).run.design) == (DEEP_SIGMOID, DEEP_RELU)


def test_the_gradients_written_are_the_runs(visit):
    page = press(visit("train", **QUICK), "t_step")
    sizes = list(bench_of(page).run.snapshot().gradients.values())
    shown = re.findall(r'<th scope="row">([^<]*)</th><td><i [^>]*></i></td><td>([^<]*)</td>', text(page))
    assert [name for name, _ in shown] == ["conv 1", "dense"]
    for (_, number), size in zip(shown, sizes, strict=True):
        assert float(number.replace("−", "-")) == pytest.approx(size, rel=0.06)


def test_before_the_first_batch_there_are_no_gradients_and_no_running_mean(visit):
    page = visit("train", **QUICK)
    sizes = re.findall(r"</i></td><td>([^<]*)</td>", text(page).split("gradients", 1)[1])
    assert sizes[:2] == ["–", "–"]
    assert re.search(r"running mean of the batches (?!–)", text(page)) is None
    assert "as a running mean over batches" in text(page)
    after = press(page, "t_step")
    assert "–" not in re.findall(r"</i></td><td>([^<]*)</td>", text(after).split("gradients", 1)[1])[:2]


def test_N2_the_maps_drawn_are_those_of_the_network_as_it_stands(visit):
    page = press(visit("train", **QUICK), "t_step")
    kernels = bench_of(page).run.network.parameters["0.weight"]
    drawn = [one for one in page.maps("looks") if "a hand-made kernel" not in one.header["alt"]]
    assert len(drawn) == 1 + 2 * len(kernels)
    order = np.argsort(kernels.ravel(), kind="stable")
    pixels = np.concatenate([one.pixels.ravel() for one in drawn[1 : 1 + len(kernels)]]).astype(int)
    assert (np.diff(pixels[order]) >= 0).all(), "brighter means larger in all filters"


def test_N2_the_first_kernels_have_hand_made_ones_beside_them(visit):
    alts = [one.header["alt"] for one in visit("train", **QUICK).maps("looks")]
    for name in ("Sobel", "Kirsch", "Gaussian", "Gabor"):
        assert any(alt.startswith(name) for alt in alts)


def test_a_divergence_is_told_and_a_reset_begins_anew(visit):
    page = visit("train", **QUICK, t_rate="10", t_opt="momentum")
    bench_of(page).run.network.parameters["0.weight"] *= np.float32(1e30)
    for _ in range(3):
        bench_of(page).step()
    page.run()
    assert "the numbers grew until float32 could not hold them" in text(page)
    assert page.app.button(key="t_go").disabled
    press(page, "t_reset")
    assert not page.app.button(key="t_go").disabled


def test_saved_weights_can_be_loaded_and_others_are_refused_in_a_sentence(visit):
    page = press(visit("train", **QUICK), "t_step")
    old = bench_of(page).run
    page.app.file_uploader(key="t_file").upload("nonsense.npz", b"PK no weights", "application/zip")
    page.run()
    assert "choose a file that was saved here" in page.errors[0]
    assert bench_of(page).run is old
    design = Design((3, 2), 3, "avg", "gelu", 0.25, depth=2)
    other = Bench(lambda _: old.subset, design, Register(page_allowance(page)))
    other.step()
    page.app.file_uploader(key="t_file").upload("mine.npz", weights(other.run), "application/zip")
    page.run()
    assert not page.errors
    assert bench_of(page).kept is old
    assert bench_of(page).run.design == replace(
        old.design, filters=(3, 2), pooling="avg", activation="gelu", dropout=0.25, depth=2
    )
    assert "t_undo" not in keys(page), "the controls are at the design that was loaded"
    for name, value in load(bench_of(page).weights()).parameters.items():
        np.testing.assert_array_equal(value, other.run.network.parameters[name])


def test_a_file_that_comes_while_a_turn_of_the_training_is_to_run_alone_is_refused_in_a_sentence(
    visit, monkeypatch
):
    page = visit("train", **QUICK)
    page.app.file_uploader(key="t_file").upload("nonsense.npz", b"PK no weights", "application/zip")
    page.run_a_part(monkeypatch)
    page.run()
    assert "choose a file that was saved here" in page.errors[0]


def page_allowance(page):
    return bench_of(page).register.allowance


def test_the_code_is_of_the_run_in_hand(visit):
    page = visit("train", **QUICK, t_code="true", t_act="gelu")
    codes = [code.value for code in page.app.code]
    assert any("gelu(" in code for code in codes)
    assert any("nn.GELU" in code for code in codes)
    np.load(io.BytesIO(bench_of(page).weights()))


def test_weights_that_are_gone_before_they_are_read_are_missed_in_a_sentence(visit, monkeypatch):
    page = visit("train", **QUICK)
    old = bench_of(page).run
    monkeypatch.setattr(MemoryUploadedFileManager, "get_files", lambda *_, **__: [])
    page.app.file_uploader(key="t_file").upload("mine.npz", b"gone", "application/zip")
    page.run()
    assert page.errors == ["This file is no longer on the server: send it again."]
    assert bench_of(page).run is old


@pytest.mark.parametrize("key", ["t_stages", "t_depth", "t_f1", "t_seed"])
@pytest.mark.parametrize("typed", [-1, 1_000_000])
def test_a_number_that_is_refused_says_why_at_its_field_and_the_one_before_stays(visit, key, typed):
    page = visit("train", **QUICK)
    before = page.control(key).value
    page.control(key).set_value(typed)
    page.run()
    (why,) = page.errors
    assert why.startswith(f"{format_number(typed)} is not available here, as ")
    assert why.endswith(f"; it stays {before}.")
    assert page.control(key).value == before
    assert page.address == QUICK
    page.control(key).set_value(before + 1)
    page.run()
    assert not page.errors
    assert page.control(key).value == before + 1


def test_what_takes_too_long_is_refused_at_the_control_that_was_changed(visit):
    page = visit("train", t_pool="none", t_f1="16", t_f2="16")
    assert not page.errors
    page.control("t_batch").set_value("128")
    page.run()
    assert "million multiplications" in page.errors[0]
    page.control("t_batch").set_value("4")
    page.run()
    assert not page.errors


def drawn(block):
    """All elements of the page in their order: their types and keys."""
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from drawn(child)
        else:
            yield child.type, (getattr(child, "key", None) or "").partition("~")[0]


def told_behind(page):
    """The control that the sentence of a refusal stands right behind."""
    order = [one for one in drawn(page.app.main) if one[1] or one[0] == "error"]
    return order[[kind for kind, _ in order].index("error") - 1][1]


@pytest.mark.parametrize("key", ["t_stages", "t_depth", "t_f1", "t_f2", "t_seed"])
def test_a_refused_number_is_told_right_behind_its_field(visit, key):
    page = visit("train")
    page.control(key).set_value(10**7)
    assert told_behind(page.run()) == key


@pytest.mark.parametrize(
    ("start", "key", "value"),
    [
        ({"t_pool": "none", "t_f1": "16", "t_f2": "16"}, "t_batch", "128"),
        ({"t_batch": "128", "t_f1": "16", "t_f2": "16"}, "t_pool", "none"),
        ({"t_batch": "128", "t_pool": "none"}, "t_f1", 16),
    ],
)
def test_a_design_that_is_too_much_work_is_told_right_behind_what_was_changed(visit, start, key, value):
    page = visit("train", **start)
    assert not page.errors
    page.control(key).set_value(value)
    assert told_behind(page.run()) == key
