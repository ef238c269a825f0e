"""Whether a process is alive, and whether it should be sent learners."""

import asyncio
import json
import signal
import socket
import threading
import time
from contextlib import closing

import pytest
from starlette.applications import Starlette
from starlette.routing import Router

import store
from serving import health, stack
from serving.draining import Draining
from serving.health import CLOSED, ENDING, LATE, Ready
from serving.hosts import KnownHosts
from serving.settings import Settings
from store.faults import GONE
from tests import aside
from tests.server import PATIENCE, served
from tests.serving.asgi import ask
from tests.serving.test_served import get


class Kept:
    """A store that answers when it is let, and counts how often it is asked."""

    def __init__(self, error=None):
        self.error, self.asked = error, 0
        self.may = threading.Event()
        self.may.set()

    def reach(self):
        self.asked += 1
        self.may.wait(PATIENCE)
        if self.error:
            raise self.error


def answer(ready, path="/readyz", **more):
    said = ask(Router(health.routes(ready, "")), path, **more)
    assert said.headers["cache-control"] == "no-store"
    return said.status, json.loads(said.body)


def test_a_process_is_ready_if_its_store_can_be_read():
    kept = Kept()
    assert answer(Ready(Draining(1), kept, is_named=True)) == (200, {"ready": True, "reasons": []})
    assert kept.asked == 1


def test_a_store_that_cannot_be_reached_is_a_reason(tmp_path):
    file = tmp_path / "classes.db"
    with closing(store.open(str(file))) as opened:
        file.unlink()
        ready = Ready(Draining(1), opened, is_named=True)
        assert answer(ready) == (503, {"ready": False, "reasons": [GONE]})
        assert answer(ready, "/healthz") == (200, {"alive": True})
    assert str(tmp_path) not in GONE


def test_a_store_that_could_not_be_opened_is_a_reason_if_one_was_named():
    assert answer(Ready(Draining(1), None, is_named=True)) == (503, {"ready": False, "reasons": [CLOSED]})
    assert answer(Ready(Draining(1), None, is_named=False))[0] == 200


def test_a_store_that_does_not_answer_holds_nobody_up():
    kept = Kept()
    kept.may.clear()
    ready = Ready(Draining(1), kept, is_named=True, within=0.01)
    try:
        assert answer(ready) == (503, {"ready": False, "reasons": [LATE]})
    finally:
        kept.may.set()


def test_the_store_is_asked_once_by_all_who_ask_together_or_soon_after():
    kept = Kept()

    async def many(ready):
        together = await asyncio.gather(*(ready.reasons() for _ in range(50)))
        return [*together, await ready.reasons()]

    assert aside.run(many(Ready(Draining(1), kept, is_named=True, holds=600))) == [[]] * 51
    assert kept.asked == 1


def test_the_store_is_asked_anew_when_its_answer_is_old():
    kept = Kept()

    async def twice(ready):
        first = await ready.reasons()
        kept.error = store.StoreError(GONE)
        return first, await ready.reasons()

    assert aside.run(twice(Ready(Draining(1), kept, is_named=True, holds=0))) == ([], [GONE])


def checked(host, path="/healthz"):
    app = Router(health.routes(Ready(Draining(1), None, is_named=False), ""))
    return ask(KnownHosts(app, checked=["/healthz"]), path, host=host).status


@pytest.mark.parametrize("host", ["10.1.2.3:8501", "[fd00::5]:80", ""])
def test_whoever_checks_health_by_any_address_is_answered_and_sees_nothing_else(host):
    assert checked(host) == 200
    assert checked(host, "/") == 400


def test_health_is_not_told_to_a_name_that_is_not_the_servers():
    assert checked("rebound.example") == 400


def test_health_lies_where_the_app_lies():
    settings, ready = Settings(), Ready(Draining(1), None, is_named=False)
    app = Starlette(
        routes=health.routes(ready, "school"), middleware=stack.middleware(settings, "school", {})
    )
    assert [ask(app, path, host="10.1.2.3").status for path in ("/school/readyz", "/readyz")] == [200, 400]


def get_by(server, host, path):
    """Ask as one does who sends the Host that is given, or none."""
    said = f"GET {path} HTTP/1.0\r\n" + (f"Host: {host}\r\n" if host else "") + "\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
        line.sendall(said.encode())
        return line.makefile("rb").readline().split()[1]


def test_a_server_that_is_told_to_end_says_so_before_it_does():
    with served(settings={"CNNVIZ_DRAIN": "600"}) as server:
        assert get(server, "/healthz")[0] == 200
        assert get_by(server, "10.1.2.3", "/readyz") == b"200"
        assert get_by(server, "", "/readyz") == b"200"
        server.terminate()
        while (said := get(server, "/readyz"))[0] == 200:
            time.sleep(0.02)
        assert json.loads(said[2]) == {"ready": False, "reasons": [ENDING]}
        assert get(server, "/healthz")[0] == 200  # who is there is still served
        server.terminate()  # a second time: now
        server.wait()


def test_a_server_ends_at_once_unless_told_otherwise_and_at_a_second_signal():
    ended = []

    def end(number, frame):
        ended.append(number)

    at_once, later = Draining(0), Draining(600)
    at_once.end(end, signal.SIGTERM, None)
    assert (ended, at_once.is_on) == ([signal.SIGTERM], True)
    later.end(end, signal.SIGTERM, None)
    assert (ended, later.is_on) == ([signal.SIGTERM], True)
    later.end(end, signal.SIGTERM, None)
    assert ended == [signal.SIGTERM] * 2


def test_a_server_that_answers_for_some_seconds_more_ends_by_itself():
    ended = threading.Event()
    Draining(0.01).end(lambda number, frame: ended.set(), signal.SIGTERM, None)
    assert ended.wait(60)
