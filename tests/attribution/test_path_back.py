"""The path from a probability to pixels: each step's numbers make its total, which the step before chose."""

import itertools

import numpy as np
import pytest

from cnnviz.attribution.path_back import trace_back
from cnnviz.attribution.path_stops import stops
from cnnviz.errors import CnnvizError
from cnnviz.network.evidence import evidence
from cnnviz.network.layers import AvgPool2d, Conv2d, Flatten, Linear, MaxPool2d, ReLU
from cnnviz.network.sequential import Sequential
from cnnviz.operators import softmax

RULES = {
    "share": lambda parts, chosen: softmax(parts)[chosen],
    "sum": lambda parts, chosen: parts.sum(dtype=np.float64),
    "product": lambda parts, chosen: parts.prod(),
    "largest": lambda parts, chosen: parts.max(),
    "positive": lambda parts, chosen: max(0, parts[chosen]),
}


def path(network, image, label):
    return trace_back(network, [made[0] for made in network.activations(image[None])], label, image)


@pytest.mark.parametrize("number", [0, 23, 37, 58, 90])
@pytest.mark.parametrize("label", [0, 4, 9])
def test_the_numbers_add_up_from_step_to_step(network, gallery, rounding, number, label):
    image = gallery.images[number : number + 1]
    steps = path(network, image, label).steps
    for step in steps:
        assert RULES[step.rule](step.parts, step.chosen) == pytest.approx(step.total, abs=3e-5)
        assert step.sentence.endswith(".")
    for step, after in itertools.pairwise(steps):
        assert step.parts[step.chosen] == pytest.approx(after.total, abs=rounding)
    titles = ("Probability", "Logit", "Feature map", "Position", "ReLU", "Convolution", "Product")
    assert tuple(step.title for step in steps[:7]) == titles


def test_each_total_is_the_number_of_its_layer(network, boot, rounding):
    made = [activation[0] for activation in network.activations(boot[None])]
    for step in trace_back(network, made, 9, boot).steps:
        if step.title in ("Logit", "ReLU", "Max pool", "Convolution"):
            assert step.total == pytest.approx(made[step.layer][step.at], abs=rounding)


def test_it_chooses_what_gave_most(network, boot):
    steps = path(network, boot, 9).steps
    for step in steps[1:3]:
        without_bias = step.parts[:-1] if step.title == "Logit" else step.parts
        assert step.chosen == without_bias.argmax()


def test_it_enters_the_last_maps_where_the_map_that_gave_most_or_was_chosen_gave_most(network, boot):
    made = [activation[0] for activation in network.activations(boot[None])]
    found = evidence(network, made, 9)
    strongest = int(found.of_maps.argmax())
    for chosen, unit in ((None, strongest), (0, 0), (15, 15)):
        way = trace_back(network, made, 9, boot, chosen)
        assert way.strongest == strongest
        assert way.cell[0] == unit
        assert found.products[way.cell] == found.products[unit].max()


def test_it_ends_at_a_pixel_that_lies_in_the_patch(network, boot):
    found = path(network, boot, 9)
    last, conv = found.steps[-1], found.steps[-2]
    assert (last.layer, conv.layer) == (-1, 0)
    assert last.parts[last.chosen] == boot[last.at]
    top, left, height, width = found.window
    assert top <= last.at[1] < top + height
    assert left <= last.at[2] < left + width
    np.testing.assert_array_equal(found.patch, boot[:, top : top + height, left : left + width])
    assert f"map {conv.at[0]}" in found.sentence()


def test_no_pixel_beyond_its_window_changes_a_number_on_the_path(network, boot, rounding):
    for step in path(network, boot, 9).steps[4:-1]:
        top, left, height, width = step.window
        other = np.random.default_rng(6).random(boot.shape, np.float32)
        patch = (slice(None), slice(top, top + height), slice(left, left + width))
        other[patch] = boot[patch]
        before, after = (network.activations(image[None])[step.layer][0][step.at] for image in (boot, other))
        assert after == pytest.approx(before, abs=rounding)


def test_the_windows_narrow_on_the_way(network, boot):
    sizes = [step.window.height * step.window.width for step in path(network, boot, 9).steps]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 1


def test_it_ends_early_where_a_convolution_has_nothing_but_its_bias(network):
    found = path(network, np.zeros((1, 28, 28), np.float32), 0)
    assert found.steps[-1].title == "Convolution"
    assert found.steps[-1].parts[:-1].max() <= 0


def test_where_nothing_speaks_for_a_class_it_says_so(network, boot):
    against = Sequential(network.layers)
    against.layers[-1] = Linear(784, 10)
    against.layers[-1].parameters["weight"] = np.full((10, 784), -1, np.float32)
    steps = path(against, boot, 0).steps
    assert "no map counts for the class" in steps[1].sentence
    assert steps[1].parts[steps[1].chosen] == pytest.approx(steps[2].total)


def test_one_convolution_is_enough(boot, rounding):
    rng = np.random.default_rng(7)
    small = Sequential([Conv2d(1, 4, 3, rng=rng), MaxPool2d(2), Flatten(), Linear(4 * 13 * 13, 2, rng=rng)])
    steps = path(small, boot, 1).steps
    assert [step.title for step in steps[4:]] == ["Max pool", "Convolution", "Product"]
    for step, after in itertools.pairwise(steps):
        assert step.parts[step.chosen] == pytest.approx(after.total, abs=rounding)


@pytest.mark.parametrize("label", [10, -1, None])
def test_there_is_no_eleventh_class(network, boot, label):
    with pytest.raises(CnnvizError, match="no class"):
        path(network, boot, label)


@pytest.mark.parametrize(
    "layers",
    [
        [AvgPool2d(2), Flatten(), Linear(196, 2)],
        [ReLU(), Flatten(), Linear(784, 2)],
        [Flatten(), Linear(784, 2)],
        [Conv2d(1, 2)],
    ],
)
def test_other_networks_are_refused_with_a_sentence(boot, layers):
    with pytest.raises(CnnvizError, match=r"path back|flatten|no class"):
        path(Sequential(layers), boot, 0)


@pytest.mark.parametrize("unit", [0, 7, 15])
def test_another_map_can_be_followed_than_the_one_that_gave_most(network, boot, unit):
    made = [activation[0] for activation in network.activations(boot[None])]
    found = trace_back(network, made, 9, boot, unit)
    score, gave = found.steps[1:3]
    assert (score.chosen, gave.at) == (unit, (unit,))
    assert score.passed_on == pytest.approx(gave.total)
    assert f"map {unit}, which contributes" in score.sentence
    assert found.steps[4].at[0] == unit


def test_a_map_that_is_not_there_can_not_be_followed(network, boot):
    made = [activation[0] for activation in network.activations(boot[None])]
    with pytest.raises(CnnvizError, match="no map 16"):
        trace_back(network, made, 9, boot, 16)


def test_what_the_parts_make_is_computed_by_the_rule(network, boot):
    for step in path(network, boot, 9).steps:
        assert step.made == pytest.approx(RULES[step.rule](step.parts, step.chosen), abs=1e-6)
        assert step.passed_on == step.parts[step.chosen]


def test_the_steps_of_a_layer_stand_together(network, boot, rounding):
    found = path(network, boot, 9)
    layers = stops(found)
    assert [step for stop in layers for step in stop.steps] == list(found.steps)
    layer_indices = [
        layer_index for layer_index, layer in enumerate(network.layers) if not isinstance(layer, Flatten)
    ]
    assert [stop.layer for stop in layers] == [len(network.layers), *reversed(layer_indices)]
    for stop, after in itertools.pairwise(layers):
        assert stop.steps[-1].passed_on == pytest.approx(after.total, abs=rounding)
        if len(after.at) == 3:
            assert stop.source == after.at[0]
