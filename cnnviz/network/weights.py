"""Saving a network to an ``.npz`` file and loading it back, without ever unpickling.

The file holds one entry ``architecture`` (JSON as bytes: a list of ``[layer name, settings]``) and one entry
for each parameter and buffer, named ``"index.name"``. An entry ``data`` may say, as bytes,
what it learned from.
"""

import io
import json
import zipfile
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import CnnvizError, WeightsError
from cnnviz.network.archive import check_archive, checked_entries, exceeds, incomplete, read_entry
from cnnviz.network.layers import LAYERS, Layer
from cnnviz.network.sequential import Sequential

MAX_LAYERS = 100
_DATA: Final = "data"
#: The longest name of data, in bytes.
_MAX_DATA: Final = 32
#: The longest description of all layers, in bytes.
MAX_ARCHITECTURE = 50_000
#: No network may have more parameters than about this many.
MAX_PARAMETERS = 1_000_000


def save(file: Path | BinaryIO, network: Sequential, data: str = "") -> None:
    """Write a network's architecture, parameters and buffers, and what it learned from, as ``.npz``."""
    description = [
        [layer.kind, {name: getattr(layer, name) for name in layer.settings}] for layer in network.layers
    ]
    architecture = np.frombuffer(json.dumps(description).encode(), np.uint8)
    arrays: dict[str, Any] = {"architecture": architecture, **network.parameters, **network.buffers}
    if data:
        arrays[_DATA] = np.frombuffer(data.encode(), np.uint8)
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
    data = source if isinstance(source, bytes) else source.read_bytes()
    check_archive(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = checked_entries(archive)
            if "architecture" not in entries:
                raise WeightsError("the file holds no architecture; choose a file that was saved here")
            network = _build(read_entry(archive, entries, "architecture").tobytes())
            expected = network.parameters | network.buffers
            if odd_ones := (set(entries) - {_DATA}) ^ {*expected, "architecture"}:
                odd = sorted(odd_ones)[0]
                raise WeightsError(
                    f"the file and its architecture disagree about “{odd[:40]}”; save the network again"
                )
            network.assign(
                {
                    name: _checked(name, read_entry(archive, entries, name), value.shape)
                    for name, value in expected.items()
                }
            )
    except CnnvizError:
        raise
    except Exception as error:  # a reader may fail on untrusted bytes with any class of error
        raise incomplete() from error
    return network


def data_of(source: bytes) -> str:
    """What a file that `load` has read says its network learned from; empty if it says nothing readable."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            told = read_entry(archive, checked_entries(archive), _DATA)
    except Exception:  # there is none, or a reader fails on untrusted bytes with any class of error
        return ""
    if told.dtype != np.uint8 or told.ndim != 1 or told.size > _MAX_DATA:
        return ""
    return told.tobytes().decode("ascii", "replace")


def _checked(name: str, array: NDArray[Any], shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Take an entry as what its layer needs: float32 of a shape, finite and read-only."""
    if array.shape != shape:
        raise WeightsError(
            f"“{name}” has shape {array.shape}, but its layer needs {shape}; it belongs to another network"
        )
    with np.errstate(all="ignore"):  # what does not fit becomes infinite, and is refused
        values: NDArray[np.float32] = array.astype(np.float32)
    if not np.isfinite(values).all():
        raise WeightsError(f"“{name}” holds numbers that are not finite; train the network again")
    if name.endswith(".running_var") and (values < 0).any():
        raise WeightsError(f"“{name}” holds negative variances; train the network again")
    values.flags.writeable = False
    return values


def _build(architecture: bytes) -> Sequential:
    try:
        if len(architecture) > MAX_ARCHITECTURE:
            raise ValueError("longer than layers of this app need")
        description = json.loads(architecture)
        if len(description) > MAX_LAYERS:
            raise WeightsError(f"the network has over {MAX_LAYERS} layers, more than are read")
        layers: list[Layer] = []
        total = 0
        for name, settings in description:
            kind = LAYERS[name]
            # Before a layer is built: the product of its settings bounds its parameters from above.
            if exceeds([*settings.values(), settings.get("kernel_size", 1)], MAX_PARAMETERS):
                raise WeightsError(f"a {name} layer in the file is too large; networks of this app are small")
            layers.append(kind(**settings))
            total += sum(value.size for value in layers[-1].parameters.values())
            if total > MAX_PARAMETERS:
                raise WeightsError("the network in the file is too large; networks of this app are small")
    except WeightsError:
        raise
    except Exception as error:  # untrusted settings may make a layer's constructor fail with any error
        raise WeightsError(
            "the file describes layers that are not known here; choose a file that was saved here"
        ) from error
    return Sequential(layers)
