"""The tables of networks: equal to PyTorch's own modules and to the published totals, to the unit."""

from collections import Counter
from math import prod

import pytest
from torch import nn

from cnnviz.architectures import COMPARED, INPUT, NETWORKS, least_side, measure
from cnnviz.architectures.layout import blocks
from cnnviz.architectures.words import short, title
from tests.architectures.papers import PAPERS, built, layers_of

#: What papers, or torchvision's documentation, say in all; the second with auxiliary heads.
PUBLISHED = {
    "lenet5": (61_706,),
    "alexnet": (62_378_344,),
    "alexnet_grouped": (60_965_224,),
    "vgg16": (138_357_544,),
    "vgg19": (143_667_240,),
    "googlenet_paper": (6_998_552, 13_378_280),
    "googlenet": (6_624_904, 13_004_888),
    "resnet18": (11_689_512,),
    "resnet34": (21_797_672,),
    "resnet50": (25_557_032,),
    "resnet101": (44_549_160,),
    "resnet152": (60_192_808,),
    "inception_v3": (23_834_568, 27_161_264),
    "inception_v4": (42_679_816,),
}
#: Thousand millions of multiplications, as torchvision's documentation says.
WORK = {
    "vgg16": 15.47,
    "vgg19": 19.63,
    "googlenet": 1.50,
    "resnet18": 1.81,
    "resnet34": 3.66,
    "resnet50": 4.09,
    "resnet101": 7.80,
    "resnet152": 11.51,
    "inception_v3": 5.71,
}
KINDS = {"conv": "Conv2d", "dense": "Linear", "max": "MaxPool2d", "avg": "AvgPool2d"}


def measured(name, side=None, heads=False):
    network = NETWORKS[name]
    return measure(network.nodes(heads=heads), network.input_shape(side))


@pytest.mark.parametrize("name", NETWORKS)
def test_totals_are_the_published_ones_to_the_unit(name):
    heads = (False, True) if NETWORKS[name].has_heads else (False,)
    assert tuple(measured(name, heads=each).parameters for each in heads) == PUBLISHED[name]


@pytest.mark.parametrize("name", WORK)
def test_multiplications_are_those_that_torchvision_says(name):
    assert round(measured(name).multiplications / 1e9, 2) == WORK[name]


@pytest.mark.parametrize("name", PAPERS)
def test_every_layer_has_the_shape_and_the_parameters_of_pytorchs_own(name):
    key = name.removesuffix(" with its head")
    found = measured(key, heads=key != name)
    ours = Counter(
        (KINDS[row.node.kind], row.shape, row.weights + row.biases)
        for row in found.rows
        if row.node.kind in KINDS
    )
    network = built(name)
    assert ours == Counter(layers_of(network, NETWORKS[key].input_shape()))
    assert found.parameters == sum(parameter.numel() for parameter in network.parameters())


@pytest.mark.parametrize("name", ["alexnet", "vgg16", "googlenet", "resnet50"])
@pytest.mark.parametrize("side", [67, 100, 301])
def test_another_input_is_followed_as_pytorch_does(name, side):
    network, kinds = built(name), set(KINDS)
    if name in ("alexnet", "vgg16"):  # their dense layers fit one size only
        layers, kinds = list(network), kinds - {"dense"}
        flat = next(at for at, layer in enumerate(layers) if isinstance(layer, nn.Flatten))
        network = nn.Sequential(*layers[:flat])
    ours = Counter(
        (KINDS[row.node.kind], row.shape) for row in measured(name, side).rows if row.node.kind in kinds
    )
    theirs = layers_of(network, NETWORKS[name].input_shape(side))
    assert ours == Counter((kind, shape) for kind, shape, _ in theirs)


def test_inception_v3_has_the_sizes_of_its_papers_table():
    rows = {row.node.name: row.shape for row in measured("inception_v3").rows}
    sizes = {
        "Conv2d_1a_3x3": (32, 149),
        "Conv2d_2a_3x3": (32, 147),
        "maxpool1": (64, 73),
        "maxpool2": (192, 35),
    }
    sizes |= {
        "Mixed_5d.cat": (288, 35),
        "Mixed_6a.cat": (768, 17),
        "Mixed_7a.cat": (1280, 8),
        "Mixed_7c.cat": (2048, 8),
    }
    assert {name: rows[name] for name in sizes} == {
        name: (maps, side, side) for name, (maps, side) in sizes.items()
    }


def test_inception_v4_has_the_sizes_of_its_papers_figures():
    rows = {row.node.name: row.shape for row in measured("inception_v4").rows}
    sizes = {"conv3": (64, 147), "stem1.cat": (160, 73), "stem2.cat": (192, 71), "stem3.cat": (384, 35)}
    sizes |= {"reductionA.cat": (1024, 17), "reductionB.cat": (1536, 8), "inceptionC.2.cat": (1536, 8)}
    assert {name: rows[name] for name in sizes} == {
        name: (maps, side, side) for name, (maps, side) in sizes.items()
    }


def seen(nodes, row, side):
    """Follow one unit in the middle of a layer back to the input; give how many pixels of it are reached."""
    reached = {row.node.name: (side // 2, side // 2)}
    for node in reversed(nodes):
        if node.name not in reached:
            continue
        low, high = reached.pop(node.name)
        if node.layer is not None:
            stride, kernel = node.layer.stride[0], node.layer.kernel[0]
            before = prior(node.layer.padding)
            low, high = low * stride - before, high * stride - before + kernel - 1
        for one in node.inputs:
            known = reached.get(one, (low, high))
            reached[one] = (min(low, known[0]), max(high, known[1]))
    low, high = reached[INPUT]
    return high - low + 1


def prior(padding):
    return padding[0] if isinstance(padding, tuple) else padding


@pytest.mark.parametrize("name", NETWORKS)
def test_a_unit_sees_what_it_is_reached_from_on_all_paths(name):
    nodes = NETWORKS[name].nodes()
    rows = [row for row in measured(name).rows if row.field is not None]
    for row in rows[:: max(1, len(rows) // 12)] + rows[-1:]:
        assert row.field[0] == seen(nodes, row, row.shape[1])


@pytest.mark.parametrize("name", NETWORKS)
def test_formulas_say_what_is_counted(name):
    for row in measured(name).rows:
        assert row.parameters.value == row.weights + row.biases + row.normed
        assert row.memory.value == 4 * prod(row.shape)
        if row.node.kind == "conv":
            assert row.multiplications.value == row.weights * prod(row.shape[1:])
        written = row.parameters.numbers().replace("·", "*").replace("×", "*").replace(",", "")
        assert eval(written) == row.parameters.value


@pytest.mark.parametrize("name", NETWORKS)
def test_every_layer_is_drawn_once_and_joined_with_its_inputs(name):
    nodes = NETWORKS[name].nodes(heads=True)
    found = blocks(nodes)
    assert [one for block in found for one in block.places] == [node.name for node in nodes]
    assert sum(len(block.edges) for block in found) == sum(len(node.inputs) for node in nodes)
    for block in found:
        places = list(block.places.values())
        assert len(set(places)) == len(places)
        for start, end in block.edges:
            assert not start or block.places[start].column < block.places[end].column


def test_what_does_not_fit_is_named_with_its_layer():
    found = measured("lenet5", 8)
    assert found.fault.startswith("conv2 does not fit: ")
    assert [row.node.name for row in found.rows] == ["conv1", "pool1"]


@pytest.mark.parametrize("name", ["lenet5", "alexnet", "googlenet_paper", "inception_v3"])
def test_the_least_input_is_taken_and_the_next_smaller_is_not(name):
    network = NETWORKS[name]
    least = least_side(network.nodes(), network.input_shape())
    assert not measured(name, least).fault
    assert measured(name, least - 1).fault


def test_parameters_follow_the_input_only_where_maps_are_flattened():
    assert measured("resnet50", 448).parameters == measured("resnet50").parameters
    assert measured("vgg16", 448).parameters > 2 * measured("vgg16").parameters


@pytest.mark.parametrize("name", NETWORKS)
def test_layers_have_short_and_long_names(name):
    for node in NETWORKS[name].nodes(heads=True):
        assert 1 <= len(short(node)) <= 5
        assert title(node)


def test_every_error_belongs_to_a_network_and_says_where_it_stands():
    assert set(COMPARED) < set(NETWORKS)
    assert all(0 < error.percent < 25 and error.source and error.how for error in COMPARED.values())
    assert COMPARED["resnet50"].percent < COMPARED["vgg16"].percent


def test_alexnets_error_is_that_of_the_network_that_was_trained():
    assert [key for key in COMPARED if key.startswith("alexnet")] == ["alexnet_grouped"]
