"""What a learner who trains does not find any more, in one sentence, until something is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import streamlit as st

from cnnviz.live import Bench
from pages.ui.session import keeping, restart

_LOST: Final = "lost_training"
_TOLD: Final = "told_training"
_WORDS: Final = ("your run", "A", "your sweep")
_AGAIN: Final = "press “▶ Start” to train again, or load weights that you saved"
_SWEEP_AGAIN: Final = "begin it again under “Sweep”"
_TIME: Final = (
    "What you trained is no longer on the server, which keeps runs and sweeps for an hour after they were "
    f"last looked at: {_AGAIN}."
)
_ELSEWHERE: Final = "What you train is in another tab of this browser now, and stands there as it was."


class Held(NamedTuple):
    """Whether there is something to lose in the current run, whether A is kept, whether a sweep was begun."""

    run: bool
    kept: bool
    sweep: bool


def held(bench: Bench) -> Held:
    """What would be lost, or is lost and not made good yet; the browser holds it over a restart."""
    lost: Held | None = keeping.kept(_LOST)
    return lost or Held(not bench.run.untouched, bench.kept is not None, bench.sweep is not None)


def recall() -> None:
    """Take over what the browser held, if anything: a new session has none of it."""
    match restart.held_before("training"):
        case [bool(run), bool(kept), bool(sweep)] if run or kept or sweep:
            keeping.keep(_LOST, Held(run, kept, sweep))


def tell_of_time() -> None:
    """Say that the shelf has no run for the tab's token, unless a restart of the server explains it."""
    if not keeping.kept(_LOST):
        keeping.keep(_TOLD, _TIME)


def tell_of_another_tab() -> None:
    """Say that another tab has claimed the run."""
    keeping.keep(_TOLD, _ELSEWHERE)


def forget() -> None:
    """Say no more of it."""
    keeping.keep(_LOST, None)
    keeping.keep(_TOLD, None)


def show_lost(bench: Bench, claim_again: Callable[[], None]) -> None:
    """Say what was lost, and what to do, until a learner has begun again."""
    if bench.going or bench.has_something_to_lose:
        forget()
    lost: Held | None = keeping.kept(_LOST)
    told: str | None = keeping.kept(_TOLD)
    with st.container():  # so that what follows keeps its place
        if lost:
            st.info(f"{restart.RESTARTED} no longer has {_sentence_of(lost)}.")
        elif told:
            st.info(told)
            if told == _ELSEWHERE:
                st.button("Continue it here", on_click=claim_again, key="t_claim")


def _sentence_of(lost: Held) -> str:
    """Name what is lost, and say what to do.

    >>> _sentence_of(Held(run=False, kept=False, sweep=True))
    'your sweep: begin it again under “Sweep”'
    """
    *before, last = (name for name, is_lost in zip(_WORDS, lost, strict=True) if is_lost)
    names = f"{', '.join(before)} and {last}" if before else last
    return f"{names}: {_AGAIN if lost.run or lost.kept else _SWEEP_AGAIN}"
