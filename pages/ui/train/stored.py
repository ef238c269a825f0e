"""What is trained, in the store: for a learner whose server has ended, and whom another one serves now."""

from __future__ import annotations

from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
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


class _Put(NamedTuple):
    """What a session has put into the store last: under which token, how it stood, and when."""

    token: str
    stood: Hashable
    at: float


def keep(token: str, bench: Bench) -> None:
    """Put a bench into the store if it has changed; while it trains, every `EVERY` seconds."""
    if belonging.store is None:
        return
    last: _Put | None = keeping.kept(_PUT)
    stands = _stands(bench)
    if last and last.token == token and (last.stood == stands or _is_early(bench, last)):
        return
    keeping.keep(_PUT, _Put(token, stands, monotonic()))
    if len(_waiting) < _MOST_WAITING or token in _waiting:
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
    """Put all benches into the store as they stand: the server is about to end."""
    if belonging.store is None:
        return
    for token, bench in shelf().benches():
        with suppress(StoreError):
            belonging.store.keep_run(token, pack_bench(bench), datetime.now(UTC))


def _write(token: str) -> None:
    content = _waiting.pop(token, None)
    if content is None or belonging.store is None:
        return
    with suppress(StoreError):  # the learner's own server still has it
        if content:
            belonging.store.keep_run(token, content, datetime.now(UTC))
        else:
            belonging.store.drop_run(token)


def _is_early(bench: Bench, last: _Put) -> bool:
    return bench.going and monotonic() - last.at < EVERY


def _stands(bench: Bench) -> Hashable:
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
