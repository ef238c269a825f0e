"""Worker processes: started, started anew when one dies, and ended with the front."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from serving.ports import free_port
from serving.room.announcing import VARIABLE, line
from serving.room.choosing import Place
from serving.room.worker import WATCHED

HERE: Final = Path(__file__).resolve().parents[2]
#: Seconds that a worker may take to start, and to end before it is ended.
STARTING, ENDING = 120.0, 10.0
#: Seconds before one that died is started anew; twice as long each time that it dies before it was ready.
REST, LONGEST_REST = 0.5, 30.0
#: One of its own group: what is pressed in the terminal is for the front, which then ends the workers.
_APART: Final[dict[str, int | bool]] = (
    {"start_new_session": True} if os.name != "nt" else {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}  # type: ignore[attr-defined]
)


class NeverReadyError(Exception):
    """A worker has ended before it ever answered; it has said why."""


class Keeper:
    """Keeps one worker running.

    Parameters
    ----------
    place
        Where it listens; written here.
    settings
        Its environment.
    options
        Options for Streamlit.
    listens_at
        The address and port that it takes connections at; None for a free port of 127.0.0.1.
    say
        Tells whoever runs the server.
    """

    def __init__(
        self,
        place: Place,
        settings: Mapping[str, str],
        options: list[str],
        listens_at: tuple[str, int] | None,
        say: Callable[[str], None],
    ) -> None:
        self.place = place
        self._settings = {**settings, "CNNVIZ_REPLICA": place.name, WATCHED: "1"}
        self._options, self._listens_at, self._say = options, listens_at, say
        self._process: asyncio.subprocess.Process | None = None
        self.was_ready = asyncio.Event()

    async def keep(self) -> None:
        """Start the worker, and start it anew whenever it dies, until this is cancelled.

        Raises
        ------
        NeverReadyError
            If it ended before it was ready for the first time.
        """
        rest = REST
        try:
            while True:
                status = await self._run_again()
                if not self.was_ready.is_set():
                    raise NeverReadyError
                rest = REST if self.place.port else min(2 * rest, LONGEST_REST)
                self.place.port = 0
                self._say(f"Worker {self.place.name} ended unexpectedly ({status}). It is started anew.")
                await asyncio.sleep(rest)
        finally:
            self.place.port = 0
            await self._end()

    async def _run_again(self) -> int | str:
        """Run it once; where the system has no room for a process just now, give what it says."""
        try:
            return await self._run_once()
        except OSError as error:
            if not self.was_ready.is_set():
                raise
            return str(error.strerror)

    async def _run_once(self) -> int:
        """Start it, tell when it is ready, and wait for its end; give its exit status."""
        address, port = self._listens_at or ("127.0.0.1", free_port())
        command = ["-m", "streamlit", "run", "serve.py", f"--server.address={address}"]
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, *command, f"--server.port={port}", *self._options),
            cwd=HERE,
            env={**os.environ, **self._settings},
            stdin=asyncio.subprocess.PIPE,
            **_APART,  # type: ignore[arg-type]
        )
        ended = asyncio.create_task(self._process.wait())
        ready = asyncio.create_task(self._until_ready("127.0.0.1" if address == "0.0.0.0" else address, port))
        try:
            await asyncio.wait([ended, ready], return_when=asyncio.FIRST_COMPLETED)
            if ready.done() and ready.result():
                self.place.port = port
                if self.was_ready.is_set():
                    self._say(f"Worker {self.place.name} is back.")
                self.was_ready.set()
            status = await ended
            _end_group(self._process.pid)
            return status
        finally:
            ready.cancel()
            ended.cancel()

    async def _until_ready(self, address: str, port: int) -> bool:
        """Ask until it answers; one that does not in time is ended, and this is false."""
        secret = self._settings.get(VARIABLE)
        me = address, port
        asks = b"GET /_stcore/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        try:
            async with asyncio.timeout(STARTING):
                while not await _answers(me, (line(secret, me, me) if secret else b"") + asks):
                    await asyncio.sleep(0.1)
        except TimeoutError:
            assert self._process is not None
            self._process.kill()
            return False
        return True

    async def _end(self) -> None:
        """End it: its standard input closes, and it sees to the rest; or, if it does not, by force."""
        if self._process is None or self._process.returncode is not None:
            return
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(ENDING):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        _end_group(self._process.pid)


async def _answers(at: tuple[str, int], asks: bytes) -> bool:
    """Whether a server answers with 200."""
    try:
        reader, writer = await asyncio.open_connection(*at)
    except OSError:
        return False
    try:
        writer.write(asks)
        return b" 200 " in await reader.readline()
    except OSError:
        return False
    finally:
        writer.close()


def _end_group(number: int) -> None:
    """End what a worker that has ended started and left behind, where the system knows groups."""
    if os.name != "nt":
        with suppress(ProcessLookupError, PermissionError):  # macOS says the second of a group that is gone
            os.killpg(number, signal.SIGKILL)
