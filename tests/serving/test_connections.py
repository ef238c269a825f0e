"""Connections: how many there can be, and how long one may say nothing whole."""

import asyncio
from math import inf

import pytest
import uvicorn

from serving.connections import AT_ONCE, allow_many, impatient
from tests import aside

WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
HALF = WHOLE[:-2]
PATIENCE = 0.2


class Limits:
    """What the system allows, as the module `resource` tells it."""

    RLIMIT_NOFILE, RLIM_INFINITY = 7, -1

    def __init__(self, soft, hard, really=inf):
        self.now, self.really = (soft, hard), really

    def getrlimit(self, _):
        return self.now

    def setrlimit(self, _, limits):
        if limits[0] > self.really:
            raise ValueError
        self.now = limits


@pytest.mark.parametrize(
    ("soft", "hard", "really", "then"),
    [
        (1024, 1_048_576, inf, 65_536),
        (1024, 4096, inf, 4096),
        (256, -1, 10_240, 10_240),  # macOS
        (256, 256, inf, 256),
        (100_000, 1_048_576, inf, 100_000),
        (-1, -1, inf, -1),
        (256, 100_000, 300, 256),  # none of those that are asked for
    ],
)
def test_as_many_descriptors_are_allowed_as_the_system_will(soft, hard, really, then):
    limits = Limits(soft, hard, really)
    allow_many(limits)
    assert limits.now == (then, hard)


def test_where_there_is_no_limit_none_is_raised():
    allow_many(None)


async def answer(scope, receive, send):
    """An app that takes longer than a request may."""
    await asyncio.sleep(1.5 * PATIENCE)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


def speak(*texts, app=answer):
    """Say something over one connection, after each answer the next; give all that comes until it ends."""

    async def run():
        config = uvicorn.Config(app, log_config=None, lifespan="off", timeout_keep_alive=60)
        config.load()
        config.http_protocol_class = impatient(config.http_protocol_class, PATIENCE, {"X-Says": "it"})
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        loop = asyncio.get_running_loop()
        listening = await loop.create_server(
            lambda: config.http_protocol_class(config=config, server_state=server.server_state, app_state={}),
            "127.0.0.1",
            0,
        )
        reader, writer = await asyncio.open_connection(*listening.sockets[0].getsockname())
        heard = b""
        for text in texts:
            writer.write(text)
            if text == WHOLE:
                heard += await reader.readuntil(b"ok")
        async with asyncio.timeout(20):
            heard += await reader.read()
        writer.close()
        await writer.wait_closed()
        listening.close()
        await listening.wait_closed()
        return heard

    return aside.run(run())


@pytest.mark.parametrize("said", [b"", b"G", HALF])
def test_a_connection_that_says_nothing_whole_is_ended(said):
    assert speak(said) == b""


def test_an_answer_may_take_longer_and_half_a_request_after_it_ends_the_connection():
    assert speak(WHOLE, HALF).count(b"200 OK") == 1


def test_what_is_no_request_is_told_so_with_all_headers():
    heard = speak(b"NONSENSE\r\n\r\n")
    assert heard.startswith(b"HTTP/1.1 400 ")
    assert b"X-Says: it\r\n" in heard
    assert heard.endswith(b"\r\n\r\n")


def test_bytes_one_by_one_buy_no_time():
    async def run():
        protocol_class = impatient(Parrot, PATIENCE, {})
        loop = asyncio.get_running_loop()
        listening = await loop.create_server(protocol_class, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*listening.sockets[0].getsockname())
        began = loop.time()
        ended = asyncio.create_task(reader.read())
        while not ended.done():
            writer.write(b"x")
            await asyncio.wait([ended], timeout=PATIENCE / 4)
            assert loop.time() - began < 100 * PATIENCE
        writer.close()
        listening.close()

    aside.run(run())


class Parrot(asyncio.Protocol):
    """A protocol that never finds a request whole."""

    cycle = None

    def __init__(self):
        self.loop = asyncio.get_running_loop()

    def connection_made(self, transport):
        self.transport = transport


def test_of_one_connection_little_is_read_before_the_others_have_their_turn():
    async def run():
        made, read, whole = [], [], 100 * AT_ONCE

        class Counting(Parrot):
            def data_received(self, data):
                read.append(len(data))

        def make():
            made.append(impatient(Counting, PATIENCE, {})())
            return made[0]

        loop = asyncio.get_running_loop()
        listening = await loop.create_server(make, "127.0.0.1", 0)
        _, writer = await asyncio.open_connection(*listening.sockets[0].getsockname())
        writer.write(bytes(whole // 2))
        while sum(read) < whole // 2:
            await asyncio.sleep(0)
        made[0].transport.set_protocol(Counting())  # as where it becomes a WebSocket
        writer.write(bytes(whole // 2))
        while sum(read) < whole:
            await asyncio.sleep(0)
        writer.close()
        listening.close()
        return read

    assert max(aside.run(run())) <= AT_ONCE
