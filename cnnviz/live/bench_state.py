"""A bench as one text of bytes, for another process to go on with; nothing of it is a program."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from cnnviz.errors import CnnvizError
from cnnviz.live.bench import Bench, Images
from cnnviz.live.design import Design
from cnnviz.live.history import Mark
from cnnviz.live.register import Register
from cnnviz.live.run import Run
from cnnviz.live.run_state import Array, Arrays, run_of, state_of
from cnnviz.live.sweep import Sweep

#: Whoever changes what is written gives it another number: an older one is then not read.
_FORMAT: Final = 1
_ABOUT: Final = "about"
#: What is raised where bytes are no bench, or one of another version.
_UNUSABLE: Final = (
    CnnvizError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    OSError,
    EOFError,
    zipfile.BadZipFile,
)


def pack_bench(bench: Bench) -> bytes:
    """Write down a bench as it stands between two batches; takes a few milliseconds.

    Parameters
    ----------
    bench : Bench
        May go on.

    Returns
    -------
    bytes
        An ``.npz`` file. Of a sweep only the networks that are done: the one in hand begins anew, and
        comes to the same.
    """
    with bench.still() as (run, kept, sweep):
        values: dict[str, Any] = {"format": _FORMAT, "goal": bench.goal, "sweep": _swept(sweep)}
        arrays: Arrays = {}
        for name, one in (("run", run), ("kept", kept)):
            values[name] = _take(name, one, arrays) if one else None
        for i, mark in enumerate(sweep.marks.values() if sweep else ()):
            arrays[f"swept/{i}"] = np.frombuffer(mark.right, np.uint8)
        about = np.frombuffer(json.dumps(values).encode(), np.uint8)
        file = io.BytesIO()
        np.savez(file, allow_pickle=False, **{_ABOUT: about, **arrays})
    return file.getvalue()


def unpack_bench(source: bytes, images: Images, register: Register) -> Bench | None:
    """Make the bench that was written down, paused; None if another version wrote it.

    Parameters
    ----------
    source : bytes
        Of `pack_bench`.
    images, register
        As for `Bench`.
    """
    try:
        with np.load(io.BytesIO(source), allow_pickle=False) as file:
            arrays = dict(file)
        values = json.loads(arrays[_ABOUT].tobytes())
        if values["format"] != _FORMAT:
            return None
        bench = Bench(images, Design(), register)
        bench.run = _run("run", values, arrays, images)
        bench.kept = _run("kept", values, arrays, images) if values["kept"] else None
        bench.goal, bench.sweep = values["goal"], _sweep(values["sweep"], arrays, images)
    except _UNUSABLE:
        return None
    return bench


def _take(name: str, run: Run, arrays: Arrays) -> dict[str, Any]:
    values, own = state_of(run)
    arrays |= {f"{name}/{key}": value for key, value in own.items()}
    return values


def _run(name: str, values: Mapping[str, Any], arrays: Mapping[str, Array], images: Images) -> Run:
    start = f"{name}/"
    own = {key.removeprefix(start): value for key, value in arrays.items() if key.startswith(start)}
    return run_of(values[name], own, images)


def _swept(sweep: Sweep | None) -> dict[str, Any] | None:
    if sweep is None:
        return None
    marks = [[*at, *mark[:-1]] for at, mark in sweep.marks.items()]
    return {"kind": sweep.kind, "data": sweep.data, "marks": marks}


def _sweep(values: Mapping[str, Any] | None, arrays: Mapping[str, Array], images: Images) -> Sweep | None:
    if values is None:
        return None
    sweep = Sweep(values["kind"], images(values["data"]), values["data"])
    for i, (value, seed, *mark) in enumerate(values["marks"]):
        sweep.marks[value, seed] = Mark.of(mark, arrays[f"swept/{i}"].tobytes())
    return sweep
