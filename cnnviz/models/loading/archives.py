"""Networks in ``.npz`` files: saved here, or written by the script for PyTorch that pages show."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from cnnviz.errors import CnnvizError, WeightsError
from cnnviz.models.loading.described import Described, Floats, finite
from cnnviz.models.loading.limits import MOST_LAYERS
from cnnviz.network.archive import Entries, check_archive, checked_entries, incomplete, read_entry
from cnnviz.network.weights import MAX_ARCHITECTURE, data_of, load

#: The entry that describes the layers, in a file of each kind.
OURS: Final = "architecture"
TORCH: Final = "torch"
#: An input and the scores that PyTorch computed from it.
EXAMPLE, SCORES = "example", "scores"
#: What a file of `torch.save` is.
PICKLED: Final = (
    "this file holds pickled objects, which can run programs when they are opened, so it is not opened here; "
    "“Code” shows the script that writes a file which can be read"
)

#: Where an archive's first name ends.
_FIRST_NAME: Final = 300


@dataclass(frozen=True)
class File:
    """What was read of a file, before anything is built.

    Attributes
    ----------
    layers : tuple of Described
    kind : str
        Where it comes from.
    example, scores : float32 ndarray or None
        One input, (1, C, H, W), and the logits that it had where the network was trained.
    shape : (C, H, W) or None
        Of the input, if the file says it.
    data : str
        What it learned from, if the file says it: a key of the models that ship.
    """

    layers: tuple[Described, ...]
    kind: str
    example: Floats | None = None
    scores: Floats | None = None
    shape: tuple[int, int, int] | None = None
    data: str = ""


def read_archive(data: bytes) -> File:
    """Read an ``.npz`` file; sizes are checked before anything is unpacked, and nothing is unpickled.

    Raises
    ------
    WeightsError
        If it is no file of a network, or was damaged.
    """
    if b"data.pkl" in data[:_FIRST_NAME]:
        raise WeightsError(PICKLED)
    check_archive(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = checked_entries(archive)
            if TORCH in entries:
                return _from_torch(archive, entries)
            if "architecture" not in entries:
                raise WeightsError(
                    "the file holds arrays, but not the layers that they belong to; “Code” shows the script "
                    "that writes both"
                )
    except CnnvizError:
        raise
    except Exception as error:  # a reader may fail on untrusted bytes with any class of error
        raise incomplete() from error
    return _saved_here(data)


def _saved_here(data: bytes) -> File:
    network = load(data)
    return File(
        tuple(
            Described(
                number,
                type(layer).__name__,
                {name: getattr(layer, name) for name in layer.settings},
                layer.parameters | layer.buffers,
            )
            for number, layer in enumerate(network.layers, 1)
        ),
        "cnnviz",
        data=data_of(data),
    )


def _from_torch(archive: zipfile.ZipFile, entries: Entries) -> File:
    text = read_entry(archive, entries, TORCH).astype(np.uint8).tobytes()
    if len(text) > MAX_ARCHITECTURE:
        raise WeightsError("the description of the layers is longer than small networks need")
    layers = json.loads(text)
    if not isinstance(layers, list) or len(layers) > MOST_LAYERS:
        raise WeightsError(f"the file describes no layers, or over {MOST_LAYERS}; export the network again")
    arrays = {
        name: finite(read_entry(archive, entries, name), f"“{name[:40]}”")
        for name in entries
        if name != TORCH
    }
    example, scores = arrays.pop(EXAMPLE, None), arrays.pop(SCORES, None)
    described = tuple(_described(at, layer, arrays) for at, layer in enumerate(layers))
    known = {f"{at}.{name}" for at, layer in enumerate(described) for name in layer.arrays}
    if odd := sorted(set(arrays) - known):
        raise WeightsError(f"the file's layers know nothing of “{odd[0][:40]}”; export the network again")
    if example is None:
        return File(described, "PyTorch")
    if example.ndim != 4 or len(example) != 1 or scores is None or scores.ndim != 2:
        raise WeightsError("the file's example is no picture with its scores; export the network again")
    channels, rows, columns = example.shape[1:]
    return File(described, "PyTorch", example, scores[0], (channels, rows, columns))


def _described(at: int, layer: Any, arrays: dict[str, Floats]) -> Described:
    if not isinstance(layer, list) or len(layer) != 2:
        raise WeightsError(f"the file does not describe layer {at + 1}; export the network again")
    kind, settings = layer
    if not isinstance(kind, str) or not isinstance(settings, dict):
        raise WeightsError(f"the file does not describe layer {at + 1}; export the network again")
    own = {name.partition(".")[2]: value for name, value in arrays.items() if name.startswith(f"{at}.")}
    return Described(at + 1, kind, settings, own)
