"""What is written within one turn of the loop goes to the system together."""

import asyncio

from serving.gathered import MOST, Gathered, gathering
from tests import aside


class Connection:
    """Takes down what it is asked for."""

    def __init__(self):
        self.said = []

    def write(self, data):
        self.said.append(data)

    def close(self):
        self.said.append("closed")

    def is_closing(self):
        return "closed" in self.said


class Protocol(asyncio.Protocol):
    """One of uvicorn's."""

    def __init__(self):
        self.loop = asyncio.get_running_loop()

    def connection_made(self, transport):
        self.transport = transport


def test_writes_of_one_turn_are_one_and_the_next_turn_has_its_own():
    async def run():
        connection, protocol = Connection(), gathering(Protocol)()
        protocol.connection_made(connection)
        protocol.transport.write(b"a")
        protocol.transport.write(b"b")
        assert connection.said == []
        await asyncio.sleep(0)
        assert connection.said == [b"ab"]
        protocol.transport.write(b"c")
        await asyncio.sleep(0)
        assert connection.said == [b"ab", b"c"]

    aside.run(run())


def test_before_it_is_closed_all_is_written():
    async def run():
        connection = Connection()
        gathered = Gathered(connection, asyncio.get_running_loop())
        gathered.write(b"a")
        gathered.close()
        assert connection.said == [b"a", "closed"]
        assert gathered.is_closing()
        await asyncio.sleep(0)
        assert connection.said == [b"a", "closed"]

    aside.run(run())


def test_what_is_large_does_not_wait():
    async def run():
        connection = Connection()
        gathered = Gathered(connection, asyncio.get_running_loop())
        gathered.write(b"a")
        gathered.write(bytes(MOST))
        assert [len(part) for part in connection.said] == [MOST + 1]
        await asyncio.sleep(0)
        assert len(connection.said) == 1

    aside.run(run())
