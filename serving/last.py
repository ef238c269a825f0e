"""What a server does last, while its connections are still open."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable

import uvicorn

#: Seconds that it may take: whoever ends the server waits.
WITHIN = 10.0


def before_end(act: Callable[[], None], within: float = WITHIN) -> None:
    """Have something done when the server has been told to end, before it closes its connections.

    Parameters
    ----------
    act
        Runs in a thread. Whatever goes wrong in it does not keep the server from ending.
    within
        Seconds.
    """
    shutdown = uvicorn.Server.shutdown

    async def end(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        try:
            async with asyncio.timeout(within):
                await asyncio.to_thread(act)
        except Exception:
            logging.getLogger(__name__).exception("what a server does last has failed")
        await shutdown(server, sockets)

    uvicorn.Server.shutdown = end
