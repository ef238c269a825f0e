"""Whether the store of classes has room for more."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from store import Store

#: The store's size is asked for at most this often: at each answer it would slow all down.
LOOKED: Final = timedelta(seconds=10)
#: Once this share of the room is taken, no class is made: the rest is for answers in those that there are.
FOR_NEW: Final = 0.75


class Room:
    """Knows how large the store is, as it was a moment ago.

    Parameters
    ----------
    store : Store
    most : float
        Bytes that all classes may take together.
    """

    def __init__(self, store: Store, most: float) -> None:
        self._store, self._most = store, most
        self._known: tuple[datetime, int] | None = None

    def is_left(self, now: datetime, share: float = 1.0) -> bool:
        """Whether less than this share of the room is taken."""
        known = self._known
        if known is None or abs(now - known[0]) >= LOOKED:
            self._known = known = (now, self._store.taken())
        return known[1] < share * self._most
