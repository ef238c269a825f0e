"""What a browser holds of its classes: a signed text that names the class, the person there and the role."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Final, Literal, NamedTuple, cast

from itsdangerous import BadSignature, Signer
from itsdangerous.encoding import base64_decode, base64_encode
from itsdangerous.exc import BadData

#: The name of the cookie.
COOKIE: Final = "cnnviz_class"
#: Classes that a browser belongs to; of more it forgets the oldest.
MOST: Final = 20
#: Characters of a text that is looked at: twice what `MOST` of them take.
LONGEST: Final = 4096
Role = Literal["teacher", "student"]
_SALT = "cnnviz.classes.membership"


class Membership(NamedTuple):
    """Who somebody is in a class.

    Attributes
    ----------
    class_id : str
    person : str
        A student's id; "" for a teacher.
    role : {"teacher", "student"}
    """

    class_id: str
    person: str
    role: Role


def write(members: Sequence[Membership], key: bytes) -> str:
    """Write memberships, the newest first, and sign them with the server's key.

    >>> read(write([Membership("c", "s", "student")], b"k"), b"k")[0].role
    'student'
    """
    packed = base64_encode(json.dumps([list(one) for one in members[:MOST]], separators=(",", ":")))
    return _signer(key).sign(packed).decode()


def read(text: str, key: bytes) -> tuple[Membership, ...]:
    """Read memberships; none if the text was not signed with the key.

    >>> read("anything", b"k")
    ()
    """
    if not text or len(text) > LONGEST:
        return ()
    try:
        told = json.loads(base64_decode(_signer(key).unsign(text)))
    except (BadSignature, BadData, ValueError, UnicodeError):
        return ()
    return tuple(Membership(str(name), str(person), cast(Role, role)) for name, person, role in told)


def joined(members: Sequence[Membership], new: Membership) -> tuple[Membership, ...]:
    """Add a membership before the others, in place of the one in the same class and role."""
    return (new, *without(members, new.class_id, new.role))[:MOST]


def without(members: Sequence[Membership], class_id: str, role: Role) -> tuple[Membership, ...]:
    """Take a membership away."""
    return tuple(one for one in members if (one.class_id, one.role) != (class_id, role))


def _signer(key: bytes) -> Signer:
    return Signer(key, salt=_SALT, digest_method=sha256)
