"""How often strangers may try: in memory, per address and per code; a school behind one address gets in.

What is limited at an address is wrong codes. Once it has tried too many, it reaches only classes that
somebody there is in: these get in as ever, and their friends. Words to come back with are limited there, too.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from threading import Lock
from time import monotonic
from typing import Final

#: Wrong codes that an address may try at once, and seconds until it gets one more.
WRONG_CODES: Final = 30
SECONDS_EACH: Final = 20.0
#: Wrong words to come back with, at an address and in a class; they come again as wrong codes do.
WRONG_WORDS: Final = 30
#: Assignments that are read for an address at once, and seconds until one more: each may take half a second.
ASSIGNMENTS: Final = 60
SECONDS_AN_ASSIGNMENT: Final = 10.0
#: Students who may join a class at once, and how many more a second.
JOINS: Final = 200
JOINS_A_SECOND: Final = 4.0
#: How many of them may do so from one address, and seconds until one more: one program alone fills no class.
JOINS_OF_ONE: Final = 120
SECONDS_A_JOIN: Final = 2.5
#: Classes that may be made from an address, and seconds until one more. As many as the teachers of a school
#: make, even beside a pupil who makes many; what they keep has a bound of its own.
CLASSES: Final = 200
SECONDS_A_CLASS: Final = 60.0
#: Bytes that classes made from an address may come to keep at once, and in each further day.
KEPT_OF_ONE: Final = 150_000_000
#: Those of one class, so that no class uses up what others may keep.
KEPT_OF_A_CLASS: Final = 30_000_000
A_DAY: Final = 24 * 3600.0
#: Changes that one person may make at once, and how many more a second.
CHANGES: Final = 30
CHANGES_A_SECOND: Final = 5.0
#: Boards of a class that are made at a time: in each all answers are read.
BOARDS: Final = 3
#: Addresses, codes and persons that are remembered; the one that was heard of longest ago is forgotten first.
_MOST_KNOWN = 20_000


@dataclass
class Bucket:
    """Allows so many at once, and so many a second after that; each kind of name has its own.

    Attributes
    ----------
    size : float
        How many at once.
    rate : float
        How many more a second.
    clock : callable
        Gives seconds that only grow.
    """

    size: float
    rate: float
    clock: Callable[[], float] = monotonic
    _left: OrderedDict[Hashable, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def has_left(self, name: Hashable) -> bool:
        """Whether one more is allowed."""
        with self._lock:
            return self._now(name) >= 1

    def take(self, name: Hashable, count: float = 1) -> bool:
        """Take one, or so many at once, and say whether there was one."""
        with self._lock:
            left = self._now(name)
            self._left[name] = (left - (left >= 1) * count, self.clock())
            self._left.move_to_end(name)
            while len(self._left) > _MOST_KNOWN:
                self._left.popitem(last=False)
            return left >= 1

    def _now(self, name: Hashable) -> float:
        left, since = self._left.get(name, (self.size, 0.0))
        return min(self.size, left + self.rate * (self.clock() - since))


class Limits:
    """What is allowed, of one server.

    Parameters
    ----------
    clock
        Gives seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._wrong = Bucket(WRONG_CODES, 1 / SECONDS_EACH, clock)
        self._words = Bucket(WRONG_WORDS, 1 / SECONDS_EACH, clock)
        self._read = Bucket(ASSIGNMENTS, 1 / SECONDS_AN_ASSIGNMENT, clock)
        self._joins = Bucket(JOINS, JOINS_A_SECOND, clock)
        self._joins_of_one = Bucket(JOINS_OF_ONE, 1 / SECONDS_A_JOIN, clock)
        self._made = Bucket(CLASSES, 1 / SECONDS_A_CLASS, clock)
        self._kept = Bucket(KEPT_OF_ONE, KEPT_OF_ONE / A_DAY, clock)
        self._kept_of_classes = Bucket(KEPT_OF_A_CLASS, KEPT_OF_A_CLASS / A_DAY, clock)
        self._changes = Bucket(CHANGES, CHANGES_A_SECOND, clock)
        self._makers: OrderedDict[str, str] = OrderedDict()
        self._reached: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._under_way: Counter[Hashable] = Counter()
        self._lock = Lock()

    def may_try(self, address: str, code: str) -> bool:
        """Whether an address may try a code."""
        place = place_of(address)
        return self._wrong.has_left(place) or (place, code) in self._reached

    def was_wrong(self, address: str) -> None:
        """Count a code that leads nowhere."""
        self._wrong.take(place_of(address))

    def may_try_words(self, address: str, code: str) -> bool:
        """Whether an address may try words to come back to a class."""
        return self._words.has_left((place_of(address), code))

    def had_wrong_words(self, address: str, code: str) -> None:
        """Count words that nobody in a class has."""
        self._words.take((place_of(address), code))

    def reached(self, address: str, code: str) -> None:
        """Remember that somebody at an address is in a class."""
        reached = place_of(address), code
        with self._lock:
            self._reached[reached] = None
            self._reached.move_to_end(reached)
            while len(self._reached) > _MOST_KNOWN:
                self._reached.popitem(last=False)

    def may_join(self, address: str, code: str) -> bool:
        """Whether one more may join a class from an address now."""
        one = place_of(address), code
        return self._joins.has_left(code) and self._joins_of_one.take(one) and self._joins.take(code)

    def may_make(self, address: str) -> bool:
        """Whether one more class may be made from an address now."""
        return self._made.take(place_of(address))

    def made(self, address: str, class_id: str) -> None:
        """Remember, in memory alone, from where a class was made: what it comes to keep counts there."""
        with self._lock:
            self._makers[class_id] = place_of(address)
            while len(self._makers) > _MOST_KNOWN:
                self._makers.popitem(last=False)

    def class_may_keep(self, class_id: str) -> bool:
        """Whether a class may keep more now."""
        return self._kept_of_classes.has_left(class_id)

    def place_may_keep(self, address: str, class_id: str = "") -> bool:
        """Whether more may be kept now where a class was made, or is to be made if none is named.

        Where a class was made is known only to the worker that made it, and until that ends. Another counts
        what the class keeps at the addresses that answers come from.
        """
        return self._kept.has_left(self._counted_at(address, class_id))

    def has_kept(self, address: str, class_id: str, size: int) -> None:
        """Count bytes that a class has come to keep, from an address; below 0 if it keeps less."""
        self._kept_of_classes.take(class_id, size)
        self._kept.take(self._counted_at(address, class_id), size)

    def _counted_at(self, address: str, class_id: str) -> str:
        return self._makers.get(class_id, place_of(address))

    def may_be_read(self, address: str) -> bool:
        """Whether one more assignment is read for an address now."""
        return self._read.take(place_of(address))

    def may_change(self, person: Hashable) -> bool:
        """Whether somebody may change one more thing now."""
        return self._changes.take(person)

    @contextmanager
    def at_once(self, name: Hashable, most: int = 1) -> Iterator[bool]:
        """Do what takes long, so many at a time for each name; gives whether this is one of them."""
        with self._lock:
            is_one = self._under_way[name] < most
            self._under_way[name] += is_one
        try:
            yield is_one
        finally:
            with self._lock:
                self._under_way[name] -= is_one
                if not self._under_way[name]:
                    del self._under_way[name]


def place_of(address: str) -> str:
    """Give what of an address is somebody's own to choose: all of IPv4, the first 64 bits of IPv6 (RFC 4291).

    >>> place_of("192.0.2.1"), place_of("2001:db8::1:2:3:4"), place_of("::ffff:192.0.2.1"), place_of("")
    ('192.0.2.1', '2001:db8::', '192.0.2.1', '')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
