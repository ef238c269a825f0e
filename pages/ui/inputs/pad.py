"""A pad to draw on."""

from __future__ import annotations

import base64
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pages.ui.session.component import register

#: Rows and columns of what the pad hands over.
SIDE = 112

_component = register("pad")


def drawing_pad(
    *, key: str, drawn: NDArray[np.uint8] | None, on_draw: Callable[[NDArray[np.uint8] | None], None]
) -> None:
    """Show the pad.

    Parameters
    ----------
    key
        The component's name, which must stay the same from run to run.
    drawn
        The drawing as it is: (112, 112), 0 ink to 255 paper, or None. It is there again when the pad is.
    on_draw
        Takes the drawing after each stroke, and None once it is cleared: a reaction, see `reports.expect`.
    """
    _component(
        key=key,
        data={"side": SIDE, "drawing": None if drawn is None else base64.b64encode(drawn.tobytes()).decode()},
        react={"drawing": lambda sent: on_draw(decode(sent))},
    )


def decode(encoded: object) -> NDArray[np.uint8] | None:
    """Read what the browser sent; None for an empty pad and for anything that is no drawing."""
    try:
        pixels = base64.b64decode(encoded, validate=True) if isinstance(encoded, str) else b""
    except ValueError:  # of other letters than those of base64, or of too few
        return None
    return np.frombuffer(pixels, np.uint8).reshape(SIDE, SIDE) if len(pixels) == SIDE * SIDE else None
