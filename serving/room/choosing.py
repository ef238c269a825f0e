"""Which worker answers a connection: the one its browser is at, or the one with the fewest connections."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

from serving.replica import COOKIE

#: Seconds in which a device, known by its address and its browser, is sent to one worker without a cookie:
#: two windows that open together have none yet, and two that lose their worker have none that helps.
TOGETHER: Final = 2.0
_MOST_KNOWN: Final = 2000
_NAMED = re.compile(rb"\r\ncookie:(?:[^\r\n]*[;\s])?" + COOKIE.encode() + rb"=([a-z0-9-]{1,20})[;\s]", re.I)
_BROWSER = re.compile(rb"\r\nuser-agent:([^\r\n]{0,400})", re.I)


@dataclass(eq=False)
class Place:
    """Where a worker listens.

    Attributes
    ----------
    name : str
        As its cookie has it.
    port : int
        On 127.0.0.1; 0 while it is not ready.
    connections : int
        How many it has from the front.
    since : float
        When it was last chosen for a browser that was at none.
    """

    name: str
    port: int = 0
    connections: int = 0
    since: float = 0.0


class Choosing:
    """Chooses among workers.

    Parameters
    ----------
    places
        All of them, ready or not.
    clock
        Gives seconds that only grow.
    """

    def __init__(self, places: Sequence[Place], clock: Callable[[], float] = monotonic) -> None:
        self._places, self._clock = places, clock
        self._came: dict[tuple[str, bytes], tuple[float, Place]] = {}

    def choose(self, head: bytes, address: str, but: Sequence[Place] = ()) -> Place | None:
        """Choose a worker for a connection; None if none is ready.

        Parameters
        ----------
        head
            Its first request, up to the end of its headers.
        address
            Where it comes from.
        but
            Workers that could not be reached just now.
        """
        ready = [place for place in self._places if place.port and place not in but]
        named = _NAMED.search(head)
        own = next((place for place in ready if named and place.name.encode() == named[1].lower()), None)
        if own is not None or not ready:
            return own
        browser = _BROWSER.search(head)
        device = address, browser[1] if browser else b""
        at, last = self._came.get(device, (0.0, None))
        if last is None or last not in ready or self._clock() - at > TOGETHER:
            last = min(ready, key=lambda place: (place.connections, place.since))
            last.since = self._clock()
        if len(self._came) >= _MOST_KNOWN:
            self._came.clear()
        self._came[device] = self._clock(), last
        return last
