"""The browser asks for each turn of the training: when it is gone, nothing trains."""

from __future__ import annotations

from cnnviz.live import Bench
from pages.ui.session.component import register
from pages.ui.train.bench import claim, past, put_on_shelf, token
from pages.ui.train.lost import held

_component = register("turn")


def ask_for_the_next(bench: Bench) -> None:
    """Let the browser ask for the next turn, once this one is on the screen and the run has rested.

    Its tab holds the token of the bench, and asks for the one that it had before the page was loaded anew.
    """
    rest = 1000 * bench.pause if bench.going else None
    is_kept = put_on_shelf(bench)
    data = {
        "turn": bench.turns,
        "rest": rest,
        "going": bench.work_in_hand,
        "held": held(bench),
        "token": token(),
        "past": past(),
        "is_kept": is_kept,
        "is_at_risk": bench.has_something_to_lose and not is_kept,
    }
    _component(key="part_turn", data=data, react={"turn": lambda _: None, "claim": claim})
