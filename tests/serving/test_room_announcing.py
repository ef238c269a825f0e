"""What a worker is told of who asks, and whom it believes."""

import asyncio
import io
import signal

import pytest
import uvicorn

from serving.connections import impatient
from serving.room.announcing import announced, line, read
from serving.room.worker import end_with
from tests import aside

SECRET = "s" * 32
#: Seconds that a test waits for what has to come; it fails then.
SOON = 20
ME, YOU = ("192.0.2.1", 8501), ("192.0.2.7", 50_000)
ASKS = b"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 9.9.9.9\r\nConnection: close\r\n\r\n"


async def tell(scope, receive, send):
    """An app that answers with whom it takes itself and its client for."""
    body = f"{scope['client']} {scope['server']}".encode()
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]}
    )
    await send({"type": "http.response.body", "body": body})


def said(request, patience=SOON):
    """Send this to a server that expects the line, and give all that it says."""

    async def ask():
        config = uvicorn.Config(tell, port=0, log_level="critical", lifespan="off")
        server = uvicorn.Server(config)
        config.load()
        inner = impatient(config.http_protocol_class, SOON, {})
        config.http_protocol_class = announced(inner, SECRET, patience)
        server.lifespan = config.lifespan_class(config)
        await server.startup()
        try:
            port = server.servers[0].sockets[0].getsockname()[1]
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            async with asyncio.timeout(SOON):
                try:
                    return await reader.read()
                except ConnectionError:
                    return b""
                finally:
                    writer.close()
        finally:
            await server.shutdown()

    return aside.run(ask())


def test_the_app_hears_whom_the_front_speaks_for_and_not_whom_a_browser_names():
    answer = said(line(SECRET, YOU, ME) + ASKS)
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(f"{YOU} {ME}".encode())


@pytest.mark.parametrize(
    "begins", [b"", line("t" * 32, YOU, ME), b"PROXY TCP4 192.0.2.7 192.0.2.1 50000 8501\r\n", b"x" * 1000]
)
def test_who_does_not_know_the_secret_is_told_nothing(begins):
    assert said(begins + ASKS) == b""


@pytest.mark.parametrize("begins", [b"", line(SECRET, YOU, ME)[:-2]])
def test_who_does_not_say_it_whole_is_not_waited_for(begins):
    assert said(begins, patience=0.1) == b""


@pytest.mark.parametrize("client", [("192.0.2.7", 50_000), ("2001:db8::7", 1)])
def test_the_line_is_read_as_it_was_written(client):
    assert read(line(SECRET, client, ME)[:-2], SECRET) == (client, ME)


@pytest.mark.parametrize("place", ["", "a b", "192.0.2", "::1%x y"])
def test_what_is_no_address_is_not_taken_for_one(place):
    assert read(line(SECRET, (place, 1), ME)[:-2], SECRET) is None


def test_a_worker_ends_when_nobody_holds_its_pipe_any_more(monkeypatch):
    raised = []
    monkeypatch.setattr(signal, "raise_signal", raised.append)
    end_with(io.BytesIO(b"whatever is said"))
    assert raised == [signal.SIGTERM]
