"""What live training can learn from: one kind of images a row, each a sheet that ships with the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cnnviz.assets import ASSETS
from cnnviz.models.about import About
from cnnviz.models.digits import DIGITS
from cnnviz.models.garments import GARMENTS

#: Where the sheets are.
FOLDER: Final = ASSETS / "live"


@dataclass(frozen=True)
class Sheet:
    """Images to learn from.

    Attributes
    ----------
    about : About
        What they show, and how a picture is prepared to be like them.
    file : Path
        28×28 images, class after class: first those to train on, then the held-out ones.
    training : tuple of int
        How many there are of each class to train on; of the held-out ones there are equally many.
    judged_by : str
        What a page says beside accuracies on the held-out ones.
    """

    about: About
    file: Path
    training: tuple[int, ...]
    judged_by: str


#: By what addresses call them; the first is what Train begins with.
SHEETS: Final[Mapping[str, Sheet]] = MappingProxyType(
    {
        sheet.about.key: sheet
        for sheet in (
            Sheet(
                GARMENTS,
                FOLDER / "subset.png",
                (600,) * 10,
                "The held-out images are for comparing runs: on the whole test set, the measured accuracy "
                "was about one percentage point lower.",
            ),
            Sheet(
                DIGITS,
                FOLDER / "digits.png",
                (605, 604, 604, 604, 604, 563, 604, 604, 604, 604),
                "The held-out images are for comparing runs. The test images of the network Digits are not "
                "among them.",
            ),
        )
    }
)
