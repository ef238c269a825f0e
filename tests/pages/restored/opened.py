"""A page that was opened at an address, and what is read alike on all pages."""

import io
import json
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import streamlit as st

from cnnviz.errors import CnnvizError
from cnnviz.figures.palettes import LIGHT
from tests.pages.conftest import Drawn, Visit
from tests.pages.stable import picture, tone, written

Told = dict[str, Any]

#: The parts of pages that can be unfolded, by the ends of their ids.
_FOLDED = {
    "seen": "windows over each pixel",
    "edges": "edges it answers to",
    "code": "code",
    "t_code": "code",
    "c_dense": "a dense layer beside it",
    "costs": "layer by layer",
    "a_chart": "size, error and cost",
    "a_skip": "gradient through skips",
    "a_table": "layer by layer",
    "d_table": "layer by layer",
    "tr_tables": "all numbers",
    "bw_tables": "all numbers",
    "se_tables": "all numbers",
    "card": "model card",
    "neurons_card": "model card",
    "ae_card": "model card",
    "ae_layers": "all layers",
    "whole": "whole path",
    "agree": "agreement of methods",
    "said": "often said",
    "c_kept": "what is kept of me",
    "c_privacy": "for data-protection officers",
}
_LANGUAGES = {"As loops": "loops", "NumPy": "numpy", "PyTorch": "torch", "Keras": "keras"}


class Opened(Visit):
    """A page, and what makes the files that it offers, by their names."""

    def __init__(self, page: str, query: dict[str, list[str]]) -> None:
        self.files: dict[str, Callable[[], bytes]] = {}
        offer = st.download_button

        def keep(label: str, make: Callable[[], bytes], file: str, *given: Any, **options: Any) -> bool:
            self.files[file] = make
            return offer(label, make, file, *given, **options)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(st, "download_button", keep)
            super().__init__(page, query)

    @property
    def has_a_network(self) -> bool:
        """Whether there is a network to look at, on a page of one: learners may have none of their own."""
        return not any("no network here yet" in info.value for info in self.app.info)

    @property
    def settings(self) -> set[str]:
        """The names of all settings that the page has, as they stand in an address."""
        return set(self.app.session_state["kept:visit"].notes)

    def saved(self, start: str, end: str) -> Any:
        """What NumPy reads of the file on offer with such a name; None if nothing is to be saved now."""
        (make,) = [make for name, make in self.files.items() if name.startswith(start) and name.endswith(end)]
        data = made(make)
        return np.load(io.BytesIO(data)) if data else None

    def has(self, key: str) -> bool:
        """Whether there is a component of this key."""
        return any(element.proto.id.endswith(f"-{key}") for element in self.app.get("bidi_component"))

    def header(self, key: str) -> Told:
        """What a component is told beside its pixels."""
        sent = self.component(key)
        if not sent.bytes:
            return json.loads(sent.json or sent.mixed.json)
        return json.loads(sent.bytes[4 : 4 + int.from_bytes(sent.bytes[:4], "little")])

    def questions(self, hub: str) -> list[str] | None:
        """What is asked where something is to be predicted; None where nothing is."""
        key = f"{hub}_questions"
        return [one["text"] for one in self.header(key)["questions"].values()] if self.has(key) else None

    def palette(self, key: str) -> np.ndarray:
        """The colours of the first map of a component, (256, 3)."""
        return self.sent(key).blocks["palette 0"][LIGHT]

    def chosen(self, key: str) -> list[int]:
        """Which maps of a component are framed."""
        return [i for i, drawn in enumerate(self.maps(key)) if drawn.header["chosen"]]

    def input_drawn(self, pixels: np.ndarray) -> Any:
        """The network's input as it is drawn; of a picture that had to be prepared for it no hash.

        Preparing rounds, and drawing rounds again, where a last bit may decide.
        """
        return tone(pixels) if self.has("steps") else picture(pixels)

    @property
    def html(self) -> str:
        """All HTML on the page."""
        return "\n".join(element.proto.body for element in self.app.get("html")).replace("\u00a0", " ")

    def found(self, pattern: str) -> str | None:
        """What the group of a pattern holds where it is first met in the HTML."""
        found = re.search(pattern, self.html)
        return found[1] if found else None

    def on_every_page(self) -> Told:
        """What is presented, unfolded and wrong."""
        filled = [part for part in self.app.expander if part.proto.expanded and part.children]
        ids = [part.proto.id.rsplit("-", 1)[-1] for part in filled]
        return {
            "presented": self.header("share")["present"],
            "unfolded": sorted({_FOLDED[key] for key in ids}) or None,
            "code in": [_LANGUAGES[tab] for tab in self.tabs if tab in _LANGUAGES] or None,
            "says what is wrong": bool(self.errors),
            "says what is missing": bool(self.app.info),
            "own picture by": self._own_picture(),
            "lesson": self._lesson(),
        }

    @property
    def tabs(self) -> list[str]:
        """What the tabs in front are called."""
        ids = [tabs.proto.id.rsplit("-", 1)[-1] for tabs in self.app.get("tab_container")]
        return [self.app.session_state[key] for key in ids]

    def _lesson(self) -> str | None:
        """The title of the lesson that leads through the page, and the step's number."""
        if not self.has("guide"):
            return None
        sent = self.header("guide")
        return f"{sent['title']}, step {sent['index'] + 1} of {sent['count']}"

    def _own_picture(self) -> str | None:
        """How an own picture can be brought, if not as a file."""
        is_drawn = any(element.proto.id.endswith("_pad") for element in self.app.get("bidi_component"))
        return "drawing" if is_drawn else "camera" if self.app.get("camera_input") else None


def made(make: Callable[[], bytes]) -> bytes:
    """Give what a file holds; nothing where the page says that there is nothing to be saved."""
    try:
        return make()
    except CnnvizError:
        return b""


def cells(drawn: Drawn) -> list[list[str]]:
    """The numbers that are written into a map, as they are written; − where there is none."""
    return [["−" if text == "·" else written(text)[0] for text in row] for row in drawn.values]
