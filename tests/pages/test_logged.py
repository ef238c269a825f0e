"""What the server writes to its log: not more than a disk can take."""

import io
import logging

import pytest
from streamlit.logger import get_logger

from pages.ui.session import logged


@pytest.fixture
def clock(monkeypatch):
    """The time, which the test sets."""
    now = [0.0]
    monkeypatch.setattr(logged, "sparing", logged.Sparing(lambda: now[0]))
    return now


@pytest.fixture
def written(clock, adapted):
    """The lines that two of Streamlit's loggers, a new one and one that it has, have written."""

    def write(count):
        log, stream = logging.getLogger(), io.StringIO()
        for name in ("streamlit", f"tests.{id(stream)}"):
            log = get_logger("root" if name == "streamlit" else name)
            log.streamlit_console_handler.setStream(stream)
            for number in range(count):
                log.error("%s %d", name, number)
        return stream.getvalue().splitlines()

    return write


def test_few_messages_are_all_written(written):
    assert len(written(logged.MOST // 2)) == 2 * (logged.MOST // 2)


def test_of_many_in_a_minute_the_first_are_written_and_that_more_are_left_out(written, clock):
    for _ in range(2):
        lines = written(logged.MOST)
        assert len(lines) == logged.MOST + 1
        assert all("streamlit" in line for line in lines[:-1])
        assert lines[-1].endswith(logged._LEFT_OUT)
        assert written(1) == []
        clock[0] += logged._MINUTE


def test_where_one_handler_writes_the_whole_log_streamlits_loggers_leave_it_to_that(monkeypatch, adapted):
    monkeypatch.setattr(logged, "handler", logging.NullHandler())
    log = get_logger("tests.left")
    assert (log.handlers, log.propagate) == ([], True)
