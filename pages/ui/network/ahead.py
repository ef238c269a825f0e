"""All maps of the network that is chosen next, drawn before the page itself runs.

Another network has the whole page run, and the browser look at all that stands on it. Its maps follow from
what is known already, so the component asks for them at once. The page comes later, and has the last word; it
takes over what was computed.
"""

from __future__ import annotations

import json
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnnviz.models.model import Model, Prediction
from cnnviz.models.table import MODELS, shared
from pages.ui.classifier import current
from pages.ui.classifier.choosing import CHOICES
from pages.ui.classifier.choosing import LABEL as CONTROL
from pages.ui.classifier.maps import Range, columns
from pages.ui.classifier.spot import Spot, frames, in_another
from pages.ui.classifier.view import View
from pages.ui.figures.columns import Cell, Column, packed
from pages.ui.linked import previews
from pages.ui.session import keeping

KEY: Final = "maps"
LABEL: Final = "All maps of all layers"


class _Base(NamedTuple):
    """What stays the same when another network is chosen."""

    number: int
    together: Range
    spot: Spot


class _Answered(NamedTuple):
    model: Model
    prediction: Prediction
    together: Range
    columns: list[Column]


class Ahead(previews.Answering):
    """Answers one learner's choice of another network that ships, while a test image is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._base: _Base | None = None
        self._answered: _Answered | None = None

    def offer(self, number: int | None, together: Range, spot: Spot) -> dict[str, object] | None:
        """Answer for a test image from now on, and say how that is asked; None for any other picture."""
        self._base, self._answered = None if number is None else _Base(number, together, spot), None
        return self._told(current.choice()) if self._base and self.address else None

    def _told(self, choice: str) -> dict[str, object]:
        return {
            "address": self.address,
            "control": CONTROL,
            "choices": list(CHOICES),
            "asked": list(MODELS),
            "choice": choice,
        }

    def respond(self, asked: str) -> bytes | None:
        """Pack all maps of the network that is asked for as the page will; None where only the page can."""
        base = self._base
        try:
            choice = json.loads(asked)["choice"]
            if base is None or not isinstance(choice, str) or choice not in MODELS:
                return None
            model = shared(choice)
            image = model.gallery.images[min(base.number, len(model.gallery.images) - 1)]
            prediction = model.predict(image)
        except previews.UNUSABLE:  # of a file that is damaged, too, the page says which
            return None
        shown = columns(model, prediction, base.together)
        self._answered = _Answered(model, prediction, base.together, shown)
        chosen, sources = framed(in_another(model, base.spot), model, len(shown))
        told = self._told(choice)
        return packed(shown, LABEL, None, chosen=chosen, sources=sources, heads=True, ahead=told)

    def predict(self, model: Model, image: NDArray[np.float32]) -> Prediction:
        """Send a picture through a network, unless that was done for an answer."""
        known = self._answered
        if known and known.model is model and np.array_equal(known.prediction.input, image):
            return known.prediction
        return model.predict(image)

    def columns_of(self, view: View) -> list[Column] | None:
        """Give the columns of a prediction that was made for an answer."""
        known = self._answered
        is_known = known and known.prediction is view.prediction and known.together == view.together
        return known.columns if known and is_known else None


def framed(spot: Spot, model: Model, count: int) -> tuple[Cell | None, list[Cell]]:
    """What is framed of so many columns: what is looked at, and the maps that it was made from."""
    chosen, sources = frames(spot, model)
    return chosen if chosen and chosen[0] < count else None, [cell for cell in sources if cell[0] < count]


def learners() -> Ahead:
    """What answers the learner of this session."""
    known: Ahead | None = keeping.kept("ahead")
    if known is None:
        known = Ahead()
        keeping.keep("ahead", known)
    return known
