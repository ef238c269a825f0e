"""What the page tells lessons of its stacks, and of the number that is looked at."""

from __future__ import annotations

from contextlib import suppress

from cnnviz.errors import CnnvizError
from cnnviz.stack import apart, outputs, seen
from pages.ui.inputs.pictures import Picture
from pages.ui.session.told import is_listened_to, tell
from pages.ui.stack.setting import Chosen


def tell_stacks(chosen: Chosen, picture: Picture) -> None:
    """Tell of both stacks; where they can't be computed, of no numbers."""
    if not is_listened_to():
        return
    fields = [seen(stack, (0, 0))[0].rows for stack in (chosen.stack, chosen.beside) if stack]
    told = {"layers": len(chosen.stack), "layer": min(chosen.at[1], len(chosen.stack) - 1)}
    tell(stacks={**told, "fields": fields}, sees=seen(chosen.looked, (0, 0))[0].rows)
    tell(value=0.0, strongest=0.0, found=0, difference=-1.0)
    image = picture.grey[None]
    with suppress(CnnvizError, IndexError):
        maps = outputs(chosen.looked, image)[-1]
        tell(value=round(float(maps[chosen.at[2:]]), 4))
        last = outputs(chosen.stack, image)[-1]
        tell(strongest=round(float(last.max()), 4), found=int((last > 0).sum()))
        difference = apart(chosen.stack, chosen.beside, image) if chosen.beside else None
        tell(difference=-1.0 if difference is None else round(difference, 4))
