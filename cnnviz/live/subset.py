"""The images that live training learns from and is judged by; a sheet of each kind ships with the app."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.assets import read_asset
from cnnviz.images import load_file
from cnnviz.live.sheets import SHEETS
from cnnviz.models.garments import GARMENTS

Array = NDArray[Any]

#: A sheet has so many images a row.
CLASSES, SIDE, COLUMNS = 10, 28, 100
TRAINING, HELD_OUT = 6000, 1000
#: Greys are kept in steps of this: 16 of them, four bits each.
STEP = 17


@dataclass(frozen=True)
class Subset:
    """Images of a training set; read-only, so that any number of runs share them.

    Attributes
    ----------
    images, held_out : ndarray, shape (N, 1, 28, 28), float32
        0–1, bright on black: to train on, and to judge by. No image is in both.
    labels, held_out_labels : ndarray of int, shape (N,)
        0–9; of the held-out ones equally many of each, of the others as far as there are.
    """

    images: Array
    labels: Array
    held_out: Array
    held_out_labels: Array

    def first(self, count: int) -> NDArray[np.intp]:
        """Indices of so many images to train on, (n,), equally many of each class as far as there are.

        >>> subset().first(200)[[0, 19, 20]]
        array([  0,  19, 600])
        """
        if count >= len(self.labels):
            return np.arange(len(self.labels))
        of_each = count // CLASSES
        return np.concatenate([np.flatnonzero(self.labels == c)[:of_each] for c in range(CLASSES)])


def subset(data: str = GARMENTS.key, file: Path | None = None) -> Subset:
    """Load images that ship with the app; takes about 50 ms and 22 MB, so a server keeps the result.

    The held-out images are to compare runs by, not to report an accuracy of the data set: on these 1,000
    garments a network was seen to read about one point higher than on the 10,000 test images.

    Parameters
    ----------
    data : str
        A key of `cnnviz.live.sheets.SHEETS`.
    file : Path, optional
        Instead of the sheet that ships.
    """
    row = SHEETS[data]
    sheet = read_asset(file or row.file, partial(load_file, max_side=SIDE * COLUMNS))
    rows = len(sheet) // SIDE
    images = sheet.reshape(rows, SIDE, COLUMNS, SIDE).swapaxes(1, 2).reshape(-1, 1, SIDE, SIDE)
    parts = images[:TRAINING] / np.float32(255), images[TRAINING:] / np.float32(255)
    counts = row.training, (HELD_OUT // CLASSES,) * CLASSES
    labels = [np.repeat(np.arange(CLASSES), of_each) for of_each in counts]
    for array in (*parts, *labels):
        array.flags.writeable = False
    return Subset(parts[0], labels[0], parts[1], labels[1])
