"""What a restart of the server takes from a learner who trains: one sentence, until something is done."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple

import streamlit as st

from cnnviz.live import Bench
from pages.ui.session import keeping, restart

_LOST: Final = "lost_training"
_WORDS: Final = MappingProxyType(
    {(True, False): "your run", (False, True): "A", (True, True): "your run and A"}
)


class Held(NamedTuple):
    """Whether there is something to lose in the current run, and whether A is kept."""

    run: bool
    kept: bool


def held(bench: Bench) -> Held:
    """What would be lost, or is lost and not made good yet; the browser holds it over a restart."""
    lost: Held | None = keeping.kept(_LOST)
    return lost or Held(not bench.run.untouched, bench.kept is not None)


def recall() -> None:
    """Take over what the browser held, if anything: a new session has none of it."""
    match restart.held_before("training"):
        case [bool(run), bool(kept)] if run or kept:
            keeping.keep(_LOST, Held(run, kept))


def forget() -> None:
    """Say no more of it."""
    keeping.keep(_LOST, None)


def show_lost(bench: Bench) -> None:
    """Say what was lost, and what to do, until a learner has begun again."""
    if bench.going or bench.kept or not bench.run.untouched:
        forget()
    lost: Held | None = keeping.kept(_LOST)
    with st.container():  # so that what follows keeps its place
        if lost:
            todo = "press “▶ Start” to train again, or load weights that you saved"
            st.info(f"{restart.RESTARTED} no longer has {_WORDS[lost]}: {todo}.")
