"""The pictures and matrices that come with the app, as ``assets/manifest.toml`` lists them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.assets import ASSETS, MANIFEST, read_asset
from cnnviz.errors import ImageError
from cnnviz.images.gate import load_file

KINDS: Final = ("photograph", "texture", "text", "pattern", "garment", "digit", "matrix")
"""The manifest's kinds that are samples; the other kinds are files of other parts of the app."""


@dataclass(frozen=True)
class Sample:
    """A picture to start from, and whose it is.

    Attributes
    ----------
    name : str
        Its key in `SAMPLES`, fit for a URL.
    title, alt : str
        A few words to choose it by, and what it shows for those who can't see it.
    kind : str
        One of `KINDS`.
    licence, author, source : str
        Where it is from and what allows its use.
    path : str
        The file, relative to ``assets/``; empty for a matrix.
    sha256 : str
        Of the file; empty for a matrix.
    rows : tuple of tuples of float
        A matrix's values; empty for a file.
    """

    name: str
    title: str
    kind: str
    alt: str
    licence: str
    author: str
    source: str
    path: str = ""
    sha256: str = ""
    rows: tuple[tuple[float, ...], ...] = ()


@cache
def _read_manifest(path: Path = ASSETS / MANIFEST) -> Mapping[str, Sample]:
    return read_asset(path, _samples_in)


def _samples_in(path: Path) -> Mapping[str, Sample]:
    manifest = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = [entry for entry in manifest["file"] if entry["kind"] in KINDS] + manifest["matrix"]
    return {entry["name"]: _sample(entry) for entry in entries}


def _sample(entry: dict[str, Any]) -> Sample:
    rows = tuple(tuple(row) for row in entry.get("rows", ()))
    return Sample(**{**entry, "rows": rows})


class _Samples(Mapping[str, Sample]):
    """Read when they are first asked for: a damaged manifest stops only what needs a sample."""

    def __getitem__(self, name: str) -> Sample:
        return _read_manifest()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_read_manifest())

    def __len__(self) -> int:
        return len(_read_manifest())


SAMPLES: Final = _Samples()
"""Every sample by name, in the manifest's order; read once, and read-only."""


def catalogue(kind: str | None = None) -> tuple[Sample, ...]:
    """All samples, or those of one kind, in the manifest's order.

    Examples
    --------
    >>> [sample.name for sample in catalogue("matrix")][:2]
    ['pooling', 'binary']
    """
    return tuple(sample for sample in SAMPLES.values() if kind in (None, sample.kind))


def load_sample(name: str) -> NDArray[np.float32]:
    """Open a sample.

    Returns
    -------
    read-only float32 array of shape (H, W) or (3, H, W)
        A picture in 0–255; a matrix with exactly its values.

    Raises
    ------
    ImageError
        If no sample has this name.

    Examples
    --------
    >>> load_sample("pooling").tolist()[0]
    [1.0, 0.0, 2.0, 3.0]
    """
    if name not in SAMPLES:
        raise ImageError(f"there is no sample called “{name}”; choose one of: {', '.join(SAMPLES)}")
    sample = SAMPLES[name]
    if not sample.rows:
        return read_asset(ASSETS / sample.path, load_file)
    matrix = np.array(sample.rows, dtype=np.float32)
    matrix.flags.writeable = False
    return matrix
