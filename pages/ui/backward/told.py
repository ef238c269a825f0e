"""What the page on one training step tells lessons; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from contextlib import suppress

from cnnviz.errors import CnnvizError
from pages.ui.backward.setting import Chosen
from pages.ui.session.told import tell

_DIGITS = 4


def tell_step(chosen: Chosen) -> None:
    """Tell of the step that is shown; where nothing fits, of numbers that are all 0."""
    names = ("prediction", "loss", "error", "after", "loss_after", "measured", "slope")
    tell(now=dict.fromkeys(names, 0.0), looked=chosen.at[0] if chosen.at else "")
    with suppress(CnnvizError, IndexError):
        step, at = chosen.made(), chosen.weight_at
        numbers = (step.prediction, step.loss, step.by_prediction, step.after.prediction, step.after.loss)
        slopes = step.slope(at, chosen.nudge), float(step.by_weight[at])
        told = dict(zip(names, (round(one, _DIGITS) for one in (*numbers, *slopes)), strict=True))
        tell(
            now=told,
            weights=step.weight.round(_DIGITS),
            slopes=step.by_weight.round(_DIGITS),
            new=step.new_weight.round(_DIGITS),
        )
