"""Designs: their language, what PyTorch makes of them, what they start from, and which can be trained."""

from math import prod

import numpy as np
import pytest
import torch
from torch import nn

from cnnviz.architectures import NETWORKS, measure
from cnnviz.designs import (
    STARTS,
    Design,
    Join,
    Single,
    measure_design,
    nodes_of,
    of_training,
    read_design,
    start,
    trainable,
    write_design,
)
from cnnviz.designs.limits import LONGEST, MOST_BRANCHES, MOST_DEEP, MOST_LAYERS
from cnnviz.errors import CnnvizError
from cnnviz.live import Design as Trained
from cnnviz.models.garments import load_classifier
from cnnviz.scripts import design_script
from tests.designs.drawn import designs

DRAWN = designs(60, seed=7)
FITTING = [design for design in designs(600, seed=8) if not measure_design(design).fault][:60]


@pytest.mark.parametrize("design", DRAWN, ids=write_design)
def test_a_design_is_read_as_it_was_written(design):
    assert read_design(write_design(design)) == design


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Input_1_32_32",
        "Input_1_32~Conv2d_6_5",
        "Input_1_32_32~Conv2d_6",
        "Input_1_32_32~Conv2d_6_5_q2",
        "Input_1_32_32~Conv2d_6_5_s2_s2",
        "Input_1_32_32~Conv2d_6_5_s0",
        "Input_1_32_32~Conv2d_06_5",
        "Input_1_32_32~Conv2d_٣_5",
        "Input_1_32_32~Conv2d_6_1x2x3",
        "Input_1_32_32~ReLU",
        "Input_1_32_32~Conv2d_6_5~ReLU~ReLU",
        "Input_1_32_32~Conv2d_6_5~ReLU~BatchNorm2d",
        "Input_1_32_32~MaxPool2d_2~BatchNorm2d",
        "Input_1_32_32~Add~Conv2d_6_5~End",
        "Input_1_32_32~Add~Conv2d_6_5~Or",
        "Input_1_32_32~Conv2d_6_5~Or~End",
        "Input_1_32_32~Conv2d_6_5~End",
        "Input_1_99999_32~Conv2d_6_5",
        "Input_1_32_32~" + "~".join(["Add"] * (MOST_DEEP + 1)) + "~Conv2d_6_5" + "~Or~End" * (MOST_DEEP + 1),
        "Input_1_32_32~Cat" + "~Or" * MOST_BRANCHES + "~End",
        "Input_1_32_32" + "~MaxPool2d_1" * (MOST_LAYERS + 1),
        "Input_1_32_32~Conv2d_6_5" + "~" * LONGEST,
    ],
)
def test_what_is_no_design_is_none(text):
    assert read_design(text) is None


def test_as_many_layers_and_joins_as_are_allowed_are_read():
    assert read_design("Input_1_32_32" + "~MaxPool2d_1" * MOST_LAYERS)
    nested = "Input_1_32_32" + "~Add" * MOST_DEEP + "~Conv2d_1_1" + "~Or~End" * MOST_DEEP
    assert len(nodes_of(read_design(nested))) == MOST_DEEP + 1


@pytest.mark.parametrize("key", STARTS)
def test_a_start_is_the_network_that_it_is_called(key):
    found = measure_design(start(key))
    assert not found.fault
    assert len(write_design(start(key))) < LONGEST
    if key in NETWORKS:
        network = NETWORKS[key]
        known = measure(network.nodes(), network.input_shape())
        layers = [row.shape for row in found.rows if row.node.kind != "concat"]
        assert sorted(layers) == sorted(row.shape for row in known.rows if row.node.kind != "concat")
        assert (found.parameters, found.multiplications) == (known.parameters, known.multiplications)


def run(script):
    names = {}
    exec(compile(script, "script.py", "exec"), names)
    return names


def built(design):
    """Build a design as the script for PyTorch does; give each layer's shape and the parameters in all."""
    names = run(design_script(design).torch)
    network, found = names["network"], []
    kinds = (nn.Conv2d, nn.MaxPool2d, nn.AvgPool2d, nn.AdaptiveAvgPool2d, nn.LocalResponseNorm, nn.Linear)
    joins = tuple(names[name] for name in ("Add", "Cat") if name in names)
    for module in network.modules():
        if isinstance(module, kinds + joins):
            module.register_forward_hook(lambda *given: found.append(tuple(given[2].shape[1:])))
    network.eval()(torch.zeros(1, *design.shape))
    torch.set_default_device("cpu")
    return found, sum(one.numel() for one in network.parameters())


@pytest.mark.parametrize("design", FITTING, ids=write_design)
def test_N6_pytorch_agrees_on_every_shape_and_count_of_any_design(design, capsys):
    rows = measure_design(design).rows
    shapes, parameters = built(design)
    assert shapes == [row.shape for row in rows]
    assert parameters == sum(row.parameters.value for row in rows)
    numpy = run(design_script(design).numpy)["output"].tolist()
    assert numpy == [row.parameters.value for row in rows]


#: Starts with more blocks of the kinds that a smaller one has, too.
LARGER = {"resnet101", "resnet152", "inception_v3"}


@pytest.mark.parametrize(
    "key", [pytest.param(key, marks=[pytest.mark.thorough] * (key in LARGER)) for key in STARTS]
)
def test_N6_pytorch_agrees_on_every_shape_and_count_of_any_start(key, capsys):
    rows = measure_design(start(key)).rows
    try:
        shapes, parameters = built(start(key))
    finally:
        torch.set_default_device("cpu")
    assert shapes == [row.shape for row in rows]
    assert parameters == sum(row.parameters.value for row in rows)


def module_of(part, channels, flat):
    """A layer as PyTorch has it, or None for a join."""
    layer = part.layer if isinstance(part, Single) else None
    match part.kind:
        case "conv":
            return nn.Conv2d(
                channels, layer.units, layer.kernel, layer.stride, layer.padding, groups=layer.groups
            )
        case "max" | "avg":
            kind = nn.MaxPool2d if part.kind == "max" else nn.AvgPool2d
            return kind(layer.kernel, layer.stride, layer.padding, ceil_mode=part.remainder == "pad")
        case "dense":
            return nn.Sequential(nn.Flatten(), nn.Linear(part.takes or flat, layer.units))
        case "mean":
            return nn.AdaptiveAvgPool2d(1)
    return None


def by_pytorch(design):
    """Run layer by layer; give the shapes up to the first layer that PyTorch refuses."""
    made, shapes = {"input": torch.zeros(1, *design.shape)}, []
    for node, part in nodes_of(design):
        given = [made[name] for name in node.inputs]
        try:
            if isinstance(part, Join):
                if part.kind == "add" and len({one.shape for one in given}) > 1:
                    break  # PyTorch would repeat numbers to make them fit
                out = sum(given) if part.kind == "add" else torch.cat(given, 1)
            elif part.kind == "response":
                out = nn.functional.local_response_norm(given[0], 5)
            else:
                if part.kind == "mean" and given[0].ndim == 2:
                    break  # PyTorch would take the row for a picture
                if part.kind in ("conv", "max", "avg") and given[0].ndim == 2:
                    break
                out = module_of(part, given[0].shape[1], prod(given[0].shape[1:]))(given[0])
        except (RuntimeError, ValueError):
            break
        made[node.name] = out
        shapes.append(tuple(out.shape[1:]))
    return shapes


@pytest.mark.parametrize("seed", range(4))
def test_N6_a_design_is_refused_where_pytorch_refuses_it(seed):
    for design in designs(60, seed=20 + seed):
        found = measure_design(design)
        flat = nodes_of(design)
        if found.fault and getattr(flat[len(found.rows)][1], "remainder", "") == "pad":
            continue  # rounding up has rules of its own in PyTorch where windows begin beyond the picture
        assert [row.shape for row in found.rows] == by_pytorch(design), write_design(design)


def test_N6_lenet_is_taken_apart_and_refuses_a_kernel_of_15():
    found = measure_design(start("lenet5"))
    terms = [row.parameters.value for row in found.rows if row.parameters.value]
    assert terms == [156, 2416, 48_120, 10_164, 850]
    assert found.parameters == sum(terms)
    text = write_design(start("lenet5")).replace("Conv2d_16_5", "Conv2d_16_15")
    refused = measure_design(read_design(text))
    assert len(refused.rows) == 2
    assert "a kernel of 15 does not fit 14 pixels with padding 0; use padding ≥ 1" in refused.fault


def test_what_garments_start_from_is_the_network_that_ships():
    learned = load_classifier().network.parameters
    counted = [row.parameters.value for row in measure_design(start("garments")).rows]
    assert sum(counted) == sum(value.size for value in learned.values())
    filters = [one.layer.units for one in start("garments").layers if one.kind == "conv"]
    assert filters == [value.shape[0] for value in learned.values() if value.ndim == 4]


def test_a_dense_layer_keeps_its_weights_for_as_many_numbers():
    design = start("garments")
    larger = Design((1, 32, 32), design.layers)
    found = measure_design(larger)
    assert len(found.rows) == len(design.layers) - 1
    assert found.fault.endswith("8·8·16 = 1024 numbers meet weights for 784")
    averaged = Design((1, 32, 32), start("garments_averaged").layers)
    assert not measure_design(averaged).fault


@pytest.mark.parametrize("filters", [(4,), (8, 16), (8, 8), (3, 4, 5)])
@pytest.mark.parametrize("pooling", ["max", "avg"])
@pytest.mark.parametrize("depth", [1, 2])
@pytest.mark.parametrize("norm", [False, True])
def test_what_train_trains_is_a_design_and_comes_back(filters, pooling, depth, norm):
    trained = Trained(filters, 3, pooling, "tanh", depth=depth, batch_norm=norm, batch=4)
    design = of_training(trained)
    back = trainable(design)
    assert of_training(back) == design
    shape = measure_design(design).rows[-2].shape
    network = trained.build()
    made = network.layers[-1].parameters["weight"].shape
    assert made == (10, prod(shape))
    weights = [
        layer.parameters["weight"]
        for layer in network.layers
        if layer.parameters and layer.parameters["weight"].ndim > 1
    ]
    assert sum(one.size for one in weights) == sum(row.weights for row in measure_design(design).rows)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Input_1_32_32~Conv2d_8_3_p1~ReLU~Linear_10", "28 × 28"),
        ("Input_1_28_28~Conv2d_8_3_p1~ReLU", "end in one dense layer"),
        ("Input_1_28_28~Conv2d_8_3_p1~ReLU~Linear_12", "end in one dense layer"),
        ("Input_1_28_28~Add~Conv2d_8_3_p1~Or~Conv2d_8_1~End~Linear_10", "one after the other"),
        ("Input_1_28_28~MaxPool2d_2~Linear_10", "at least one convolution"),
        ("Input_1_28_28~Conv2d_8_3~ReLU~Linear_10", "keeps the size"),
        ("Input_1_28_28~Conv2d_8_3_p1~ReLU~MaxPool2d_3~Linear_10", "2 × 2 pool"),
        ("Input_1_28_28~Conv2d_99_3_p1~ReLU~MaxPool2d_2~Linear_10", "filters of 99 is not available"),
        ("Input_1_28_28~Conv2d_8_7_p3~ReLU~MaxPool2d_2~Linear_10", "kernel size of 7 is not available"),
        ("Input_1_28_28~Conv2d_8_3_p1~ReLU~MaxPool2d_2~Conv2d_8_3_p1~Tanh~MaxPool2d_2~Linear_10", "alike"),
    ],
)
def test_what_train_cannot_have_says_why(text, said):
    with pytest.raises(CnnvizError, match=said):
        trainable(read_design(text))


def test_random_designs_reach_every_layer_and_many_fit():
    parts = [part for design in DRAWN + FITTING for _, part in nodes_of(design)]
    assert {part.kind for part in parts} == {
        "conv",
        "max",
        "avg",
        "dense",
        "mean",
        "response",
        "add",
        "concat",
    }
    assert len(FITTING) == 60
    assert np.mean([bool(measure_design(design).fault) for design in DRAWN]) > 0.2
