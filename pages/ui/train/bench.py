"""A learner's bench: kept as long as the session lasts, and for an hour by the tab's token."""

from __future__ import annotations

import secrets
from typing import Final

import streamlit as st

from cnnviz.live import Bench, Design
from pages.ui.classifier.images import images
from pages.ui.session import keeping, restart, state
from pages.ui.train import lost, stored
from pages.ui.train.register import register, shelf
from pages.ui.train.setting import set_design

_NAME: Final = "bench"
_TOKEN: Final = "bench_token"
#: A token that the tab holds and that its session has no bench of any more.
_PAST: Final = "bench_past"
#: A longer text is no token.
_LONGEST: Final = 64


def current_bench() -> Bench:
    """The bench; whoever has just come to the page finds the run paused where it was left."""
    bench: Bench | None = keeping.kept(_NAME)
    has_come = state.has_just_come(_NAME)
    if bench is None:
        bench = _held() or _lost()
    elif bench.is_given_away:
        keeping.keep(_PAST, token())
        lost.tell_of_another_tab()
        bench = _new_bench()
    elif has_come:
        bench.stop()
    return bench


def stay_current(bench: Bench) -> None:
    """Have the whole page run if a part that runs alone has a bench whose runs are elsewhere now."""
    if bench is not keeping.kept(_NAME) or bench.is_given_away:
        st.rerun()


def token() -> str:
    """The bench's name on the shelf, which cannot be guessed; only this learner's tab is told it."""
    return str(keeping.kept(_TOKEN))


def past() -> str | None:
    """The token that the tab is to forget."""
    past_token: str | None = keeping.kept(_PAST)
    return past_token


def put_on_shelf(bench: Bench) -> bool:
    """Keep the bench for a reload of the page or another tab; give whether that could be done."""
    if not bench.has_something_to_lose:
        shelf().drop(token(), bench)
        stored.drop(token(), bench)
        return False
    stored.keep(token(), bench)
    return shelf().put(token(), bench)


def claim(sent: object) -> None:
    """Go on with the bench that a tab has the token of: a reaction."""
    match sent:
        case str(asked) if len(asked) <= _LONGEST and asked != token() and asked != past():
            _claim(asked)


def claim_again() -> None:
    """Take back what another tab has claimed: for a button's callback."""
    if past():
        _claim(str(past()))


def _claim(asked: str) -> None:
    bench, fresh = _find(asked), keeping.kept(_NAME)
    state.ask_for_page()
    if bench is None:
        keeping.keep(_PAST, asked)
        lost.tell_of_time()
        return
    _use(bench, asked)
    keeping.keep(_PAST, None)
    lost.forget()
    if fresh is None or fresh.run.design == Design():  # the address says nothing of a design
        set_design(bench.run.design)


def _find(asked: str) -> Bench | None:
    """Give the bench of a token: this server's own or the store's, whichever has done more.

    This server's may be of an hour ago, if the learner has been at another one since.
    """
    found = (shelf().claim(asked), stored.find(asked))
    return max((bench for bench in found if bench), key=lambda bench: bench.work, default=None)


def _held() -> Bench | None:
    """Go on with the bench that the browser's window holds the token of, and train if it trained.

    So a session after a restart, or at another server, stands as the one before from its first run on.
    """
    match restart.held_before("run"):
        case [str(asked), str(going)] if len(asked) <= _LONGEST:
            bench = _find(asked)
        case _:
            return None
    if bench is not None:
        _use(bench, asked)
        bench.resume(going)
    return bench


def _lost() -> Bench:
    """Begin anew, and say so if there was something."""
    lost.recall()
    return _new_bench()


def _use(bench: Bench, name: str) -> None:
    keeping.keep(_NAME, bench)
    keeping.keep(_TOKEN, name)


def _new_bench() -> Bench:
    bench = Bench(images, Design(), register())
    _use(bench, secrets.token_urlsafe(16))
    return bench
