"""How the system hands memory to this process, and what Python looks through for garbage."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, Final

#: glibc's names (malloc.h), and what each is set to. How many heaps (arenas) it makes:
ARENAS: Final = 2
#: Bytes from which a block is the system's own and goes back to it at once: uploads and the largest pictures.
#: Left alone, glibc takes them for the heap once it has seen one, where a small block above keeps them.
ALONE: Final = 12 * 1024**2
#: Bytes that the top of a heap keeps; as many as it would come to keep by itself.
KEPT: Final = 32 * 1024**2
_SET: Final = {-8: ARENAS, -3: ALONE, -1: KEPT}
_DONE: Final = 1


def keep_together() -> bool:
    """Have all threads share few heaps, and large blocks lie beside them; give whether that can be said here.

    Each run of a page is a thread of its own, and glibc gives threads up to eight heaps a core. What one run
    lets go of is then not there for the next, and the process grows to several times what it uses. Python's
    lock lets one thread allocate at a time anyway. Systems without glibc do as they do.
    """
    with suppress(OSError, AttributeError, TypeError):  # Windows says the last
        tell = ctypes.CDLL(None).mallopt
        return all(tell(name, value) == _DONE for name, value in _SET.items())
    return False


def settled(
    lifespan: Callable[[Any], AbstractAsyncContextManager[None]],
) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """Have Python not look for garbage in what the start has made, once another lifespan has begun.

    A full collection looks through all that there is, and nobody else computes meanwhile. Most of it are
    modules, functions and classes, which stay until the end. docs/costs.md has what it gains.
    """

    @asynccontextmanager
    async def both(app: Any) -> AsyncIterator[None]:
        async with lifespan(app):
            gc.collect()
            gc.freeze()
            yield

    return both
