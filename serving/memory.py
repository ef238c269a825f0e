"""How the system hands memory to this process."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import Final

#: glibc's name for how many heaps (arenas) there are, and as many as we let it make.
_M_ARENA_MAX, ARENAS = -8, 2
_DONE: Final = 1


def keep_together() -> bool:
    """Have all threads share few heaps; give whether that can be said here.

    Each run of a page is a thread of its own, and glibc gives threads up to eight heaps a core. What one run
    lets go of is then not there for the next, and the process grows to several times what it uses. Python's
    lock lets one thread allocate at a time anyway. Systems without glibc do as they do.
    """
    with suppress(OSError, AttributeError, TypeError):  # Windows says the last
        return bool(ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS) == _DONE)
    return False
