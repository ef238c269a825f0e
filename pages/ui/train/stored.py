"""What is trained, in the store: for a learner whose server has ended, and whom another one serves now."""

from __future__ import annotations

from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime
from threading import Event
from time import monotonic
from typing import Final, NamedTuple

from cnnviz.live import Bench
from cnnviz.live.bench_state import pack_bench, unpack_bench
from pages.ui.classifier.images import images
from pages.ui.session import belonging, keeping
from pages.ui.train.register import register, shelf
from store import StoreError

#: Seconds from one time that a run which trains is put into the store to the next: as much may be lost.
EVERY: Final = 10.0
#: Benches that wait to be written, at most: if the store is slow, those of others are left out.
_MOST_WAITING: Final = 100
_PUT: Final = "bench_put"
_waiting: dict[str, bytes] = {}
_writer = ThreadPoolExecutor(1, thread_name_prefix="runs")
_ends = Event()


class _Put(NamedTuple):
    """What a session has put into the store last: under which token, how it stood, and when."""

    token: str
    stood: tuple[Hashable, ...]
    at: float


def keep(token: str, bench: Bench) -> None:
    """Put a bench into the store if it has changed; while it trains, every `EVERY` seconds."""
    if belonging.store is None:
        return
    last: _Put | None = keeping.kept(_PUT)
    stands = _stands(bench)
    if last and last.token == token and (last.stood == stands or _is_early(bench, stands, last)):
        return
    if len(_waiting) >= _MOST_WAITING and token not in _waiting:
        return
    keeping.keep(_PUT, _Put(token, stands, monotonic()))
    _waiting[token] = pack_bench(bench)  # in place of an older one that still waits
    _writer.submit(_write, token)


def drop(token: str, bench: Bench) -> None:
    """Take a bench out of the store: there is nothing to lose in it."""
    last: _Put | None = keeping.kept(_PUT)
    if last and last.token == token and not bench.is_given_away:
        keeping.keep(_PUT, None)
        _waiting[token] = b""
        _writer.submit(_write, token)


def find(token: str) -> Bench | None:
    """Make the bench that another server, or this one before a restart, has put into the store."""
    if belonging.store is None:
        return None
    try:
        content = belonging.store.kept_run(token, datetime.now(UTC))
    except StoreError:
        return None
    return unpack_bench(content, images, register()) if content else None


def keep_all() -> None:
    """Put all benches into the store as they stand: the server is about to end.

    They go the way of all others, so that none that waits there is written after them. If the store cannot be
    reached, no other is tried.
    """
    if belonging.store is None:
        return
    _ends.set()
    try:
        queued = []
        for token, bench in shelf().benches():
            _waiting[token] = pack_bench(bench)
            queued.append(_writer.submit(_write, token))
        wait(queued)
    finally:
        _ends.clear()


def _write(token: str) -> None:
    content = _waiting.pop(token, None)
    if content is None or belonging.store is None:
        return
    try:
        if content:
            belonging.store.keep_run(token, content, datetime.now(UTC))
        else:
            belonging.store.drop_run(token)
    except StoreError:  # the learner's own server still has it, unless that ends
        if _ends.is_set():
            _waiting.clear()


def _is_early(bench: Bench, stands: tuple[Hashable, ...], last: _Put) -> bool:
    """Whether the same run trains on, and was put into the store a moment ago."""
    return bench.going and stands[0] == last.stood[0] and monotonic() - last.at < EVERY


def _stands(bench: Bench) -> tuple[Hashable, ...]:
    """Tell one state of a bench from another."""
    run, kept, sweep = bench.run, bench.kept, bench.sweep
    return (
        id(run),
        len(run.history.losses),
        id(kept),
        id(sweep),
        len(sweep.marks) if sweep else 0,
        bench.going,
    )
