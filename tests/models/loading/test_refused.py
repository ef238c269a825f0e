"""What does not fit is refused before it is computed: which layer, what it got, and what it needs."""

import io
import json
import pickle
import time
import zipfile

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from cnnviz.errors import WeightsError
from cnnviz.models.loading.build import Built, build
from cnnviz.models.loading.read import open_network, read
from tests.models.loading.exported import exported, random_network


def described(*modules):
    """Describe layers of PyTorch in a file, without running them."""
    arrays, layers = {}, []
    for at, module in enumerate(modules):
        layers.append(
            [type(module).__name__, {n: getattr(module, n) for n in getattr(module, "__constants__", [])}]
        )
        arrays |= {f"{at}.{k}": v.numpy() for k, v in module.state_dict().items() if v.is_floating_point()}
    return file_of(layers, arrays)


def file_of(layers, arrays=None):
    text = layers if isinstance(layers, bytes) else json.dumps(layers, default=str).encode()
    buffer = io.BytesIO()
    np.savez_compressed(buffer, torch=np.frombuffer(text, np.uint8), **(arrays or {}))
    return buffer.getvalue()


CONV, HEAD = nn.Conv2d(1, 2, 3), [nn.Flatten(), nn.Linear(2 * 6 * 6, 3)]
FITS = [CONV, nn.ReLU(), *HEAD]
SHAPE = (1, 8, 8)


@pytest.mark.parametrize(
    ("modules", "sentence"),
    [
        ([CONV, *HEAD, nn.ReLU(), CONV], r"layer 5 \(Conv2d\) takes maps, but is given 3 numbers in a row"),
        ([nn.Conv2d(3, 2, 3), *HEAD], r"layer 1 \(Conv2d\) takes 3 maps, but is given 1 map of 8×8"),
        ([CONV, nn.Conv2d(4, 2, 3)], r"layer 2 \(Conv2d\) takes 4 maps, but is given 2 maps of 6×6"),
        (
            [CONV, nn.Linear(72, 3)],
            r"layer 2 \(Linear\) takes 72 numbers .* given 2 maps .* put Flatten before",
        ),
        (
            [CONV, nn.Flatten(), nn.Linear(80, 3)],
            r"layer 3 \(Linear\) takes 80 numbers in a row, but is given 72",
        ),
        ([CONV, nn.Conv2d(2, 2, 7)], r"layer 2 \(Conv2d\) has a window of 7×7, but is given 2 maps of 6×6"),
        ([CONV, nn.Conv2d(2, 2, 3, dilation=3)], r"layer 2 \(Conv2d\) has a window of 7×7"),
        ([CONV, nn.MaxPool2d(7)], r"layer 2 \(MaxPool2d\) has a window of 7×7"),
        ([CONV, nn.BatchNorm2d(3)], r"layer 2 \(BatchNorm2d\) normalises 3 maps, but is given 2 maps of 6×6"),
        ([CONV, nn.BatchNorm1d(2)], "BatchNorm2d takes maps"),
        ([CONV, nn.AdaptiveAvgPool2d(4)], r"layer 2 \(AdaptiveAvgPool2d\) makes maps of 4×4, but is given"),
        (
            [CONV, nn.MaxPool2d(3, 2, padding=1)],
            r"layer 2 \(MaxPool2d\) has padding='?1'?; layers here have padding=0",
        ),
        ([CONV, nn.MaxPool2d(4, ceil_mode=True)], "ceil_mode=False"),
        ([CONV, nn.LeakyReLU(0.2)], r"negative_slope=0\.2; layers here have negative_slope=0\.01"),
        ([CONV, nn.GELU("tanh")], "approximate=none"),
        ([nn.Conv2d(1, 2, (3, 1)), *HEAD], r"windows of 3×1 .* change the rows of a map by another number"),
        ([nn.Conv2d(1, 2, (3, 5), padding=1), *HEAD], "a padding of 1 above and 1 beside"),
        ([nn.Conv2d(1, 2, 3, padding=(0, 1)), *HEAD], r"padding of \[0, 1\]; layers here have the same for"),
        ([nn.Conv2d(1, 2, (3, 4), padding="same"), *HEAD], "an odd window"),
        ([nn.Conv2d(1, 2, 3, padding=1, padding_mode="reflect")], "padding_mode=zeros"),
        ([nn.Conv2d(1, 2, 4, padding="same")], "an odd window"),
        ([CONV, nn.PReLU()], r"layer 2 \(PReLU\) is of a kind that is not here; there are Conv2d"),
        ([CONV, nn.LSTM(2, 2)], r"layer 2 \(LSTM\) is of a kind"),
        ([CONV, nn.Softmax(1), *HEAD], r"layer 2 \(Softmax\) is of a kind"),
        ([CONV, nn.ReLU()], "the network ends with 2 × 6 × 6 numbers; it must end with 2 to 100 scores"),
        ([CONV, nn.Flatten(), nn.Linear(72, 1)], "ends with 1 number; it must end with 2 to 100"),
        ([CONV, nn.Flatten(), nn.Linear(72, 3), nn.ReLU()], "the last layer must be a Linear layer"),
        ([nn.ReLU(), CONV, *HEAD], "the first layer must be a Conv2d layer"),
        ([nn.Flatten(), nn.Linear(64, 3)], "the first layer must be a Conv2d layer"),
        ([CONV, *[nn.ReLU()] * 100, *HEAD], "over 100"),
        (
            [CONV, nn.Flatten(), nn.BatchNorm1d(72), nn.Tanh(), nn.Linear(72, 3)],
            "a batch norm behind Flatten must stand right before or behind a Linear layer",
        ),
        ([], "ends with 1 × 8 × 8 numbers"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_the_sentence_says_which_layer_what_it_got_and_what_it_needs(modules, sentence):
    with pytest.raises(WeightsError, match=sentence):
        build(read(described(*modules)).layers, SHAPE)


@pytest.mark.parametrize(
    ("modules", "shape", "sentence"),
    [
        ([nn.Conv2d(3, 100, 3, padding=1), *[nn.ReLU()] * 5], (3, 64, 64), "numbers in all maps of an input"),
        ([nn.Conv2d(3, 60, 3), nn.Conv2d(60, 60, 3)], (3, 64, 64), "multiplications for an input"),
        (
            [nn.Conv2d(3, 100, 3, stride=8), nn.Conv2d(100, 500, 3), nn.Conv2d(500, 200, 3)],
            (3, 64, 64),
            "learned",
        ),
        (
            [nn.Conv2d(3, 30, 3), nn.Conv2d(30, 40, 3), nn.Flatten(), nn.Linear(40 * 60 * 60, 2)],
            (3, 64, 64),
            "covering each place of 64×64 pixels, as the page Why does",
        ),
        ([nn.Conv2d(3, 2, 31, dilation=2)], (3, 64, 64), None),
    ],
)
def test_what_is_too_much_is_refused_before_it_is_computed(modules, shape, sentence, monkeypatch):
    monkeypatch.setattr("cnnviz.network.sequential.Sequential.forward", None)
    with pytest.raises(WeightsError, match=sentence or "ends with"):
        build(read(described(*modules)).layers, shape)


@pytest.mark.parametrize(
    "shape", [(2, 8, 8), (1, 8, 65), (1, 3, 8), (1, 3, 3), (1, 65, 65), (0, 8, 8), (1, -8, -8)]
)
def test_inputs_have_one_or_three_channels_and_4_to_64_pixels_a_side(shape):
    with pytest.raises(WeightsError, match="can't be shown; it must have 1 or 3 channels"):
        build(read(described(*FITS)).layers, shape)


def settings_of(**changes):
    layer = ["Conv2d", {"in_channels": 1, "out_channels": 2, "kernel_size": [3, 3], **changes}]
    return file_of([layer, ["Flatten", {}]], {"0.weight": np.zeros((2, 1, 3, 3), np.float32)})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kernel_size": -3}, "whole number of at least 1"),
        ({"kernel_size": 10**9}, "whole number of at least 1"),
        ({"kernel_size": True}, "whole number of at least 1"),
        ({"kernel_size": None}, "whole number of at least 1"),
        ({"kernel_size": [3, 3, 3]}, "whole number of at least 1"),
        ({"kernel_size": "x" * 9999}, "whole number of at least 1"),
        ({"out_channels": 10**6, "kernel_size": 8}, "more weights than 1,000,000"),
        ({"out_channels": 4}, r"weight of shape \(2, 1, 3, 3\), but its settings need \(4, 1, 3, 3\)"),
        ({"stride": 0}, "whole number of at least 1"),
        ({"padding": 10**6}, "padding|more"),
        ({"padding": 3}, "nothing but zeros"),
        ({"dilation": 10**6}, "does not fit"),
        ({"groups": 7}, "must divide"),
        ({"padding": "sideways"}, "whole number"),
    ],
    ids=str,
)
def test_settings_of_any_kind_are_checked(changes, sentence):
    with pytest.raises(WeightsError, match=sentence):
        build(read(settings_of(**changes)).layers, SHAPE)


def arrays_of(arrays):
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("torch.npy", bytes(50_000_000))
    return buffer.getvalue()


def saved_by_torch():
    buffer = io.BytesIO()
    torch.save(nn.Linear(2, 2).state_dict(), buffer)
    return buffer.getvalue()


NAN = {"0.weight": np.full((2, 1, 3, 3), np.nan, np.float32)}
WHOLE = described(*FITS)
BAD = {
    "nothing": (b"", "no file of a network"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "no file of a network"),
    "a pickle": (pickle.dumps(print), "pickled objects, which can run programs"),
    "a file of torch.save": (saved_by_torch(), "pickled objects, which can run programs"),
    "Keras": (b"\x89HDF\r\n\x1a\n", "export the model as ONNX"),
    "random bytes behind the first of ONNX": (
        b"\x08" + bytes(range(256)) * 9,
        "no complete ONNX file|inputs",
    ),
    "cut off": (WHOLE[:-40], "not a complete .npz"),
    "a bomb": (bomb(), "too large"),
    "objects": (file_of([], {"x": np.array([print], object)}), "plain numbers|not a complete"),
    "weights alone": (arrays_of({"0.weight": np.zeros((2, 1, 3, 3))}), "not the layers that they belong to"),
    "not finite": (file_of([["Conv2d", {}]], NAN), "not finite"),
    "complex": (file_of([], {"x": np.zeros(3, complex)}), "plain numbers"),
    "of no layer": (file_of([["ReLU", {}]], {"3.weight": np.zeros(3)}), "know nothing of “3.weight”"),
    "nonsense": (file_of(b"{["), "not a complete"),
    "a number": (file_of(3), "describes no layers"),
    "numbers": (file_of([1, 2]), "does not describe layer 1"),
    "a list too long": (file_of([["ReLU", {}]] * 101), "over 100"),
    "nested": (file_of(b"[" * 40_000), "not a complete"),
    "long": (file_of(b" " * 60_000), "longer than small networks need"),
    "digits": (file_of(b"9" * 40_000), "not a complete"),
    "an example of another shape": (
        file_of([["ReLU", {}]], {"example": np.zeros(3)}),
        "no picture with its scores",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_at_once_with_a_sentence(name):
    data, sentence = BAD[name]
    started = time.process_time()
    with pytest.raises(WeightsError, match=sentence):
        open_network(read(data))
    assert time.process_time() - started < 1


def test_where_no_input_fits_the_sentence_says_of_which_and_why():
    with pytest.raises(
        WeightsError, match=r"no square input fits .* 1 × 28 × 28, layer 3 \(Linear\) takes 80"
    ):
        open_network(read(described(CONV, nn.Flatten(), nn.Linear(80, 3))))


@given(
    st.integers(0, 9), st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 255)), min_size=1, max_size=4)
)
@settings(max_examples=60)
def test_a_damaged_file_is_read_or_refused(tmp_path_factory, seed, damage):
    network, shape = random_network(seed)
    data = bytearray(exported(network, shape, tmp_path_factory.mktemp("net")))
    for offset, change in damage:
        data[offset % len(data)] ^= change
    try:
        built = open_network(read(bytes(data)))
    except WeightsError:
        return
    assert isinstance(built, Built)


NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12), st.floats(), st.none(), st.text(max_size=5), st.booleans()
)
NAMES = st.sampled_from(
    ["in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups"]
)
KINDS = st.sampled_from(
    ["Conv2d", "MaxPool2d", "AdaptiveAvgPool2d", "Linear", "BatchNorm2d", "Flatten", "ReLU"]
)
LAYER = st.tuples(
    KINDS, st.dictionaries(NAMES, st.one_of(NUMBERS, st.lists(NUMBERS, max_size=3)), max_size=5)
)


@given(st.lists(LAYER, max_size=4))
@settings(max_examples=200)
def test_layers_of_any_description_are_built_or_refused(layers):
    with pytest.raises(WeightsError):
        open_network(read(file_of([list(layer) for layer in layers])))
