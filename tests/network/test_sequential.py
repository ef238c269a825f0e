"""A network as a whole: activations, gradients, optimizers, folding, files."""

import io
import json
import time
import zipfile

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import WeightsError
from cnnviz.network.fold import fold_batch_norm
from cnnviz.network.layers import AvgPool2d, BatchNorm2d, Conv2d, Flatten, Linear, MaxPool2d, ReLU
from cnnviz.network.losses import cross_entropy
from cnnviz.network.optimizers import SGD, Adam, AdamW
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import load, save


@pytest.fixture
def network():
    rng = np.random.default_rng(5)
    return Sequential(
        [
            Conv2d(1, 3, 3, padding=1, rng=rng),
            BatchNorm2d(3),
            ReLU(),
            MaxPool2d(2),
            Conv2d(3, 4, 3, rng=rng),
            ReLU(),
            AvgPool2d(2),
            Flatten(),
            Linear(4, 3, rng=rng),
        ]
    )


@pytest.fixture
def batch():
    rng = np.random.default_rng(6)
    return rng.random((4, 1, 8, 8)).astype(np.float32), np.array([0, 1, 2, 1])


def in_float64(network):
    network.assign({k: v.astype(np.float64) for k, v in (network.parameters | network.buffers).items()})
    return network


def test_activations_are_what_each_layer_gives_in_turn(network, batch):
    kept = network.activations(batch[0])
    assert [a.shape[1:] for a in kept[:4]] == [(3, 8, 8), (3, 8, 8), (3, 8, 8), (3, 4, 4)]
    np.testing.assert_array_equal(kept[-1], network(batch[0]))
    np.testing.assert_array_equal(kept[2], np.maximum(kept[1], 0))


def test_the_gradient_through_the_whole_network_is_the_slope_of_the_loss(network, batch):
    network = in_float64(network)
    x, labels = batch[0].astype(np.float64), batch[1]

    def loss():
        return cross_entropy(network.forward(x, training=True)[0], labels)[0]

    logits, backward = network.forward(x, training=True)
    _, gradients = backward(cross_entropy(logits, labels)[1]())
    assert set(gradients) == set(network.parameters)
    for name, parameter in network.parameters.items():
        at = np.unravel_index(parameter.size // 2, parameter.shape)
        kept, ends = parameter[at], []
        for step in (1e-6, -1e-6):
            parameter[at] = kept + step
            ends.append(loss())
        parameter[at] = kept
        assert gradients[name][at] == pytest.approx((ends[0] - ends[1]) / 2e-6, rel=1e-4, abs=1e-8)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (lambda p: SGD(p, 0.1), lambda p: torch.optim.SGD(p, 0.1)),
        (lambda p: SGD(p, 0.1, 0.9), lambda p: torch.optim.SGD(p, 0.1, 0.9)),
        (
            lambda p: SGD(p, 0.1, 0.9, weight_decay=0.2),
            lambda p: torch.optim.SGD(p, 0.1, 0.9, weight_decay=0.2),
        ),
        (lambda p: Adam(p, 0.01), lambda p: torch.optim.Adam(p, 0.01)),
        (
            lambda p: AdamW(p, 0.01, (0.9, 0.99), weight_decay=0.1),
            lambda p: torch.optim.AdamW(p, 0.01, (0.9, 0.99), weight_decay=0.1),
        ),
    ],
    ids=["SGD", "SGD with momentum", "SGD with decay", "Adam", "AdamW"],
)
def test_an_optimizer_steps_as_torch_does(ours, theirs):
    rng = np.random.default_rng(0)
    start = rng.standard_normal((3, 4))
    parameters = {"w": start.copy()}
    twin = torch.nn.Parameter(torch.from_numpy(start.copy()))
    optimizer, twin_optimizer = ours(parameters), theirs([twin])
    for _ in range(5):
        gradient = rng.standard_normal((3, 4))
        optimizer.step({"w": gradient})
        twin.grad = torch.from_numpy(gradient.copy())
        twin_optimizer.step()
    np.testing.assert_allclose(parameters["w"], twin.detach().numpy(), atol=1e-12)


@pytest.mark.parametrize("optimizer", [AdamW, SGD])
def test_decay_spares_what_is_not_named(optimizer):
    parameters = {"a": np.ones(2), "b": np.ones(2)}
    optimizer(parameters, 0.1, weight_decay=0.5, decayed={"a"}).step({"a": np.zeros(2), "b": np.zeros(2)})
    np.testing.assert_allclose(parameters["a"], 0.95)
    np.testing.assert_array_equal(parameters["b"], 1)


def test_a_step_downhill_lowers_the_loss(network, batch):
    def loss_and_gradients():
        logits, backward = network.forward(batch[0], training=True)
        loss, loss_backward = cross_entropy(logits, batch[1])
        return loss, backward(loss_backward())[1]

    before, gradients = loss_and_gradients()
    SGD(network.parameters, 0.01).step(gradients)
    assert loss_and_gradients()[0] < before


def test_folding_batch_norm_changes_no_output(network, batch):
    for _ in range(3):  # so that the statistics are not those of the start
        network.forward(batch[0] * 3 + 1, training=True)
    folded = fold_batch_norm(network)
    assert not any(isinstance(layer, BatchNorm2d) for layer in folded.layers)
    assert len(folded.layers) == len(network.layers) - 1
    np.testing.assert_allclose(folded(batch[0]), network(batch[0]), atol=1e-5)


def test_a_saved_network_comes_back_the_same(network, batch, tmp_path):
    network.forward(batch[0], training=True)
    save(tmp_path / "net.npz", network)
    back = load(tmp_path / "net.npz")
    assert repr(back) == repr(network)
    np.testing.assert_array_equal(back(batch[0]), network(batch[0]))
    assert not any(value.flags.writeable for value in (back.parameters | back.buffers).values())


def saved(network, **changes):
    """The bytes of a file of weights in which some entries were replaced, or dropped where None."""
    buffer = io.BytesIO()
    save(buffer, network)
    with np.load(io.BytesIO(buffer.getvalue())) as data:
        arrays = {**dict(data), **changes}
    buffer = io.BytesIO()
    np.savez(buffer, **{k: v for k, v in arrays.items() if v is not None})
    return buffer.getvalue()


def architecture(description):
    return np.frombuffer(json.dumps(description).encode(), np.uint8)


def zipped(packing=zipfile.ZIP_DEFLATED, **entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in entries.items():
            archive.writestr(f"{name}.npy", content)
    return buffer.getvalue()


def claimed(shape):
    """An .npy file whose header claims a size, with no data behind it."""
    buffer = io.BytesIO()
    np.lib.format.write_array_header_1_0(buffer, {"descr": "<f4", "fortran_order": False, "shape": shape})
    return buffer.getvalue()


HUGE = architecture([["Linear", {"in_features": 10**6, "out_features": 10**6}]])
BAD = {
    ("not a zip", "not a complete"): lambda net: b"hello",
    ("empty", "not a complete"): lambda net: b"",
    ("cut off", "not a complete"): lambda net: saved(net)[:-200],
    ("flipped", "not a complete"): lambda net: bytes(
        b ^ 1 if 400 < i < 3000 else b for i, b in enumerate(saved(net))
    ),
    ("no architecture", "no architecture"): lambda net: saved(net, architecture=None),
    ("architecture of nonsense", "not known"): lambda net: saved(
        net, architecture=np.frombuffer(b"{[", np.uint8)
    ),
    ("architecture of text", "plain numbers"): lambda net: saved(net, architecture=np.array(["ReLU"])),
    ("architecture of numbers", "not known"): lambda net: saved(net, architecture=architecture([1, 2])),
    ("architecture is a number", "not known"): lambda net: saved(net, architecture=architecture(3)),
    ("unknown layer", "not known"): lambda net: saved(net, architecture=architecture([["System", {}]])),
    ("unknown setting", "not known"): lambda net: saved(net, architecture=architecture([["ReLU", {"x": 1}]])),
    ("half a channel", "not known"): lambda net: saved(
        net,
        architecture=architecture([["Conv2d", {"in_channels": 0.5, "out_channels": 1, "kernel_size": 1}]]),
    ),
    ("negative", "not known"): lambda net: saved(
        net, architecture=architecture([["Linear", {"in_features": -1, "out_features": 1}]])
    ),
    ("a pool without a window", "not known"): lambda net: saved(
        net, architecture=architecture([["MaxPool2d", {"kernel_size": 0, "stride": 0}]])
    ),
    ("nested too deeply", "not known"): lambda net: saved(
        net, architecture=np.frombuffer(b"[" * 100_000, np.uint8)
    ),
    ("negative variance", "negative variances"): lambda net: saved(
        net, **{"1.running_var": np.full(3, -1, np.float32)}
    ),
    ("too large for float32", "not finite"): lambda net: saved(net, **{"0.bias": np.full(3, 1e300)}),
    ("too large a layer", "too large"): lambda net: saved(net, architecture=HUGE),
    ("too many layers", "over 100 layers"): lambda net: saved(
        net, architecture=architecture([["ReLU", {}]] * 500)
    ),
    ("other shape", "belongs to another network"): lambda net: saved(
        net, **{"0.weight": np.zeros((3, 1, 5, 5), np.float32)}
    ),
    ("missing", "disagree"): lambda net: saved(net, **{"0.weight": None}),
    ("superfluous", "disagree"): lambda net: saved(net, extra=np.zeros(3)),
    ("not finite", "not finite"): lambda net: saved(net, **{"0.bias": np.array([0, np.nan, 0], np.float32)}),
    ("objects", "plain numbers"): lambda net: saved(net, **{"0.bias": np.array([print, None, {}], object)}),
    ("bomb", "too large"): lambda net: zipped(architecture=bytes(50_000_000)),
    ("many bombs", "too large"): lambda net: zipped(**{f"x{i}": bytes(3_900_000) for i in range(5)}),
    ("packed so that it unpacks at once", "not a complete"): lambda net: zipped(
        zipfile.ZIP_BZIP2, architecture=bytes(1000)
    ),
    ("too many entries", "too large"): lambda net: zipped(**{f"x{i}": b"" for i in range(501)}),
    ("a comment behind the table", "not a complete"): lambda net: saved(net)[:-1] + b"\1x",
    ("too large a file", "too large"): lambda net: bytes(33_000_000),
    ("numbers of thousands of digits", "too large"): lambda net: saved(
        net, architecture=architecture([["Conv2d", {"in_channels": 10**4000, "out_channels": 10**4000}]])
    ),
    ("many numbers of thousands of digits", "not known"): lambda net: saved(
        net, architecture=architecture([["Linear", {str(i): 10**4000 for i in range(900)}]])
    ),
    ("many large layers", "network in the file is too large"): lambda net: saved(
        net, architecture=architecture([["Linear", {"in_features": 999, "out_features": 999}]] * 99)
    ),
    ("a shape whose product overflows", "plain numbers"): lambda net: zipped(
        architecture=claimed((2**32, 2**32))
    ),
    ("claims to be huge", "plain numbers"): lambda net: zipped(architecture=claimed((10**9,))),
    ("no npy inside", "not a complete"): lambda net: zipped(architecture=b"hello"),
}


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 255)), min_size=1, max_size=4))
@settings(max_examples=300)
def test_a_damaged_file_is_read_or_refused_with_a_sentence(damage):
    rng = np.random.default_rng(0)
    data = bytearray(saved(Sequential([Conv2d(1, 2, rng=rng), ReLU(), MaxPool2d(2)])))
    for offset, change in damage:
        data[offset % len(data)] ^= change
    try:
        network = load(bytes(data))
    except WeightsError:
        return
    assert isinstance(network, Sequential)


@pytest.mark.parametrize(
    ("sentence", "bad"), [(key[1], bad) for key, bad in BAD.items()], ids=[key[0] for key in BAD]
)
def test_a_bad_file_of_weights_is_refused_with_a_sentence(network, sentence, bad):
    with pytest.raises(WeightsError, match=sentence):
        load(bad(network))


def test_whatever_is_refused_is_refused_at_once(network):
    for (name, _), bad in BAD.items():
        data = bad(network)
        started = time.process_time()
        with pytest.raises(WeightsError):
            load(data)
        assert time.process_time() - started < 1, name
