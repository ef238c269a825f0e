"""A file from anywhere, told apart by its first bytes."""

from __future__ import annotations

from typing import Final

import numpy as np

from cnnviz.errors import WeightsError
from cnnviz.models.loading.archives import PICKLED, File, read_archive
from cnnviz.models.loading.build import Built, build, shapes_that_fit
from cnnviz.models.loading.limits import SIDES
from cnnviz.models.loading.onnx_file import read_onnx
from cnnviz.models.loading.rows import ENDINGS

#: How files begin that are known and not read, and what is said of them.
_OTHERS: Final = {
    b"\x80": PICKLED,
    b"\x89HDF": "this is a file of Keras (HDF5), which is not read; export the model as ONNX and load that",
}
#: How far scores may be from the file's, as a part of the largest: float32's rounding, over many sums.
_ROUNDING: Final = 1e-4
#: The sides of inputs that are met most often, and the one that is taken for a start.
_SIDES: Final = (28, 32, 64, 48, 16, 8)
_USUAL: Final = (28, 28)
_NEITHER: Final = (
    "this is no file of a network that can be read: an .npz file that was saved here or by the script that "
    "“Code” shows, or an .onnx file"
)


def read(data: bytes) -> File:
    """Read a network's layers from a file: ``.npz`` or ``.onnx``.

    Raises
    ------
    WeightsError
        If it is neither, too large or damaged.
    """
    for start, why in _OTHERS.items():
        if data.startswith(start):
            raise WeightsError(why)
    if data.startswith(b"PK"):
        return read_archive(data)
    if data.startswith(b"\x08"):  # the version of the format, with which such files begin
        return read_onnx(data)
    raise WeightsError(_NEITHER)


def open_network(file: File, shape: tuple[int, int, int] | None = None) -> Built:
    """Build the network of a file, and hold it to the example that the file may have.

    Parameters
    ----------
    file : File
    shape : (C, H, W), optional
        Of the input; that which the file says, or the likeliest that fits, if not given.

    Raises
    ------
    WeightsError
        If it can't be built, or gives other scores than it did where it was trained.
    """
    if shape is None:
        shape = file.shape or _likeliest(file)
    built = build(file.layers, shape)
    if file.example is None or file.scores is None or file.example.shape[1:] != shape:
        return built
    with np.errstate(all="ignore"):  # weights of any size may overflow, which the comparison finds
        found = built.network(file.example)[0]
        found = ENDINGS[built.ending](found) if built.ending else found
    if found.shape != file.scores.shape:
        raise WeightsError(f"the file's example has {len(file.scores)} scores, the network {built.classes}")
    far = float(np.abs(found - file.scores).max())
    if not far <= _ROUNDING * (1 + float(np.abs(file.scores).max())):
        raise WeightsError(
            f"the network gives other scores here than where it was trained, by {far:.2g}: what it does "
            "to an input is more than its layers, one after the other; write it as nn.Sequential"
        )
    return built


def _likeliest(file: File) -> tuple[int, int, int]:
    fitting = shapes_that_fit(file.layers)
    if not fitting:
        _refuse_all(file)
        raise WeightsError(f"no square input of {SIDES[0]} to {SIDES[1]} pixels fits the layers of this file")
    return min(fitting, key=lambda one: (one[1] not in _SIDES, abs(one[1] - _USUAL[0])))


def _refuse_all(file: File) -> None:
    """Say what does not fit, at an input of the usual size."""
    shape = (_channels(file), *_USUAL)
    try:
        build(file.layers, shape)
    except WeightsError as error:
        raise WeightsError(
            f"no square input fits all layers; of {' × '.join(map(str, shape))}, {error}"
        ) from None


def _channels(file: File) -> int:
    first = next((given for given in file.layers if given.kind == "Conv2d"), None)
    return 1 if first is None else first.whole("in_channels", least=1)
