"""What is asked of a network's layers: right is what was measured, and each slip is named by its number."""

import pytest

from cnnviz.architectures import NETWORKS, measure
from cnnviz.architectures.modules import bottleneck
from cnnviz.predict import check_size
from cnnviz.predict.network_slips import network_question, what_is_asked
from cnnviz.predict.reading import read_number
from cnnviz.predict.sizes import sizes_of
from cnnviz.predict.verdict import judge
from pages.ui.linked.layer_questions import described

MEASURED = {key: measure(network.nodes(), network.input_shape()) for key, network in NETWORKS.items()}
PART = measure(bottleneck(256, 64), (256, 14, 14))


def row(network, name):
    (found,) = [one for one in MEASURED[network].rows if one.node.name == name]
    return found


def of(row):
    return sizes_of(row.node.layer, row.inputs[0], row.node.remainder)


@pytest.mark.parametrize("key", NETWORKS)
def test_of_every_layer_the_measured_numbers_are_right_and_their_neighbours_are_not(key):
    for one in MEASURED[key].rows:
        if what_is_asked(one) is not None:
            right = one.parameters.value if what_is_asked(one) == "parameters" else one.shape[0]
            question = network_question(one)
            assert judge(read_number(f"{right:,}"), question).right
            assert not judge(read_number(str(right + 1)), question).right
        if one.node.layer is not None and (sized := of(one)) is not None:
            assert check_size("{} x {}".format(*one.shape[1:]), **sized).right


#: ResNet-18's first convolution: 64 filters of 7 × 7 on 3 channels, with batch norm.
FIRST = ("resnet18", "conv1")


@pytest.mark.parametrize(
    ("network", "name", "typed", "slip"),
    [
        (*FIRST, "64 * 3 * 7 * 7", "no_norm"),
        (*FIRST, "64 * (3 * 7 * 7 + 1)", "half_norm"),
        (*FIRST, "64 * (3 * 7 * 7 + 3)", "bias_too"),
        (*FIRST, "64 * (3 * 7 * 7 + 4)", "measured"),
        (*FIRST, "64 * 3 * 7 * 7 + 2", "norm_once"),
        (*FIRST, "64 * (7 * 7 + 2)", "no_channels"),
        (*FIRST, "64 * (3 * 7 + 2)", "side"),
        (*FIRST, "64 * 112 * 112", "outputs"),
        ("alexnet_grouped", "conv2", "256 * (96 * 5 * 5 + 1)", "no_groups"),
        ("alexnet_grouped", "conv2", "256 * 48 * 5 * 5", "no_bias"),
        ("alexnet", "conv2", "256 * 96 * (5 * 5 + 1)", "bias_each"),
        ("vgg16", "fc1", "4096 * 512 * 7 * 7", "no_bias"),
        ("googlenet", "inception3a.cat", "128", "one_branch"),
        ("googlenet", "inception3a.cat", "192", "all_but_one"),
        ("resnet18", "layer1.0.add", "128", "stacked"),
        ("resnet18", "avgpool", "512 * 7 * 7", "flattened"),
    ],
)
def test_each_slip_is_named_and_the_answer_is_not_given_away(network, name, typed, slip):
    asked = row(network, name)
    question = network_question(asked)
    verdict = judge(read_number(typed), question)
    assert (verdict.right, verdict.slip) == (False, slip)
    for text in {asked.parameters.result, str(int(question.truth)), f"{int(question.truth):,}"}:
        assert text not in verdict.sentence.replace(f"gives {int(eval(typed)):,}", "").split()


def test_biases_that_are_not_there_are_a_slip_without_batch_norm_too():
    inner = PART.rows[1]
    assert inner.parameters.value == 64 * 64 * 3 * 3
    verdict = judge(read_number("64 * (64 * 3 * 3 + 1)"), network_question(inner))
    assert verdict.slip == "bias_too"
    assert described(inner).endswith(", no biases.")


def test_a_pool_that_rounds_up_and_one_that_rounds_down_are_told_apart():
    up = row("googlenet", "maxpool1")  # 112 by windows of 3 with stride 2
    assert check_size("55 x 55", **of(up)).slip == "rounded_down"
    down = row("alexnet", "pool1")
    assert down.node.remainder == "floor"
    stem = row("resnet18", "conv1")
    assert check_size("113 x 113", **of(stem)).slip == "rounded_up"
    assert check_size("111 x 111", **of(stem)).slip == "padding_once"
