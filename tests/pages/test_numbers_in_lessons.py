"""Numbers typed into the words of lessons, because no page tells them there: each is computed here."""

import numpy as np
import pytest

from cnnviz.architectures import NETWORKS
from cnnviz.assets import read_json
from cnnviz.attribution.agreement import best_layer_index
from cnnviz.lessons import find_step, lessons, tell
from cnnviz.live import Sweep, swept
from cnnviz.live.examples import OVERFIT, SWITCHES
from cnnviz.live.plans import PLANS, design_of
from cnnviz.live.subset import subset
from cnnviz.live.switched import NONE, switched
from cnnviz.models.garments import ASSETS
from cnnviz.normal_map import NormalMap
from pages.ui.classifier import shipped


def words(step):
    """What stands in a step, or in its reveal."""
    lesson, _, name = step.partition("~")
    return lessons()[lesson].words.steps[name]


def swept_wholly(kind):
    sweep = Sweep(kind, subset())
    while not sweep.is_done:
        sweep.advance(1.0)
    return sweep


def test_07_a_normal_has_the_colour_that_the_page_gives_it():
    across, down = np.meshgrid(np.arange(5), np.arange(5))
    surface = NormalMap(across / 4 - down / 3, strength=255.0)
    x, y, z = surface.vectors[:, 2, 2]
    np.testing.assert_allclose([x, y, z], np.array([-3, -4, 12]) / 13)
    taught, index = find_step("design-a-kernel~stones")
    said = tell(taught, index, {}, {"lamp": {"right": 800}}).reveal
    assert f"kept as a colour: {', '.join(map(str, surface.colours[2, 2].tolist()))}." in said
    flat = NormalMap(np.zeros((3, 3)), strength=1).colours[1, 1]
    assert f"flat is {', '.join(map(str, flat.tolist()))}." in said


def test_15_conv_8_sees_as_much_as_is_said():
    network = shipped.classifier()
    field = network.layers[network.layer_names.index("conv 8")].field
    sides = shipped.gallery().images.shape[-2:]
    said = words("what-one-unit-sees~thirty.reveal")
    assert f"{field} × {field} pixels, more than the {sides[0]} × {sides[1]} of its pictures" in said


def test_19_the_accuracy_is_that_of_the_card():
    test = read_json(ASSETS / "card.json")["test"]
    assert f"Of {test['images']:,} test pictures" in words("trained-network~nothing-at-all")
    assert f"gets {100 * test['accuracy']:.1f} % right" in words("trained-network~nothing-at-all")


def test_20_grad_cam_agrees_as_little_as_was_measured():
    measured = shipped.classifier().agreement
    best = measured["methods"][f"Grad-CAM {best_layer_index(measured)}"]["rank_correlation"]
    said = words("why-does-it-say-so~trust.reveal")
    assert f"Over {measured['images']} pictures" in said
    assert f"only {best:.2f};" in said


def test_20_nine_pixels_are_nine_of_so_many():
    assert f"nine of {shipped.gallery().images[0].size} pixels" in words(
        "why-does-it-say-so~nine-pixels.reveal"
    )


def test_22_untrained_networks_lie_as_far_apart_as_is_said():
    shares = [round(100 * one.mean) for one in swept(swept_wholly("untrained"))]
    assert f"in {min(shares)} to {max(shares)} %" in words("watch-it-learn~half-right.reveal")
    assert "the mean of many is about 10 %" in words("watch-it-learn~half-right.reveal")
    assert round(float(np.mean(shares)), -1) == 10


def test_23_parameters_are_those_of_the_designs():
    filters = PLANS["filters"].values
    counts = [
        sum(value.size for value in design_of("filters", count, 1).build().parameters.values())
        for count in (filters[0], filters[-1])
    ]
    assert f"with {counts[0]:,} to {counts[1]:,} parameters" in words("learning-by-heart~more-filters")


def test_23_the_switches_do_what_was_recorded():
    found = switched()
    before = found[NONE]
    said = words("learning-by-heart~close-it.reveal")
    counts = f"{SWITCHES['images'].change['images']:,} instead of {OVERFIT.images}"
    assert f"{counts} leave {100 * found['images'].gap:.0f} of {100 * before.gap:.0f} points." in said
    others = [one for key, one in found.items() if key not in (NONE, "images")]
    taken = sorted(round(100 * (before.gap - one.gap)) for one in others)
    assert f"take off {taken[0]} to {taken[-1]} points each, but hardly one makes more held-out" in said
    assert all(one.accuracy < before.accuracy + 0.005 for one in others)
    lost = 100 * (before.accuracy - found["filters"].accuracy)
    assert f"with one filter a layer it is {lost:.0f} points less" in said


@pytest.mark.thorough
@pytest.mark.timeout(1800)
def test_23_more_filters_bring_what_is_said():
    found = swept(swept_wholly("filters"))
    means = [f"{100 * one.mean:.0f}" for one in found]
    said = words("learning-by-heart~more-filters")
    assert f"on average {', '.join(means[:-1])} and {means[-1]} %" in said
    assert f"differ by up to {round(100 * max(one.spread for one in found))} points" in said


def test_27_alexnet_has_the_kernels_that_are_said():
    nodes = NETWORKS["alexnet"].nodes()
    sides = dict.fromkeys(one.layer.kernel[0] for one in nodes if one.kind == "conv")
    first, second, third = (f"{side} × {side}" for side in sides)
    said = words("networks-over-the-years~lenet.reveal")
    assert f"kernels of {first}, {second} and {third}" in said
    assert sum(one.kind == "dense" for one in nodes) == 3
    assert f"from {NETWORKS['alexnet'].year}" in said
