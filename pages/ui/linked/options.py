"""What a linked view offers a learner: all that the browser is told of it, in one type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pages.ui.linked.left_open import Cells

Layout = Literal["below", "beside", "equation"]


@dataclass(frozen=True)
class ViewOptions:
    """What a linked view offers, beside its parts and what the learner has set in it.

    assets/components/linked/ reads each by its name here.

    Attributes
    ----------
    label : str
        What the view is, for those who do not see it.
    layout : str
        Where the explanation of an output stands: "below" the figures or "beside" them. "equation": picture,
        kernel and output stand in a line, with the sum of one number behind it and the size formula below.
    channels_of : str
        What the channels under a window are those of, such as a layer. A choice of one, the field ``large``,
        holds for these only.
    editable : int
        The longest side of a kernel whose weights may be typed over and dragged; 0 if none may be.
    pixels : bool
        Whether the source's numbers may be typed over and dragged.
    fill : bool
        Whether outputs are covered until the window has come to them.
    controls : mapping
        The controls that the view has, by their place: lists of what `inputs.in_view` describes. "choice": of
        the kernel or the pool; "parameters": of what was chosen; "size": by the formula's terms "padding",
        "kernel" and "stride", one for rows and one for columns; "rarer": behind the button; "looks": of the
        output's colours.
    refused : mapping or None
        Why what was set gives no result, a ``sentence``, and the formula's numbers that were set, ``axes``.
        What is shown then was set before.
    preview : str or None
        The address that answers edits before the page runs: see `previews`. None if only the page does.
    predict : bool
        Whether all outputs are covered until the learner has found or revealed them.
    asking : str
        The name of the `predictions.Task` that is to be predicted; "" if none is. Only a result that was made
        for this task is drawn.
    asks_size, asks_value : bool
        Whether the learner is asked for the size of the result, and for the output at the cursor.
    verdicts : mapping
        What was said of the predictions so far: see `predictions.verdicts`.
    left_open : tuple of (map, row, column), or None
        The outputs that are to be found where all others are filled in; None: all of them.
    known : mapping or None
        What was done in the view: see `known.Known`.
    """

    label: str
    layout: Layout = "below"
    channels_of: str = ""
    editable: int = 0
    pixels: bool = False
    fill: bool = False
    controls: Mapping[str, object] = field(default_factory=dict)
    refused: Mapping[str, object] | None = None
    preview: str | None = None
    predict: bool = False
    asking: str = ""
    asks_size: bool = False
    asks_value: bool = False
    verdicts: Mapping[str, object] = field(default_factory=dict)
    left_open: Cells | None = None
    known: Mapping[str, object] | None = None
