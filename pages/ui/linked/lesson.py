"""What a page with a linked view gives: its lesson, from which `view.show_lesson` does the rest."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Shade
from pages.ui.linked.alike import alike
from pages.ui.linked.left_open import Cells
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Part, key_of
from pages.ui.linked.predictions import Task

Saved = tuple[NDArray[np.generic], Shade | NDArray[np.uint8]]
"""A result as numbers, and as it is shown."""


@dataclass(frozen=True)
class Lesson(ABC):
    """All that a linked view's result follows from, as it was when the page ran last.

    What is computed of it is best a `functools.cached_property`: both the view and the page ask for it.

    `changed` and `parts` are also asked for by `previews`, in a thread of their own: they draw nothing, and
    look at nothing but the lesson.

    Attributes
    ----------
    hub : str
        The name of the page's view.
    is_previewed : bool
        Whether `changed` can answer an edit before the page runs.
    """

    hub: ClassVar[str]

    @property
    def is_previewed(self) -> bool:
        """Say no, unless a lesson can."""
        return False

    @abstractmethod
    def source(self) -> Part:
        """Give the inputs."""

    @abstractmethod
    def windows(self) -> Part:
        """Give where the windows lie.

        Raises
        ------
        CnnvizError
            If there is no result; the sentence says why.
        """

    @abstractmethod
    def result(self, asking: str = "") -> Part:
        """Give the outputs; `asking` is the name of the task that they are hidden for, if they are.

        Raises
        ------
        CnnvizError
            As `windows`.
        """

    @cached_property
    def open_result(self) -> tuple[Part, str]:
        """The outputs with none hidden, and the key that a browser knows them by."""
        part = self.result()
        return part, key_of(part)

    @cached_property
    def stands(self) -> Mapping[str, object]:
        """How the view stands: all its fields. They are read once, and not again when one changes."""
        return {**self.fields(), **self.settings()}

    @cached_property
    def offers(self) -> ViewOptions:
        """What the view offers; see `options`."""
        return self.options()

    @property
    def source_key(self) -> str:
        """The key that a browser knows the inputs by."""
        return key_of(self.source())

    def is_like(self, other: Lesson) -> bool:
        """Say whether another lesson follows from the same: what was computed of it holds for this one."""
        return alike(self, other)

    @abstractmethod
    def saved(self) -> Saved:
        """Give what can be saved of the result."""

    @abstractmethod
    def fields(self) -> Mapping[str, object]:
        """Give how the learner looks at the result: what else is set follows from `settings`.

        ``at`` (map, row and column of the output that is explained), ``zoom``, and ``large`` where one of
        several channels is shown large.
        """

    def settings(self) -> Mapping[str, object]:
        """Give what the view's own controls are set to, by their fields."""
        return {}

    @abstractmethod
    def options(self) -> ViewOptions:
        """Give what the view offers; what is asked of a learner who predicts follows from `task`."""

    def task(self) -> Task | None:
        """Give what can be predicted; None if nothing can."""
        return None

    def left_open(self) -> Cells | None:
        """Give the outputs that are to be found where all others are filled in; None: all of them."""
        return None

    def changed(self, field: str, value: object) -> Self | None:
        """Give the lesson with a field of the view set anew; None where the page has to run first.

        Raises
        ------
        CnnvizError
            If the value cannot be used: the page says what is wrong.
        """
        return None

    def parts(self) -> dict[str, Part]:
        """Give all parts by their names."""
        return {"source": self.source(), "windows": self.windows(), "result": self.result()}

    def instead(self) -> Self | None:
        """Give the lesson that is shown where this one has no result; None if the error is the page's."""
        return None

    def told(self) -> tuple[str, list[tuple[str, str]]]:
        """Give the title of the lesson as a page of its own, and what was put in: names and texts."""
        return self.options().label, []

    def derived(self) -> Mapping[str, object] | None:
        """Give the rule by which a browser that has the inputs colours the outputs; None if it cannot."""
        return None

    def smaller(self, side: int) -> Self | None:
        """Give the same of inputs whose longer side is at most `side`; None where they are not scaled."""
        return None

    def asked(self) -> list[dict[str, object]]:
        """Give the size formula's numbers that were asked for, for both axes, where there is no result."""
        return []
