"""How long the body of a request may take."""

import asyncio

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from serving.timing import SLOW, Timed
from tests.serving.asgi import ask

SOON = 0.05


async def count(scope, receive, send):
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


def test_a_body_that_comes_is_read():
    assert ask(Timed(count), method="PUT", chunks=(b"abc", b"de")).body == b"5"


@pytest.mark.parametrize("chunks", [(None,), (b"abc", None)])
def test_a_body_that_stops_coming_is_answered_by_a_sentence_and_ends_the_connection(chunks):
    answer = ask(Timed(count, pause=SOON), method="PUT", chunks=chunks)
    assert (answer.status, answer.body.decode(), answer.headers["connection"]) == (408, SLOW, "close")


def test_a_body_in_drops_ends_as_well():
    answer = ask(Timed(count, whole=SOON), method="PUT", chunks=(b"x",) * 100_000)
    assert answer.status == 408


def test_waiting_for_a_client_to_leave_is_no_slowness():
    async def waits(scope, receive, send):
        await receive()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(3 * SOON):
                await receive()
        await PlainTextResponse("ok")(scope, receive, send)

    assert ask(Timed(waits, pause=SOON)).body == b"ok"


def test_a_websocket_has_all_the_time():
    async def waits(scope, receive, send):
        await asyncio.sleep(2 * SOON)
        await receive()
        await PlainTextResponse("ok")(scope, receive, send)

    assert ask(Timed(waits, pause=SOON, whole=SOON), kind="websocket").body == b"ok"
