"""How the time of reading grows with the text; what else the machine does is not counted."""

import contextlib
import gc
import time

from cnnviz.errors import CnnvizError

LONG = 100_000
MOST_RATIO = 20
"""Ten times the length takes about ten times as long in linear time, and a hundred times in quadratic."""
TRIES = 5
FLOOR = 0.01
"""Seconds; a shorter time says nothing, and quadratic time is far longer."""


def cpu_time(read, sent):
    """How long this thread takes to read something, which may be refused."""
    gc.disable()  # what it does depends on all else that is in memory
    start = time.thread_time()
    with contextlib.suppress(CnnvizError):
        read(sent)
    taken = time.thread_time() - start
    gc.enable()
    return taken


def check_linear(read, make, what, most=LONG):
    """Hold that ten times the length takes about ten times as long, and name what does not.

    Parameters
    ----------
    read : callable
        Takes what `make` gives; may refuse it with a `CnnvizError`.
    make : callable
        Takes a length, and makes what is read about as long.
    what : object
        What is read, for the message.
    most : int
        The longest length; the other is a tenth of it.
    """
    long = make(most)
    longest = cpu_time(read, long)
    if longest <= FLOOR:
        return
    short = make(most // 10)
    shortest = cpu_time(read, short)
    for _ in range(TRIES):
        if longest < MOST_RATIO * max(shortest, FLOOR / MOST_RATIO):
            return
        longest, shortest = min(longest, cpu_time(read, long)), min(shortest, cpu_time(read, short))
    raise AssertionError(f"{what}: {longest:.3f} s for {most:,}, and {shortest:.4f} s for {most // 10:,}")


def check_texts(read, special, most=LONG):
    """Hold it for texts of each piece that a reader treats specially, alone and in brackets.

    A reader that takes no text as long as `LONG` is given the longest that it takes.
    """
    for piece in special:
        for before, after in (("", ""), ("[", "]")):

            def make(length, piece=piece, before=before, after=after):
                return before + piece * (length // len(piece)) + after

            check_linear(read, make, (piece, before), most)
