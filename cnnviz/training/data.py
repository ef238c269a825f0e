"""Reading Fashion-MNIST from the files that Debian's package ``dataset-fashion-mnist`` installs."""

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Where Debian's package puts the four files.
DEBIAN = Path("/usr/share/datasets/fashion-mnist")


@dataclass(frozen=True)
class Split:
    """Images ``(N, 28, 28)`` of uint8 0–255, bright garment on black, and labels ``(N,)`` of 0–9."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, which: Any) -> "Split":
        return Split(self.images[which], self.labels[which])


@dataclass(frozen=True)
class Data:
    """What is trained on and what is measured on, and what is to be said about both, as data."""

    train: Split
    test: Split
    facts: dict[str, Any]


def read_fashion(directory: Path = DEBIAN) -> Data:
    """Read all of Fashion-MNIST, as `load_split` does."""
    return Data(load_split("train", directory), load_split("t10k", directory), {})


def load_split(part: str, directory: Path = DEBIAN) -> Split:
    """Read one part of the data set.

    Parameters
    ----------
    part : {"train", "t10k"}
        60,000 images to train on, or 10,000 to test on.
    directory : Path
        Holds the four ``…-ubyte.gz`` files.

    Raises
    ------
    FileNotFoundError
        With a sentence on how to get the data.
    """
    try:
        images = _read_idx(directory / f"{part}-images-idx3-ubyte.gz")
        labels = _read_idx(directory / f"{part}-labels-idx1-ubyte.gz")
    except FileNotFoundError as error:
        raise FileNotFoundError(
            f"{error.filename} is missing: install Debian's package dataset-fashion-mnist, or name the "
            "directory that holds the four files of Fashion-MNIST"
        ) from error
    return Split(images, labels.astype(np.int64))


def _read_idx(path: Path) -> NDArray[np.uint8]:
    """Read an IDX file: two zero bytes, a type, the number of axes, their sizes (big-endian), the bytes."""
    raw = gzip.decompress(path.read_bytes())
    axes = raw[3]
    shape = np.frombuffer(raw, ">u4", axes, offset=4)
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * axes).reshape(shape)


def hold_out(split: Split, count: int, seed: int) -> tuple[Split, Split]:
    """Set ``count`` images aside, equally many of each class, to choose by; return (the rest, those)."""
    rng = np.random.default_rng(seed)
    classes = np.unique(split.labels)
    held = np.concatenate(
        [rng.permutation(np.flatnonzero(split.labels == label))[: count // len(classes)] for label in classes]
    )
    rest = np.ones(len(split), bool)
    rest[held] = False
    return split[rest], split[np.sort(held)]
