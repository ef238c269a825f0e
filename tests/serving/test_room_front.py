"""One port for several workers, with real connections."""

import asyncio
from contextlib import asynccontextmanager, suppress

import pytest

from serving.room import front as fronts
from serving.room.choosing import Choosing, Place
from serving.room.front import BUSY, Front
from tests import aside

SECRET = "s" * 32
HEAD = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
#: Seconds that a test waits for what has to come; it fails then.
SOON = 20


class Stub:
    """A worker that notes what it is told, and sends back all that it hears."""

    def __init__(self, name):
        self.place = Place(name)
        self.told, self.open, self.heard = [], 0, b""

    async def answer(self, reader, writer):
        self.open += 1
        try:
            self.told.append(await reader.readline())
            while part := await reader.read(65536):
                self.heard += part
                writer.write(part)
                await writer.drain()
        except OSError:
            pass
        finally:
            self.open -= 1
            writer.close()

    async def begin(self):
        self.server = await asyncio.start_server(self.answer, "127.0.0.1", 0)
        self.place.port = self.server.sockets[0].getsockname()[1]


@asynccontextmanager
async def room(*names, **more):
    """A front before stubs; gives its port, itself, and these."""
    stubs = [Stub(name) for name in names]
    for stub in stubs:
        await stub.begin()
    front = Front(Choosing([stub.place for stub in stubs]), SECRET, **more)
    server = await front.listen("127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], front, stubs
    finally:
        server.close()
        front.close()
        for stub in stubs:
            stub.server.close()


def run(test):
    """Run a test, which may take a while and no more."""

    async def bounded():
        async with asyncio.timeout(SOON):
            await test()

    aside.run(bounded())


async def end_of(reader):
    """Wait until the other side has ended a connection, on which nothing comes before."""
    with suppress(ConnectionError):
        assert await reader.read(1) == b""


async def until(condition):
    while not condition():
        await asyncio.sleep(0)


def test_all_bytes_pass_both_ways_and_a_connection_stays_with_its_worker():
    async def test():
        async with room("w1", "w2") as (port, _, stubs):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            first = b"GET / HTTP/1.1\r\nCookie: cnnviz_replica=w2\r\n\r\n"
            body = bytes(range(256)) * 12_000
            second = b"GET / HTTP/1.1\r\nCookie: cnnviz_replica=w1\r\n\r\n"
            writer.write(first + body + second)
            all_of_it = first + body + second
            assert await reader.readexactly(len(all_of_it)) == all_of_it
            assert (len(stubs[0].told), len(stubs[1].told)) == (0, 1)
            assert stubs[1].place.connections == 1
            writer.close()
            await until(lambda: stubs[1].place.connections == 0 and stubs[1].open == 0)

    run(test)


def test_a_head_may_come_in_pieces():
    async def test():
        async with room("w1", "w2") as (port, _, stubs):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            for part in (b"GET / HTTP/1.1\r\nCookie: cnnviz_", b"replica=w2\r\n\r", b"\n"):
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(0)
            await reader.readuntil(b"\r\n\r\n")
            assert len(stubs[1].told) == 1
            writer.close()

    run(test)


def test_a_worker_is_told_who_asks_whatever_a_browser_says_of_itself():
    async def test():
        async with room("w1") as (port, _, [stub]):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=("127.0.0.2", 0))
            said = f"{SECRET} PROXY TCP4 9.9.9.9 9.9.9.9 1 2\r\n\r\n".encode()
            writer.write(said)
            await reader.readexactly(len(said))
            own = writer.get_extra_info("sockname")[1]
            assert stub.told == [f"{SECRET} PROXY TCP4 127.0.0.2 127.0.0.1 {own} {port}\r\n".encode()]
            writer.close()

    run(test)


@pytest.mark.parametrize("said", [b"", HEAD[:-2]])
def test_half_a_head_does_not_keep_a_connection(said):
    async def test():
        async with room("w1", patience=0.1) as (port, front, [stub]):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(said)
            await end_of(reader)
            assert not front.open
            assert not stub.told
            writer.close()

    run(test)


def test_a_connection_that_is_passed_on_may_be_silent_for_longer():
    async def test():
        async with room("w1", patience=0.3) as (port, front, _):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HEAD)
            await reader.readexactly(len(HEAD))
            idle, other = await asyncio.open_connection("127.0.0.1", port)
            await end_of(idle)  # meanwhile one that says nothing is cut
            other.close()
            writer.write(b"more")
            assert await reader.readexactly(4) == b"more"
            assert len(front.open) == 1
            writer.close()

    run(test)


def test_more_connections_than_allowed_are_ended_at_once():
    async def test():
        async with room("w1", most=2) as (port, front, _):
            kept = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
            await until(lambda: len(front.open) == 2)
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            await end_of(reader)
            for _, one in [*kept, (reader, writer)]:
                one.close()
            await until(lambda: not front.open)

    run(test)


def test_one_address_has_its_share_of_them(monkeypatch):
    monkeypatch.setattr(fronts, "MOST_OF_ONE", 1)

    async def test():
        async with room("w1") as (port, front, _):
            kept = await asyncio.open_connection("127.0.0.1", port)
            await until(lambda: len(front.open) == 1)
            reader, more = await asyncio.open_connection("127.0.0.1", port)
            await end_of(reader)
            _, other = await asyncio.open_connection("127.0.0.1", port, local_addr=("127.0.0.2", 0))
            await until(lambda: len(front.open) == 2)
            for one in (kept[1], more, other):
                one.close()
            await until(lambda: not front.open)
            assert not front.by_address

    run(test)


def test_who_does_not_read_makes_the_worker_wait_and_misses_nothing():
    async def test():
        async with room("w1") as (port, front, _):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
            sent = HEAD + bytes(20_000_000)  # all of it comes back, more than the system holds
            writer.write(sent)
            await until(lambda: any(one.other and not one.other.transport.is_reading() for one in front.open))
            (one,) = front.open
            assert one.transport.get_write_buffer_size() < 1_000_000
            assert await reader.readexactly(len(sent)) == sent
            writer.close()

    run(test)


def test_a_worker_that_is_gone_is_passed_over_and_with_none_a_sentence_comes():
    async def test():
        async with room("w1", "w2") as (port, _, stubs):
            gone = b"GET / HTTP/1.1\r\nCookie: cnnviz_replica=w1\r\n\r\n"
            stubs[0].server.close()
            await stubs[0].server.wait_closed()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(gone)
            assert await reader.readexactly(len(gone)) == gone
            assert len(stubs[1].told) == 1
            assert stubs[0].place.connections == 0
            writer.close()
            stubs[1].place.port = 0
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(gone)
            assert await reader.read() == BUSY
            writer.close()

    run(test)


def test_a_worker_that_ends_ends_its_connections():
    async def test():
        async with room("w1") as (port, front, _):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HEAD)
            await reader.readexactly(len(HEAD))
            writer.write_eof()  # so the stub closes
            assert await reader.read() == b""
            await until(lambda: not front.open)
            writer.close()

    run(test)


def test_whoever_comes_is_noticed():
    async def test():
        seen = []
        async with room("w1", on_visit=lambda *both: seen.append(both)) as (port, _, _stubs):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=("127.0.0.3", 0))
            writer.write(HEAD)
            await reader.readexactly(len(HEAD))
            writer.close()
        assert seen == [("127.0.0.3", "127.0.0.1")]

    run(test)


def test_a_head_without_end_is_the_workers_to_refuse(monkeypatch):
    monkeypatch.setattr(fronts, "LONGEST", 100)

    async def test():
        async with room("w1") as (port, _, [stub]):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"x" * 101)
            assert await reader.readexactly(101) == b"x" * 101
            assert len(stub.told) == 1
            writer.close()

    run(test)
