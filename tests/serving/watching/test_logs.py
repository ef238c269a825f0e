"""A line of the log: what stands in a program, and nothing that comes from outside."""

import io
import json
import logging
import sys
from contextlib import suppress

import pytest

from serving.watching.logs import FORMS, Lines

SECRET = "Müller-7401"


@pytest.fixture(params=FORMS)
def form(request):
    return request.param


@pytest.fixture
def written(form):
    """A logger named like a library's, one named like ours, and what both write."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines(form, "a"))
    logs = [logging.getLogger(name) for name in ("library.tests", "serving.tests")]
    for log in logs:
        log.handlers, log.propagate = [handler], False
        log.setLevel(logging.DEBUG)
    yield *logs, stream.getvalue
    for log in logs:
        log.handlers = []


def put_in(log):
    log.warning("It says %s at %d", SECRET, 7401)


def made(log):
    log.warning(f"It says {SECRET}")


def joined(log):
    log.error("It says " + SECRET, extra={"page": SECRET})


def raised(log):
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        log.exception(error)
        log.exception("It failed")


def chained(log):
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as first:
            first.add_note(SECRET)
            raise RuntimeError(SECRET) from first
    except RuntimeError:
        log.exception("It failed", stack_info=True)


def in_a_group(log):
    try:
        raise ExceptionGroup(SECRET, [ValueError(SECRET)])
    except ExceptionGroup as group:
        log.error("It failed", exc_info=group)


def from_code(log):
    source = f"def f():\n    raise ValueError('{SECRET}')  # {SECRET}\nf()"
    with suppress(ValueError):
        try:
            exec(compile(source, "page.py", "exec"))
        except ValueError:
            log.exception("It failed")
            raise


@pytest.mark.parametrize(
    "write", [put_in, made, joined, raised, chained, in_a_group, from_code], ids=lambda one: one.__name__
)
def test_nothing_of_what_was_put_into_a_record_is_written(written, write):
    library, _, read = written
    write(library)
    said = read()
    assert said
    assert "7401" not in said
    assert "ller-" not in said


def test_a_line_says_when_how_grave_what_where_and_of_which_replica(written, form):
    _, ours, read = written
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        line = error.__traceback__.tb_lineno
        ours.warning("It is %s", "slow", exc_info=error, extra={"page": "kernels", "ms": 1200})
    (said,) = read().splitlines()
    if form == "json":
        told = json.loads(said)
        assert told.pop("time").endswith("+00:00")
        assert told.pop("from").startswith("test_logs:")
        place = f"tests/serving/watching/test_logs.py:{line} {sys._getframe().f_code.co_name}"
        assert told == {
            "level": "warning",
            "event": "It is %s",
            "replica": "a",
            "page": "kernels",
            "ms": 1200,
            "error": ["ValueError"],
            "at": [place],
        }
    else:
        assert " warning It is %s replica=a from=test_logs:" in said
        assert "page=kernels ms=1200 error=ValueError at=tests/serving/watching/test_logs.py:" in said


def test_a_record_is_one_line_whatever_is_in_it(written):
    library, _, read = written
    library.error("First\nsecond\r\n")
    library.error("x\u2028y")
    assert [len(line) > 0 for line in read().split("\n")] == [True, True, False]
