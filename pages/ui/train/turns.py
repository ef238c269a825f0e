"""The browser asks for each turn of the training: when it is gone, nothing trains."""

from __future__ import annotations

from cnnviz.live import Bench
from pages.ui.session.component import register
from pages.ui.train.lost import held

_component = register("turn")


def ask_for_the_next(bench: Bench) -> None:
    """Let the browser ask for the next turn, once this one is on the screen and the run has rested."""
    rest = 1000 * bench.pause if bench.going else None
    data = {"turn": bench.turns, "rest": rest, "held": held(bench)}
    _component(key="part_turn", data=data, react={"turn": lambda _: None})
