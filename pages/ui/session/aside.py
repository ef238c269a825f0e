"""Long work on a page, done elsewhere: it ends when the learner goes on to something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from streamlit.runtime.scriptrunner_utils.script_run_context import get_run_yield_check, get_script_run_ctx

from pages.ui.session import elsewhere, turns

Made = TypeVar("Made")


def aside(function: Callable[..., Made], *values: Any) -> Made:
    """Give what a function gives, computed by another process; the page waits, and nobody else does.

    What it is called with and what it gives are copied, so they hold numbers and no page. A newer run of the
    page, or the end of the session, ends the waiting; so what is cached is one such call, and not several.
    A session has one work done at a time. It is not for callbacks, of which nothing would be left.

    Raises
    ------
    RefusedError
        As `elsewhere.run`; the page shows it where this part of it would stand, see `faults.guarded`.
    """
    context = get_script_run_ctx(suppress_warning=True)
    look = get_run_yield_check() or (lambda: None)
    with turns.given_back():
        return elsewhere.run(function, *values, look=look, who=context and context.session_id)
