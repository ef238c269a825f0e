"""A plain file server for the folder that needs no server."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, ClassVar
from urllib.parse import urlsplit


class Files(SimpleHTTPRequestHandler):
    """A plain file server, which can go away and come back, and tells no terminal."""

    refused: ClassVar[list[str]]
    sent: ClassVar[Counter[str]]
    is_gone: ClassVar[Event]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def parse_request(self) -> bool:
        """Read a request; there is no answer once the server is gone."""
        return super().parse_request() and not self.is_gone.is_set()

    def send_error(self, code: int, *more: object) -> None:
        """Note what there is no file for, and what no file server can do."""
        self.refused.append(f"{code} {self.command} {self.path}")
        super().send_error(code)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Note how many bytes a file has, and send it: whoever has it finds it counted."""
        self.sent[urlsplit(self.path).path] += source.seek(0, os.SEEK_END)
        source.seek(0)
        super().copyfile(source, outputfile)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, type[Files]]]:
    """Serve a folder's files; gives the server's address, and how it does."""
    kind = type("Served", (Files,), {"refused": [], "sent": Counter(), "is_gone": Event()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(kind, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", kind
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
