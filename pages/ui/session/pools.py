"""Pools of processes that compute for this server: how they begin, what one may take, and how they end.

Neither this module nor the processes import Streamlit.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import spawn
from threading import Thread
from typing import Any, Final

#: Bytes of addresses that one process may take. The largest pictures, and what ships, take less than half of
#: it; the largest networks that can be loaded would take more for some jobs, which are refused.
MEMORY: Final = 1024**3
#: By how much others go first where the cores are few: pages that only have a control changed.
_STEP_BACK: Final = 5


def new_pool(processes: int) -> ProcessPoolExecutor:
    """Make a pool; its processes are started by the first work, all of them.

    Python would start each when it is needed, and not see that one which has just been started ends.
    """
    spawn.get_preparation_data = _prepared
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # each thread takes addresses, too
        os.environ.setdefault(name, "1")
    kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context(kind), _begin, (MEMORY,))
    pool._safe_to_dynamically_spawn_children = False  # type: ignore[attr-defined]
    return pool


def end(pool: ProcessPoolExecutor) -> None:
    """End a pool's processes in the midst of what they do; who waits is told that the pool is broken."""
    begun = list((pool._processes or {}).values())
    pool.shutdown(wait=False)
    for process in begun:
        process.terminate()


def _prepared(name: str) -> dict[str, Any]:
    """What a new process is told: not to run the main module, which for Streamlit is the page that runs."""
    parameters: dict[str, Any] = _prepare(name)
    return {key: value for key, value in parameters.items() if not key.startswith("init_main_from")}


_prepare = spawn.get_preparation_data


def _begin(memory: int) -> None:
    """Set what a process may take, let the server go first, and have it end with that, however that ends.

    Where the memory cannot be bounded it has no bound.
    """
    Thread(target=_end_with_the_server, daemon=True).start()
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_STEP_BACK)
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _end_with_the_server() -> None:
    """Else a process would wait for work for ever, where the server was killed."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(0)
