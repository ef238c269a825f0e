"""What a learner sets on the page: read from the address, taken over from the view."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.filtering import Choice
from cnnviz.operators.first_look import nearest_output, strongest, strongest_edge
from cnnviz.operators.padding import BorderMode
from cnnviz.shift import Chain, shift, shuffled
from pages.ui.inputs.geometry import BORDERS
from pages.ui.inputs.geometry_in_view import SETTINGS, Chosen, geometry_of, set_geometry
from pages.ui.inputs.in_view import OneOf, Switch, known, reactions
from pages.ui.inputs.kernel import own_kernel
from pages.ui.inputs.kernel_in_view import FLIP, KERNEL, parameters, set_kernel, take_parameters
from pages.ui.inputs.pictures import Picture
from pages.ui.inputs.pooling import Pool, pool_of, set_pool, settings
from pages.ui.inputs.samples import SIDE
from pages.ui.linked.pins import At, pin, pinned
from pages.ui.linked.predictions import ask
from pages.ui.session import keeping, state
from pages.ui.session.visit import Reaction
from pages.ui.shift.examples import start

HUB = "shift"
_MOVE, _AT = "move", "shift_at"
_FIRST = (0, 1)
#: The longest side of a picture whose map is computed in every frame; and where a kernel has many weights.
LONGEST, SHORT, MANY = 256, 128, 225

MOVES_IN = OneOf(
    "move_in", "What moves in", "constant", {"": {str(key): name for key, name in BORDERS.items()}}
)
SHUFFLED = Switch("shuffled", "Shuffle the pixels")
PANEL = OneOf(
    "shift_panel", "Below", "differences", {"": {"differences": "Differences", "template": "Template"}}
)
MEASURE = OneOf(
    "shift_measure", "Measured", "unchanged", {"": {"unchanged": "Unchanged", "alike": "Correlation"}}
)
_OWN = (MOVES_IN, SHUFFLED, PANEL, MEASURE)


@dataclass(frozen=True)
class Setting:
    """A picture that is moved, the kernel and the pool behind it, and how it is looked at.

    Attributes
    ----------
    picture : Picture
    choice : Choice
        The kernel.
    chosen, pooled_by : mapping
        What is set of its way, and of the pool, by their fields.
    own : mapping
        What is set of the page's own controls, by their fields.
    """

    picture: Picture
    choice: Choice
    chosen: Chosen
    pooled_by: Mapping[str, Any]
    own: Mapping[str, Any]

    @cached_property
    def image(self) -> NDArray[np.float32]:
        """The picture before it is moved, (H, W): no larger than can be computed in every frame."""
        taps = self.choice.kernels[0].size
        small = images.to_whole(images.fit(self.picture.grey, LONGEST if taps <= MANY else SHORT))
        image = self.picture.grey if self.picture.is_matrix else small
        return shuffled(image) if self.own[SHUFFLED.field] else image

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the picture that is moved."""
        return self.image.shape[0], self.image.shape[1]

    @property
    def mode(self) -> BorderMode:
        """What moves in."""
        return cast(BorderMode, self.own[MOVES_IN.field])

    @cached_property
    def pool(self) -> Pool:
        """The pool."""
        return pool_of(self.pooled_by)

    @cached_property
    def chain(self) -> Chain:
        """Kernel and pool for pictures of this size.

        Raises
        ------
        CnnvizError
            If they don't fit; the sentence says why.
        """
        pool = self.pool
        return Chain(self.choice, geometry_of(self.chosen), pool.row, pool.options, self.size).checked()

    @cached_property
    def move(self) -> tuple[int, int]:
        """By how many pixels the picture has moved: down, and to the right."""
        read, fit = partial(_read_move, size=self.size), partial(_fit_move, size=self.size)
        return state.setting(_MOVE, fit(_FIRST), read, _write_move, fit)

    @cached_property
    def moved(self) -> NDArray[np.float32]:
        """The picture after it has moved."""
        return np.asarray(shift(self.image, self.move, self.mode))

    @cached_property
    def map(self) -> NDArray[np.float64]:
        """The map of the moved picture."""
        return self.chain.map(self.moved)

    def fields(self) -> dict[str, object]:
        """Give what the view is told, by its fields."""
        _, values = parameters(self.choice)
        return {
            **self.chosen,
            **self.pooled_by,
            **self.own,
            KERNEL.field: self.choice.spec.key,
            FLIP.field: self.choice.is_flipped,
            "parameters": values,
            "move": self.move,
            "at": pinned(_AT, (2, *self.chain.map_size), self._start),
        }

    def _start(self) -> At:
        """Give the number that is explained at first: a matrix’s strongest, or where a photo is striking."""
        if self.picture.is_matrix:
            return 0, *strongest(self.chain.map(self.image))
        return 0, *nearest_output(strongest_edge(self.image), self.chain.windows)

    def instead(self) -> Setting:
        """Give what had a result last, or a kernel and a pool that fit every picture."""
        plain = {key: it.first for key, it in SETTINGS.items()}
        one = {**self.pooled_by, "pool": "global_max"}
        last = keeping.kept("shift:fits")
        for changes in (*([last] if last else []), (self.choice, plain, one), (own_kernel("1"), plain, one)):
            choice, chosen, pooled_by = changes
            other = replace(self, choice=choice, chosen=chosen, pooled_by=pooled_by)
            with suppress(CnnvizError):
                if other.chain:
                    return other
        raise AssertionError("one weight fits on every picture")

    def keep(self) -> None:
        """Remember what has a result, for `instead`.

        Raises
        ------
        CnnvizError
            If it has none, see `chain`.
        """
        if self.chain:
            keeping.keep("shift:fits", (self.choice, self.chosen, self.pooled_by))


def set_all(picture: Picture) -> Setting:
    """Give what is set; it stands in the address from now on."""
    choice, chosen, own = set_kernel(), set_geometry(), {it.field: known(it) for it in _OWN}
    return Setting(picture, choice, chosen, set_pool(picture.size), own)


def _read_move(text: str, size: tuple[int, int]) -> tuple[int, int] | None:
    """Read a shift, down and to the right, as it stands in an address; None if all would move out."""
    parts = text.split("_", 2)
    is_whole = all(part.isascii() and len(part) < 6 and part.removeprefix("-").isdigit() for part in parts)
    if not is_whole or len(parts) != 2:
        return None
    by = (int(parts[0]), int(parts[1]))
    return by if by == _fit_move(by, size) else None


def _write_move(by: tuple[int, int]) -> str:
    return "_".join(map(str, by))


def _fit_move(by: tuple[int, int], size: tuple[int, int]) -> tuple[int, int]:
    down, right = (min(max(d, 1 - side), side - 1) for d, side in zip(by, size, strict=True))
    return down, right


def _take_move(sent: object) -> None:
    match sent:
        case [int(down), int(right)] if max(abs(down), abs(right)) < SIDE:
            state.put(_MOVE, (down, right))


#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "move": _take_move,
    "at": partial(pin, _AT),
    "example": start,
    "guess": partial(ask, HUB),
    "parameters": take_parameters,
    **reactions((KERNEL, FLIP, *_OWN, *SETTINGS.values())),
    **reactions(settings((SIDE, SIDE)).values()),
}
