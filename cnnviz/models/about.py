"""What a model is said to be: what it names, and how a picture has to come to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from numpy.typing import NDArray

from cnnviz.network.prepare import Preparation, Prepared, prepare

#: What a learner may change about how a picture is prepared: the fields of `Preparation`.
Change = Literal["polarity", "fill", "trim", "margin", "shift", "brighten"]


@dataclass(frozen=True)
class About:
    """The words and sizes of a model.

    Attributes
    ----------
    key : str
        What addresses call it, and its folder under ``assets/weights/`` if it ships.
    name : str
        What it is called where it is chosen.
    noun : str
        What one of its pictures shows.
    labels : tuple of str
        Its classes in the order of its logits.
    class_keys : tuple of str
        What addresses call these, which never changes.
    shape : (int, int, int)
        Of its input: channels (1 or 3), rows, columns.
    prepare : callable
        Takes a picture, (H, W) or (3, H, W) of 0–255, and what a learner changed; makes the input.
    changes : tuple of str
        What there is to be changed about that.
    samples : str
        The kind of the sample pictures that suit it, see `cnnviz.images.catalogue`.
    data : str
        What the images are called that it learned from.
    """

    key: str
    name: str
    noun: str
    labels: tuple[str, ...]
    class_keys: tuple[str, ...]
    shape: tuple[int, int, int] = (1, 28, 28)
    prepare: Callable[[NDArray[Any], Preparation], Prepared] = prepare
    changes: tuple[Change, ...] = ("polarity", "fill", "trim", "brighten", "margin", "shift")
    samples: str = "garment"
    data: str = ""

    @property
    def image_shape(self) -> tuple[int, ...]:
        """Of one picture: (rows, columns), or (3, rows, columns) in colour."""
        return self.shape[1:] if self.shape[0] == 1 else self.shape

    @property
    def size(self) -> str:
        """Rows and columns as they are written: "28×28"."""
        return f"{self.shape[1]}×{self.shape[2]}"
