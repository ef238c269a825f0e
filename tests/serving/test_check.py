"""The addresses that the page on what a network lets through tries; the page itself is tried in a browser."""

import asyncio
import json

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from serving import check
from serving.check import COOKIE, MESSAGE, MESSAGES, SOCKETS, UPLOAD, UPLOADS
from tests import aside
from tests.serving.asgi import ask


@pytest.fixture
def app():
    return Starlette(routes=check.routes(""))


def test_the_page_and_its_parts_name_each_other(app):
    page = ask(app, "/check")
    assert page.headers["content-type"].startswith("text/html")
    text = page.body.decode()
    for part, kind in (("check/check.js", "text/javascript"), ("check/check.css", "text/css")):
        assert f'"{part}"' in text
        answer = ask(app, f"/{part}")
        assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, kind)
    assert "--ink: light-dark" in answer.body.decode(), "the tokens come along"
    assert f'data-upload="{UPLOAD}" data-message="{MESSAGE}"' in text
    assert ask(app, "/check/check.html").status == 404


def test_it_lies_under_the_path_that_the_app_lies_under():
    app = Starlette(routes=check.routes("school"))
    assert ask(app, "/school/check").status == 200
    assert ask(app, "/check").status == 404


def test_a_cookie_comes_back_if_it_gets_through(app):
    first = ask(app, "/check/cookie")
    drawn = json.loads(first.body)["next"]
    assert json.loads(first.body)["came"] == ""
    assert first.headers["set-cookie"].startswith(f"{COOKIE}={drawn};")
    assert "path=/check/cookie" in first.headers["set-cookie"].lower()
    assert json.loads(ask(app, "/check/cookie", cookie=f"{COOKIE}={drawn}").body)["came"] == drawn


def test_the_name_is_the_one_that_is_asked_for(app):
    assert json.loads(ask(app, "/check/name", host="proxy.example:81").body) == {"host": "proxy.example:81"}


@pytest.mark.parametrize(
    ("count", "status"), [(0, 200), (UPLOAD, 200), (UPLOAD + 1, 413), (10 * UPLOAD, 413)]
)
def test_an_upload_is_counted_up_to_its_bound(app, count, status):
    chunk = bytes(1024**2)
    chunks = [chunk] * (count // len(chunk)) + [chunk[: count % len(chunk)]]
    answer = ask(app, "/check/upload", method="POST", chunks=chunks)
    assert answer.status == status
    assert status != 200 or json.loads(answer.body) == {"bytes": count}


def test_only_so_many_are_tried_at_a_time(app):
    async def asked():
        begun, statuses, reading = asyncio.Event(), [], []

        async def one(waits):
            async def receive():
                if waits:
                    reading.append(receive)
                    await begun.wait()
                return {"type": "http.request", "body": b"", "more_body": False}

            async def send(message):
                statuses.append(message.get("status"))

            scope = {"type": "http", "method": "POST", "path": "/check/upload", "headers": []}
            await app({**scope, "query_string": b"", "root_path": ""}, receive, send)

        waiting = [asyncio.create_task(one(True)) for _ in range(UPLOADS)]
        while len(reading) < UPLOADS:
            await asyncio.sleep(0)
        await one(False)
        begun.set()
        await asyncio.gather(*waiting)
        await one(False)
        return [status for status in statuses if status]

    assert aside.run(asked()) == [429, *[200] * (UPLOADS + 1)]


class Socket:
    """A WebSocket that says some messages, and then has gone."""

    def __init__(self, *messages):
        self.messages, self.sent = list(messages), []

    async def receive(self):
        if len(self.sent) == 0:
            return {"type": "websocket.connect"}
        if not self.messages:
            return {"type": "websocket.disconnect", "code": 1001}
        return {"type": "websocket.receive", "text": self.messages.pop(0)}

    async def send(self, message):
        self.sent.append(message)

    def opened_by(self, app):
        scope = {"type": "websocket", "path": "/check/socket", "headers": [], "query_string": b""}
        aside.run(app({**scope, "root_path": "", "subprotocols": []}, self.receive, self.send))
        return [one.get("text", one["type"]) for one in self.sent]


def test_a_few_messages_come_back_and_then_the_connection_ends(app):
    messages = ["there?", "x" * MESSAGE, "y" * (MESSAGE + 5), *"abc"]
    assert Socket(*messages).opened_by(app) == [
        "websocket.accept",
        *(text[:MESSAGE] for text in messages[:MESSAGES]),
        "websocket.close",
    ]


def test_who_goes_early_is_let_go(app):
    assert Socket("there?").opened_by(app) == ["websocket.accept", "there?"]


def test_so_many_connections_are_open_at_a_time(app):
    (route,) = (route for route in app.routes if isinstance(route, WebSocketRoute))

    async def crowd():
        accepted, going = [], asyncio.Event()

        class Waiting:
            async def accept(self):
                accepted.append(self)

            async def receive_text(self):
                await going.wait()
                raise KeyError

            async def close(self):
                self.is_refused = True

        tasks = [asyncio.create_task(route.endpoint(Waiting())) for _ in range(SOCKETS)]
        while len(accepted) < SOCKETS:
            await asyncio.sleep(0)
        one_more = Waiting()
        await route.endpoint(one_more)
        going.set()
        await asyncio.gather(*tasks)
        later = Waiting()
        await route.endpoint(later)
        return one_more.is_refused, one_more in accepted, later in accepted

    assert aside.run(crowd()) == (True, False, True)
