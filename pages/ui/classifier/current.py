"""The model that a page looks at: one that ships, or the learner's own; garments where none is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.errors import CnnvizError
from cnnviz.live.sheets import SHEETS
from cnnviz.models.garments import GARMENTS
from cnnviz.models.model import Gallery, Model, as_batch
from cnnviz.models.read import Shipped
from cnnviz.models.table import MODELS
from cnnviz.network.evaluation import Evaluation
from cnnviz.network.summary import LayerSummary
from cnnviz.operators import softmax
from pages.ui.classifier import shipped
from pages.ui.session import keeping, state

#: What comes after the last layer.
SOFTMAX = "softmax"
KEY, YOURS = "model", "yours"
Known = TypeVar("Known")
#: For caches: models are the same if all their numbers and words are.
SAME_MODEL: dict[str | type[Any], Callable[[Any], Any]] = dict.fromkeys(
    (Model, Shipped), lambda model: model.identity
)


def own() -> Model | None:
    """The learner's own network."""
    found: Model | None = keeping.kept(YOURS)
    return found


def take_own(model: Model) -> None:
    """Keep a network as the learner's own, in place of the one before, and look at it."""
    keeping.keep(YOURS, model)
    state.put(KEY, YOURS)


def model() -> Model:
    """The model that is looked at; of garments on a page that offers no choice."""
    chosen = choice()
    mine = own() if chosen == YOURS else None
    return mine or shipped.model(chosen if chosen in MODELS else GARMENTS.key)


def choice() -> str:
    """What is chosen of the models that a page offers, by its name in the address."""
    return str(state.read_here(KEY) or GARMENTS.key)


def training_data() -> str | None:
    """What it learned from, as a key of `SHEETS`, whose images ship; None if that is none of them."""
    about = model().about
    return next(
        (
            key
            for key, sheet in SHEETS.items()
            if (sheet.about.labels, sheet.about.shape) == (about.labels, about.shape)
        ),
        None,
    )


def labels() -> tuple[str, ...]:
    """The names of its classes."""
    return model().labels


def class_options() -> dict[str, str]:
    """The names of its classes by what addresses call them."""
    return dict(zip(model().about.class_keys, model().labels, strict=True))


def gallery() -> Gallery:
    """Images that it never saw; only to be asked for where there are some."""
    return known(model().gallery)


def evaluation() -> Evaluation:
    """Its evaluation; only to be asked for where there is one."""
    return known(model().evaluation)


def known(measured: Known | None) -> Known:
    """What was measured of the model, where it has to be there.

    Raises
    ------
    CnnvizError
        If it was not measured.
    """
    if measured is None:
        raise CnnvizError("this was not measured of your network; choose one that ships")
    return measured


def gallery_shares() -> NDArray[np.float32]:
    """The probabilities (N, classes) that it gives the images of the gallery."""
    return _gallery_shares(model())


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=SAME_MODEL)
def _gallery_shares(of: Model) -> NDArray[np.float32]:
    return np.asarray(softmax(of.network(as_batch(known(of.gallery).images))))


def gallery_predictions() -> NDArray[np.intp]:
    """The class (N,) that it names for each of them."""
    return np.asarray(gallery_shares().argmax(axis=1))


def layers() -> list[LayerSummary]:
    """What each of its layers makes and costs."""
    return model().layers


def scores() -> str:
    """The name of its last layer, whose numbers are the classes' logits."""
    return model().layer_names[-1]


def names(of: Model | None = None) -> tuple[str, ...]:
    """Its layers' names, or those of another model, and the softmax after them."""
    return (*(of or model()).layer_names, SOFTMAX)
