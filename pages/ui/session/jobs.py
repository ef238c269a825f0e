"""What becomes of long work, for whoever runs the server: how much waits, and how each piece of it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

#: How a piece of work may end; serving/watching/measures.py says what each means.
OUTCOMES: Final = ("done", "failed", "busy", "broken", "left")


class Job:
    """A piece of work.

    Attributes
    ----------
    is_begun : bool
        Whether a process was found for it.
    outcome : str
        One of `OUTCOMES`.
    """

    def __init__(self) -> None:
        self.is_begun, self.outcome = False, "left"


def _nobody(outcome: str, seconds: float) -> None:
    """Is told where nobody listens."""


#: Who is told how a piece of work ended, and after how many seconds; `serve.py` says.
tell: Callable[[str, float], None] = _nobody
_all: set[Job] = set()


@contextmanager
def noted() -> Iterator[Job]:
    """Take down a piece of work for as long as somebody waits for it."""
    job, began = Job(), monotonic()
    _all.add(job)
    try:
        yield job
    finally:
        _all.discard(job)
        tell(job.outcome, monotonic() - began)


def waiting() -> int:
    """Count the work that waits for a process."""
    return sum(not job.is_begun for job in _all.copy())
