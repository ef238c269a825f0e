"""What was recorded of the switches is what training gives, and each does narrow the gap."""

import pytest

from cnnviz.assets import read_json
from cnnviz.live.examples import SWITCHES
from cnnviz.live.switched import FILE, NONE, SEEDS, mean_of, says_measured, switched, switched_designs
from cnnviz.training.recorded import TOLERANCE, measure

#: Share of images by which one run may end elsewhere: processors round differently.
OF_ONE = 0.05


def test_every_switch_narrows_the_gap_and_its_sentence_says_what_it_costs():
    before = switched()[NONE]
    assert set(switched()) == {NONE, *SWITCHES}
    for key in SWITCHES:
        after = switched()[key]
        assert after.gap < before.gap - 0.02
        assert f"{100 * after.gap:.1f} points instead of {100 * before.gap:.1f}" in says_measured(key)
        assert f"{100 * after.accuracy:.1f}" in says_measured(key)


def test_a_run_that_is_repeated_ends_as_it_was_recorded(images):
    again = measure(switched_designs()["filters"], SEEDS[0], images)
    assert again == pytest.approx(read_json(FILE)["filters"][0], abs=OF_ONE)


@pytest.mark.thorough
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("key", switched_designs())
def test_the_means_are_those_of_runs_that_are_repeated(images, key):
    again = mean_of([measure(switched_designs()[key], seed, images) for seed in SEEDS])
    assert (again.training, again.accuracy) == pytest.approx(
        (switched()[key].training, switched()[key].accuracy), abs=TOLERANCE
    )
