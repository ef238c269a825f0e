"""A worker's side: it believes the front alone, and ends when the front has gone."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Mapping
from threading import Thread
from typing import BinaryIO

import uvicorn

from serving.connections import PATIENCE
from serving.room.announcing import VARIABLE, announced

#: The variable that says that somebody holds the other end of this process's standard input.
WATCHED = "CNNVIZ_WATCHED"


def adapt(environment: Mapping[str, str]) -> None:
    """Change a server that is a worker, before it begins to listen; leave any other as it is.

    To be called before `serving.connections.adapt`, whose protocol is then asked behind the line.
    """
    if secret := environment.get(VARIABLE):
        _believe(secret)
    if environment.get(WATCHED):
        Thread(target=end_with, args=[sys.stdin.buffer], daemon=True).start()
        for name in ("uvicorn.error", "uvicorn.access"):  # whoever started it reads what the front says
            logging.getLogger(name).setLevel(logging.WARNING)


def end_with(pipe: BinaryIO) -> None:
    """End this process when the other end of a pipe closes, as it does however that process ends.

    It works alike on Windows, where no signal asks a process to end.
    """
    while pipe.read(1024):
        pass
    signal.raise_signal(signal.SIGTERM)


def _believe(secret: str) -> None:
    startup = uvicorn.Server.startup

    async def begin(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        config = server.config
        config.http_protocol_class = announced(config.http_protocol_class, secret, PATIENCE)
        await startup(server, sockets)

    uvicorn.Server.startup = begin
