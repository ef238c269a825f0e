"""A network that a learner has loaded, with what is typed beside it: guesses, then the learner's words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cnnviz.errors import WeightsError
from cnnviz.models.garments import GARMENTS
from cnnviz.models.loading.archives import File
from cnnviz.models.loading.build import Built, shapes_that_fit
from cnnviz.models.loading.prepare import ways
from cnnviz.models.loading.read import open_network, read
from cnnviz.models.loading.told import WHITES, Told
from cnnviz.models.loading.typed import read_deviation, read_labels, read_mean
from cnnviz.models.loading.yours import model_of
from cnnviz.models.model import Model
from cnnviz.models.table import MODELS

Shape = tuple[int, int, int]


@dataclass(frozen=True)
class Typed:
    """The fields beside a network as they are filled in.

    Attributes
    ----------
    labels, mean, deviation : str
        As `cnnviz.models.loading.typed` reads them.
    way, invert, white
        As in `Told`.
    """

    labels: str = ""
    way: str = "cut"
    invert: bool = False
    white: str = "1"
    mean: str = "0"
    deviation: str = "1"


@dataclass(frozen=True)
class Opened:
    """A network from a file.

    Attributes
    ----------
    name : str
        The file's.
    file : File
    built : Built
    shapes : tuple of (C, H, W)
        Of the inputs that fit; only one if the file says which.
    typed : Typed
    """

    name: str
    file: File
    built: Built
    shapes: tuple[Shape, ...]
    typed: Typed

    @property
    def is_checked(self) -> bool:
        """Whether it was held to scores that were computed where it was trained."""
        return self.file.example is not None

    def model(self) -> Model:
        """Make a model of it.

        Raises
        ------
        WeightsError
            If something is typed that can't be.
        """
        typed, shape = self.typed, self.built.shape
        if typed.way not in ways(shape) or typed.white not in WHITES:
            raise WeightsError("this is no way to prepare a picture for this network; choose one of the list")
        told = Told(
            read_labels(typed.labels, self.built.classes),
            typed.way,
            typed.invert,
            typed.white,
            read_mean(typed.mean, shape[0]),
            read_deviation(typed.deviation, shape[0]),
        )
        return model_of(self.built, told)


def open_file(name: str, data: bytes) -> Opened:
    """Open a file from anywhere, and guess what is typed beside it.

    Raises
    ------
    WeightsError
        If it is no file of a network that can be shown.
    """
    file = read(data)
    built = open_network(file)
    shapes = (file.shape,) if file.shape else tuple(shapes_that_fit(file.layers))
    return Opened(name, file, built, shapes, _guess(file, built))


def fill_in(opened: Opened, typed: Typed, shape: Shape | None = None) -> Opened:
    """Take what is typed, which `Opened.model` reads, and the input that was chosen.

    Raises
    ------
    WeightsError
        If the network does not take such an input.
    """
    if shape and shape not in opened.shapes:
        raise WeightsError("an input of this size does not fit the network; choose one of the list")
    built = open_network(opened.file, shape) if shape and shape != opened.built.shape else opened.built
    return replace(opened, built=built, typed=typed)


def _guess(file: File, built: Built) -> Typed:
    """Guess: a network that was saved here knows what it says, or garments; one in grey reads as others."""
    about = MODELS.get(file.data, GARMENTS)
    if file.kind == "cnnviz" and built.shape == about.shape and built.classes == len(about.labels):
        return Typed(", ".join(about.labels), about.key)
    grey = [key for key, about in MODELS.items() if about.shape[0] == built.shape[0]]
    return Typed(way=grey[-1] if grey else "cut")
