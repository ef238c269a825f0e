"""The whole of it: workers, the front before them, and what is said about both."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from cnnviz.errors import CnnvizError
from serving.connections import allow_many
from serving.room import addresses, telling
from serving.room.announcing import VARIABLE
from serving.room.choosing import Choosing, Place
from serving.room.front import Front
from serving.room.workers import Keeper, NeverReadyError
from serving.settings import CORES

#: The network's side of this computer, all of it.
ANYWHERE = "0.0.0.0"


class Room:
    """Serves a class from this computer.

    Parameters
    ----------
    address
        Of this computer; None for all that it has.
    port
        Of the network's side.
    workers
        How many processes answer. One needs no front: it takes connections itself.
    options
        Options for Streamlit.
    """

    def __init__(self, address: str | None, port: int, workers: int, options: list[str]) -> None:
        self._others = [] if address else addresses.found()
        self._named = address or next(iter(self._others), None) or "127.0.0.1"
        self._is_in_network = bool(address or self._others)
        self._listens_at = address or ANYWHERE, port
        self._address = addresses.url(self._named, port)
        self._has_been_visited = False
        self._places = [Place(f"w{number}") for number in range(1, workers + 1)]
        self._secret = secrets.token_hex(16) if workers > 1 else ""
        at = None if workers > 1 else self._listens_at
        self._keepers = [Keeper(place, self._settings(), options, at, say) for place in self._places]

    def _settings(self) -> dict[str, str]:
        """Give what all workers are told: the same secrets, and the address that the class types."""
        return {
            VARIABLE: self._secret,
            "CNNVIZ_WORKERS": str(len(self._places)),
            "CNNVIZ_PROCESSES": os.environ.get("CNNVIZ_PROCESSES")
            or str(min(max(1, CORES // len(self._places)), 99)),
            "CNNVIZ_ADDRESS": os.environ.get("CNNVIZ_ADDRESS") or self._address,
            "STREAMLIT_SERVER_COOKIE_SECRET": os.environ.get("STREAMLIT_SERVER_COOKIE_SECRET")
            or secrets.token_hex(32),
        }

    async def serve(self) -> int:
        """Serve until somebody stops it; give the exit status.

        Raises
        ------
        CnnvizError
            If the port cannot be had.
        """
        stopping, restore = _when_asked()
        front = Front(Choosing(self._places), self._secret, self._visited) if self._secret else None
        server = await self._listen(front) if front else None
        keeping = [asyncio.create_task(keeper.keep()) for keeper in self._keepers]
        telling_all = asyncio.create_task(self._tell())
        stopped = asyncio.create_task(stopping.wait())
        try:
            await asyncio.wait([stopped, *keeping], return_when=asyncio.FIRST_COMPLETED)
            if not stopping.is_set():
                say("A worker could not be started; what it said stands above.")
            else:
                say("Stopping.")
        finally:
            if server and front:
                server.close()
                front.close()
            for task in (telling_all, *keeping):
                task.cancel()
            ends = await asyncio.gather(*keeping, telling_all, return_exceptions=True)
            restore()
        for end in ends:
            if isinstance(end, Exception) and not isinstance(end, NeverReadyError):
                raise end
        return 1 if any(isinstance(end, NeverReadyError) for end in ends) else 0

    async def _listen(self, front: Front) -> asyncio.Server:
        allow_many()
        address, port = self._listens_at
        try:
            return await front.listen(address, port)
        except OSError as error:
            raise CnnvizError(
                f"Port {port} of {self._named} cannot be used ({error.strerror}). Does cnnviz run already? "
                f"Stop that one, or take another port: --port {port + 1}"
            ) from error

    async def _tell(self) -> None:
        """Say where it is, once all workers are ready, and whether it is reached there."""
        for keeper in self._keepers:
            await keeper.was_ready.wait()
        others = [addresses.url(one, self._listens_at[1]) for one in self._others if one != self._named]
        say(telling.welcome(self._address, others, len(self._places)))
        if not self._is_in_network:
            say(telling.nowhere())
            return
        asking = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "serving.room.reach", self._address), stdout=asyncio.subprocess.PIPE
        )
        try:
            problem, _ = await asking.communicate()
        except asyncio.CancelledError:
            with suppress(ProcessLookupError):
                asking.kill()
            raise
        say(telling.advice(self._address, self._listens_at[1], problem.decode()))

    def _visited(self, client: str, server: str) -> None:
        if not self._has_been_visited and client not in (server, "127.0.0.1"):
            self._has_been_visited = True
            say(telling.OUTSIDE)


def say(text: str) -> None:
    """Tell whoever runs the server; signs that its terminal lacks are left out."""
    encoding = sys.stdout.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)


def _when_asked() -> tuple[asyncio.Event, Callable[[], None]]:
    """Give what is set when somebody stops it, by Ctrl+C or as services end; and what ends this listening."""
    loop, stopping = asyncio.get_running_loop(), asyncio.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stopping.set)

    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]
    before = {number: signal.signal(number, stop) for number in numbers}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    return stopping, restore
