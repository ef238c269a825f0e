"""Saving a network to an ``.npz`` file and loading it back, without ever unpickling.

The file holds one entry ``architecture`` (JSON as bytes: a list of ``[layer name, settings]``) and one entry
for each parameter and buffer, named ``"index.name"``.
"""

import io
import json
import math
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import CnnvizError, WeightsError
from cnnviz.network.layers import LAYERS, Layer
from cnnviz.network.sequential import Sequential

#: No entry of a file may unpack to more than this many bytes, nor a file have more entries or layers.
MAX_ENTRY_BYTES = 4_000_000
MAX_ENTRIES = 500
MAX_LAYERS = 100
#: No layer may have more parameters than about this many.
MAX_PARAMETERS = 1_000_000


def save(file: Path | BinaryIO, network: Sequential) -> None:
    """Write a network's architecture, parameters and buffers to an ``.npz`` file."""
    description = [
        [type(layer).__name__, {name: getattr(layer, name) for name in layer.settings}]
        for layer in network.layers
    ]
    architecture = np.frombuffer(json.dumps(description).encode(), np.uint8)
    arrays: dict[str, Any] = {"architecture": architecture, **network.parameters, **network.buffers}
    np.savez_compressed(file, **arrays)


def load(source: Path | bytes) -> Sequential:
    """Read a network that `save` wrote.

    Parameters
    ----------
    source : Path or bytes
        The file, or what is in it. It may come from anywhere: sizes are checked before anything is unpacked.

    Returns
    -------
    Sequential
        Its parameters are float32 and read-only.

    Raises
    ------
    WeightsError
        If it is not an ``.npz`` file, was damaged, describes layers that don't exist, or if an array is
        missing, superfluous, of another shape than the architecture needs, or not finite.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
            entries = _checked_entries(archive)
            network = _build(_read(archive, entries, "architecture", None).tobytes())
            expected = network.parameters | network.buffers
            if set(entries) != {*expected, "architecture"}:
                odd = sorted(set(entries) ^ {*expected, "architecture"})[0]
                raise WeightsError(
                    f"the file and its architecture disagree about “{odd}”; save the network again"
                )
            network.assign({name: _read(archive, entries, name, value) for name, value in expected.items()})
    except CnnvizError:
        raise
    except Exception as error:  # a reader may fail on untrusted bytes with any class of error
        raise WeightsError(
            "this is not a complete .npz file of weights; choose a file that was saved here"
        ) from error
    return network


def _checked_entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = {info.filename.removesuffix(".npy"): info for info in archive.infolist()}
    if len(entries) > MAX_ENTRIES or any(info.file_size > MAX_ENTRY_BYTES for info in entries.values()):
        raise WeightsError(
            f"the file of weights is too large: at most {MAX_ENTRIES} arrays of "
            f"{MAX_ENTRY_BYTES // 1_000_000} MB are read"
        )
    if "architecture" not in entries:
        raise WeightsError("the file holds no architecture; choose a file that was saved here")
    return entries


def _read(
    archive: zipfile.ZipFile,
    entries: dict[str, zipfile.ZipInfo],
    name: str,
    expected: NDArray[Any] | None,
) -> NDArray[Any]:
    """Read one entry; its shape, kind and size are taken from its header and checked before its data."""
    with archive.open(entries[name]) as file:
        raw = io.BytesIO(file.read(MAX_ENTRY_BYTES + 1))
    version = np.lib.format.read_magic(raw)
    header = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, _, kind = header(raw)
    if kind.hasobject or kind.kind not in "fu" or int(np.prod(shape)) * kind.itemsize > MAX_ENTRY_BYTES:
        raise WeightsError(f"“{name}” does not hold plain numbers; choose a file that was saved here")
    if expected is not None and shape != expected.shape:
        raise WeightsError(
            f"“{name}” has shape {shape}, but its layer needs {expected.shape}; it belongs to another network"
        )
    raw.seek(0)
    array = np.lib.format.read_array(raw, allow_pickle=False)
    if expected is None:
        return array
    with np.errstate(all="ignore"):  # what does not fit becomes infinite, and is refused
        array = array.astype(np.float32)
    if not np.isfinite(array).all():
        raise WeightsError(f"“{name}” holds numbers that are not finite; train the network again")
    if name.endswith(".running_var") and (array < 0).any():
        raise WeightsError(f"“{name}” holds negative variances; train the network again")
    array.flags.writeable = False
    return array


def _build(architecture: bytes) -> Sequential:
    try:
        description = json.loads(architecture)
        if len(description) > MAX_LAYERS:
            raise WeightsError(f"the network has over {MAX_LAYERS} layers, more than are read")
        layers: list[Layer] = []
        for name, settings in description:
            # Before a layer is built: the product of its settings bounds its parameters from above.
            bound = math.prod(max(1, abs(value)) for value in settings.values())
            if bound * settings.get("kernel_size", 1) > MAX_PARAMETERS:
                raise WeightsError(f"a {name} layer in the file is too large; networks of this app are small")
            layers.append(LAYERS[name](**settings))
    except WeightsError:
        raise
    except Exception as error:  # untrusted settings may make a layer's constructor fail with any error
        raise WeightsError(
            "the file describes layers that are not known here; choose a file that was saved here"
        ) from error
    return Sequential(layers)
