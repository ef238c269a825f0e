"""The app's processes for benchmarks, an nginx in front of several, and what they take of the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from serving.ports import free_port

ROOT = Path(__file__).parents[1]
#: Seconds that a program may take to start; a busy machine is slow, not wrong.
PATIENCE = 60.0
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Process(NamedTuple):
    """A program that runs: where it answers, such as ``127.0.0.1:8501``, and its number."""

    host: str
    number: int

    def processor_seconds(self) -> float:
        """Tell what it has taken of the cores."""
        return processor_seconds(self.number)

    def megabytes(self) -> float:
        """Tell the memory that is its own (the resident set)."""
        return _said(self.number, "VmRSS:") / 1024

    def threads(self) -> int:
        """Count its threads."""
        return _said(self.number, "Threads:")

    def descriptors(self) -> int:
        """Count its open files and connections."""
        return len(list(Path(f"/proc/{self.number}/fd").iterdir()))


def processor_seconds(number: int) -> float:
    """Tell what a process has taken of the cores, by the clock that Linux has of each process."""
    return time.clock_gettime((~number << 3) | 2)


def _said(number: int, name: str) -> int:
    for line in Path(f"/proc/{number}/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise LookupError(name)


@contextmanager
def started(
    script: Path | None = None, settings: Mapping[str, str] | None = None, root: Path = ROOT
) -> Iterator[Process]:
    """Start the app, or another script, on a free port, with a database of its own unless one is set.

    Parameters
    ----------
    root
        Where the code is: this, or a copy that does not change meanwhile.

    Raises
    ------
    TimeoutError
        If it doesn't answer.
    """
    with TemporaryDirectory() as folder:
        port = free_port()
        program = str(script or root / "serve.py")
        command = [sys.executable, "-m", "streamlit", "run", program, f"--server.port={port}"]
        own = {"CNNVIZ_DATABASE": f"{folder}/cnnviz.db", "PYTHONPATH": str(root)}
        with _running(command, {**_ONE_THREAD, **own, **(settings or {})}, root) as number:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", program)
            yield Process(f"127.0.0.1:{port}", number)


@contextmanager
def replicas(count: int, database: str) -> Iterator[list[Process]]:
    """Start the app several times, with one database."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                started(settings={"CNNVIZ_DATABASE": database, "CNNVIZ_REPLICA": f"r{place}"})
            )
            for place in range(count)
        ]


def nginx_is_here() -> bool:
    """Tell whether there is an nginx."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None


@contextmanager
def nginx(behind: Sequence[Process]) -> Iterator[Process]:
    """Put an nginx before replicas, which keeps a browser with one of them by the cookie that they set."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        raise FileNotFoundError("there is no nginx; on Debian: apt-get install nginx")
    with TemporaryDirectory() as folder:
        port = free_port()
        Path(folder).chmod(0o711)  # nginx's worker is another user, where root starts it
        file = Path(folder) / "nginx.conf"
        file.write_text(_configuration(Path(folder), port, [one.host for one in behind]))
        command = [program, "-c", str(file), "-e", f"{folder}/error.log", "-p", folder]
        with _running(command, {}, Path(folder)) as number:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", "nginx")
            yield Process(f"127.0.0.1:{port}", number)


def _configuration(folder: Path, port: int, hosts: Sequence[str]) -> str:
    """Write the least that serves: without limits, TLS and static files, which `deploy/` has."""
    known = "\n".join(f'    "r{place}" {host};' for place, host in enumerate(hosts))
    named = "\n".join(f'    "{host}" r{place};' for place, host in enumerate(hosts))
    servers = "\n".join(f"    server {host};" for host in hosts)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "\n".join(f"  {kind}_temp_path {folder}/{kind};" for kind in kinds)
    return f"""
daemon off; worker_processes 1; worker_rlimit_nofile 8192; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
  access_log off; client_max_body_size 20m; proxy_read_timeout 3600;
{places}
  upstream any {{
{servers}
  }}
  map $cookie_cnnviz_replica $where {{
    default any;
{known}
  }}
  map $upstream_addr $who {{
    default "";
{named}
  }}
  map $http_upgrade $upgraded {{ default upgrade; "" ""; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://$where; proxy_http_version 1.1; proxy_buffers 16 64k;
      proxy_set_header Host $http_host; proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $upgraded;
      add_header Set-Cookie "cnnviz_replica=$who; Path=/; HttpOnly; SameSite=Lax";
    }}
  }}
}}
"""


@contextmanager
def _running(command: Sequence[str], settings: Mapping[str, str], folder: Path) -> Iterator[int]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE / 4)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(address: str, name: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urlopen(address, timeout=2)
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{name} does not answer at {address}")
