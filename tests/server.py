"""The app as a server of its own, for tests that speak to it."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from serving.ports import free_port

ROOT = Path(__file__).parents[1]
#: Seconds that it may take to start; a busy machine is slow, not wrong.
PATIENCE = 60


class Server:
    """The app on a port of its own.

    `options` go to Streamlit, `settings` are environment variables, and `before` is Python that runs first,
    in the server's own process. It starts in the folder `place`. What the server writes goes to the file
    `log`, or nowhere.
    """

    place = ROOT

    def __init__(
        self,
        *options: str,
        settings: Mapping[str, str] | None = None,
        before: str = "",
        script: str = "serve.py",
        log: Path | None = None,
    ) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._folder = TemporaryDirectory()
        self._options = options
        self._settings = {"CNNVIZ_DATABASE": f"{self._folder.name}/cnnviz.db", **(settings or {})}
        self._before, self._script, self._log = before, script, log or Path(os.devnull)
        try:
            self.start()
        except RuntimeError:
            self._folder.cleanup()
            raise

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(), cwd=self.place, env={**os.environ, **self._settings}, stdout=log, stderr=log
            )
        try:
            _wait_until_up(self._process, self.address)
        except RuntimeError:
            self.stop()
            raise

    @property
    def process(self) -> int:
        """Its number."""
        return self._process.pid

    def stop(self) -> None:
        """End it, as when a machine is switched off: without a word to the browser."""
        self._process.kill()
        self._process.wait()

    def terminate(self) -> None:
        """Tell it to end, as systemd and Docker do."""
        self._process.terminate()

    def wait(self) -> None:
        """Wait until it has ended."""
        self._process.wait(PATIENCE)

    def count(self, table: str) -> int:
        """How many rows a table of its store has."""
        with closing(sqlite3.connect(self._settings["CNNVIZ_DATABASE"])) as connection:
            return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    def _command(self) -> Sequence[str]:
        arguments = ["run", self._script, f"--server.port={self.port}", *self._options]
        if not self._before:
            return [sys.executable, "-m", "streamlit", *arguments]
        code = f"{self._before}\nfrom streamlit.web.cli import main\nmain()"
        return [sys.executable, "-c", code, *arguments]


@contextmanager
def served(*options: str, kind: type[Server] = Server, **more) -> Iterator[Server]:
    """Start the app on a free port and end it, whatever happens."""
    server = kind(*options, **more)
    try:
        yield server
    finally:
        server.stop()
        server._folder.cleanup()


@contextmanager
def served_together(*settings: Mapping[str, str]) -> Iterator[list[Server]]:
    """Start several servers at the same time, each with its settings, and end them, whatever happens."""
    with ExitStack() as stack, ThreadPoolExecutor(len(settings)) as pool:

        def start(one: Mapping[str, str]) -> Server:
            return stack.enter_context(served(settings=one))

        yield list(pool.map(start, settings))


def _wait_until_up(process: subprocess.Popen, address: str) -> None:
    """Ask for the server's health, now and then for as long as it runs, until it answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError), urlopen(f"{address}/_stcore/health", timeout=1):
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            raise RuntimeError("the app ended instead of starting")
    raise RuntimeError(f"the app did not start within {PATIENCE} s")
