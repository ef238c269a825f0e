"""Files are made one after the other, and nobody has two under way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from cnnviz.errors import CnnvizError
from pages.ui.session import keeping
from pages.ui.shell.pressed import one_at_a_time


def test_nobody_has_two_files_under_way_and_others_wait_for_their_turn(monkeypatch):
    begun, may_end, order = Event(), Event(), []

    def long():
        begun.set()
        may_end.wait()
        order.append("ann")
        return b"long"

    def short():
        order.append("bob")
        return b"short"

    monkeypatch.setattr(keeping, "session", lambda: "ann")
    slow, again = one_at_a_time(long), one_at_a_time(short)
    monkeypatch.setattr(keeping, "session", lambda: "bob")
    other = one_at_a_time(short)
    with ThreadPoolExecutor() as threads:
        anns = threads.submit(slow)
        assert begun.wait(60)
        bobs = threads.submit(other)
        with pytest.raises(CnnvizError, match="being made already"):
            again()
        may_end.set()
        assert (anns.result(), bobs.result()) == (b"long", b"short")
    assert order == ["ann", "bob"]
    assert again() == b"short"  # theirs is there now


def test_what_fails_does_not_stand_in_anybodys_way(monkeypatch):
    monkeypatch.setattr(keeping, "session", lambda: "ann")

    def broken():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        one_at_a_time(broken)()
    assert one_at_a_time(lambda: b"made")() == b"made"
