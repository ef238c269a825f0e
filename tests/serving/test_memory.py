"""How many heaps the threads of a server have, and what is looked through for garbage."""

import ctypes
import gc
import os
import platform
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from serving import memory
from serving.memory import ARENAS
from tests import aside

#: Has eight threads at a time allocate, and prints the heaps that glibc tells of.
HEAPS = """
import ctypes, sys, threading
from serving import memory
if sys.argv[1] == "few":
    assert memory.keep_together()
together = threading.Barrier(8)
def work():
    kept = [bytes(1000) for _ in range(1000)]
    together.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
[one.start() for one in threads]
[one.join() for one in threads]
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
stream = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, stream)
libc.fflush(stream)
"""

#: Begins what `serve.py` has the server begin with; prints what is left out of the search for garbage.
STARTED = """
import asyncio, gc
import serve

async def begin():
    async with serve.app._user_lifespan(serve.app):
        print(gc.get_freeze_count())

print(gc.get_freeze_count())
asyncio.run(begin())
"""


@pytest.mark.parametrize("error", [TypeError, OSError, AttributeError])
def test_systems_without_glibc_do_as_they_do(monkeypatch, error):
    def refuse(name):
        raise error

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    assert not memory.keep_together()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other systems have no such heaps")
def test_threads_share_few_heaps():
    def heaps(how):
        told = subprocess.run([sys.executable, "-c", HEAPS, how], capture_output=True, text=True, check=True)
        return told.stdout.count("<heap nr=")

    assert heaps("few") <= ARENAS < heaps("many")


def test_what_the_start_has_made_is_not_looked_through_once_the_server_is_ready():
    frozen = []

    @asynccontextmanager
    async def starting(app):
        frozen.append(gc.get_freeze_count())
        yield

    async def serve():
        async with memory.settled(starting)(None):
            frozen.append(gc.get_freeze_count())

    try:
        aside.run(serve())
    finally:
        gc.unfreeze()
    assert frozen[0] == 0 < frozen[1]


def test_the_server_begins_so(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", STARTED],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(memory.__file__).parents[1],
        env={**os.environ, "CNNVIZ_DATABASE": str(tmp_path / "classes.db"), "PYTHONPATH": "."},
    )
    before, begun = map(int, told.stdout.split())
    assert before == 0 < begun
