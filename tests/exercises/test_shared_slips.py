"""Slips that exercises share with predictions: one table, and both find them in the same numbers."""

import re

import numpy as np
import pytest

from cnnviz.assets import ASSETS
from cnnviz.exercises import exercises, pose
from cnnviz.operators import conv2d_trace
from cnnviz.predict import check_size, check_value
from cnnviz.predict.table import DID, kernel_with, size_with, you_did

GUIDE = (ASSETS.parent / "docs" / "teaching.md").read_text("utf-8")
EXERCISES = exercises()
#: Those that ask for what a page's Predict asks for, and the table's names of their slips.
SIZES = {"padding-once": "padding_once", "no-padding": "no_padding", "no-stride": "no_stride",
         "no-first": "no_plus_one", "rounded-up": "rounded_up"}  # fmt: skip
KERNELS = {
    "flipped": "flipped",
    "transposed": "transposed",
    "no-signs": "no_minus",
    "only-added": "window_sum",
}


def named(name):
    """The slips of an exercise whose words come from the table, by the key of the wrong answer."""
    said = EXERCISES[name].words.said
    found = {key: re.findall(r"you_did\('(\w+)'\)", text) for key, text in said.items()}
    return {key: slips[0] for key, slips in found.items() if slips}


def test_exercises_of_all_kinds_take_their_words_from_the_table():
    used = {slip for name in EXERCISES for slip in named(name).values()}
    assert used <= DID.keys()
    assert used >= {*SIZES.values(), *KERNELS.values(), "no_bias", "bias_each", "took_average", "swapped"}
    assert named("output-size") == SIZES
    assert named("conv-grid") == KERNELS


@pytest.mark.parametrize("name", [name for name in EXERCISES if named(name)])
def test_a_slip_of_the_table_is_told_in_its_words(name):
    seen = set()
    for seed in range(40):
        for level in EXERCISES[name].item.levels_offered():
            problem = pose(EXERCISES[name], level, seed)
            for wrong in EXERCISES[name].item.wrong_answers(problem.posed).values():
                verdict = problem.judge(wrong)
                if slip := named(name).get(verdict.slip):
                    seen.add(verdict.slip)
                    assert verdict.sentence.startswith(you_did(slip))
    assert seen == named(name).keys()


def test_predict_finds_the_same_slips_in_the_same_sizes():
    seen = set()
    for seed in range(60):
        problem = pose(EXERCISES["output-size"], seed % 3 + 1, seed)
        n, f, p, s = (int(problem.draw.value(name)) for name in "nfps")
        for wrong in EXERCISES["output-size"].item.wrong_answers(problem.posed).values():
            slip = problem.judge(wrong).slip
            if slip is None:  # two slips fit
                continue
            predicted = check_size(wrong[0], n, f, s, p)
            assert predicted.slip == SIZES[slip]
            assert predicted.sentence.startswith(you_did(SIZES[slip])[:-1])
            seen.add(slip)
    assert seen == SIZES.keys()


def test_the_guide_lists_the_table():
    assert set(re.findall(r"`(\w+)`", GUIDE.split("one table;")[1].split("Arrays have")[0])) == DID.keys()


def test_what_a_kernel_becomes_is_what_predict_computes():
    rng = np.random.default_rng(0)
    image = rng.integers(1, 9, (5, 5)).astype(np.float32)
    kernel = np.float32([[1, -2, 3], [4, 0, -5], [6, 7, -8]])
    for slip in KERNELS.values():
        number = float((image[1:4, 1:4] * kernel_with(slip, kernel)).sum())
        verdict = check_value(f"{number:g}", conv2d_trace(image, kernel, at=(1, 1)))
        assert verdict.slip == slip
        assert verdict.sentence.startswith(you_did(slip)[:-1])


def test_a_slip_that_there_is_not_is_refused_and_so_is_a_fraction():
    for ask in (
        lambda: you_did("padding"),
        lambda: size_with("flipped", 5, 3),
        lambda: kernel_with("no_stride", np.ones((2, 2))),
        lambda: size_with("not_rounded", 6, 3, stride=2),
    ):
        with pytest.raises(ValueError, match=r"no slip|a fraction"):
            ask()
