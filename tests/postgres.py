"""A PostgreSQL server of the tests' own, on a temporary folder and a socket there."""

import os
import pwd
import shutil
import subprocess
import tempfile
import threading
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from signal import SIGINT

import pytest

#: Nothing of these servers is kept, so they need not wait for the disk.
SETTINGS = """
listen_addresses = ''
fsync = off
full_page_writes = off
shared_buffers = 16MB
"""


def programs():
    """Where Debian has PostgreSQL's programs, the newest version's; None if it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    initdb = found[-1] if found else Path(on_path) if on_path else None
    return initdb.resolve().parent if initdb and find_spec("psycopg") else None


def need():
    """Skip a test where PostgreSQL is missing; where everything has to be tested, fail."""
    if programs() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("found no PostgreSQL, or no psycopg")


def _nobody():
    """PostgreSQL refuses to run as root: who it runs as then, as arguments of `subprocess`."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise LookupError("nobody to run PostgreSQL as")


@contextmanager
def server():
    """Start a server, and give the URL of its only database; stop it by its own process id."""
    runs_as = _nobody()
    # A socket's path is short, and whoever the server runs as gets to it.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    try:
        if runs_as:
            os.chown(folder, runs_as["user"], runs_as["group"])
        run = {"cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, **runs_as}
        initdb = [
            programs() / "initdb",
            "-D",
            folder / "data",
            "-U",
            "tester",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
        ]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **run)
        with (folder / "data" / "postgresql.conf").open("a") as file:
            file.write(SETTINGS)
        command = [programs() / "postgres", "-D", folder / "data", "-k", folder]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **run) as process:
            try:
                _wait(process)
                yield f"postgresql://tester@/postgres?host={folder}"
            finally:
                process.send_signal(SIGINT)
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(process):
    """Read what the server says until it is ready, and throw away what it says from then on."""
    said = []
    for line in process.stderr:
        said.append(line)
        if "ready to accept connections" in line:
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return
    raise RuntimeError("".join(said))
