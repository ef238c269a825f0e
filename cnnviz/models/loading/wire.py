"""How many parts a file of Protocol Buffers has, counted before anything is made of it.

Each part becomes an object of some hundred bytes, however short it is in the file.
"""

from __future__ import annotations

from typing import Any, Final

#: How a part's bytes are laid out: its wire type.
_VARINT, _EIGHT, _LENGTH, _FOUR = 0, 1, 2, 5
_FIXED: Final = {_EIGHT: 8, _FOUR: 4}
_LONGEST_VARINT: Final = 10


def has_more_parts(data: bytes, message: Any, most: int) -> bool:
    """Whether a message has more than so many parts, with those of the messages in it.

    Parameters
    ----------
    data : bytes
    message : Descriptor
        Of the message, as its class has it.
    most : int
        So many parts are looked at.

    Raises
    ------
    ValueError
        If the bytes are no message.
    """
    count, waiting = 0, [(0, len(data), message)]
    while waiting:
        at, end, kind = waiting.pop()
        while at < end:
            count += 1
            if count > most:
                return True
            tag, at = _varint(data, at, end)
            length = _FIXED.get(tag & 7)
            if tag & 7 == _VARINT:
                _, at = _varint(data, at, end)
                continue
            if tag & 7 == _LENGTH:
                length, at = _varint(data, at, end)
            if length is None or length > end - at:
                raise ValueError("this is no message")
            field = kind.fields_by_number.get(tag >> 3)
            if tag & 7 == _LENGTH and field is not None and field.message_type is not None:
                waiting.append((at, at + length, field.message_type))
            at += length
    return False


def _varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Read a whole number of 7 bits a byte; give it and where it ends."""
    value = 0
    for place in range(min(_LONGEST_VARINT, end - at)):
        byte = data[at + place]
        value |= (byte & 127) << 7 * place
        if byte < 128:
            return value, at + place + 1
    raise ValueError("this is no message")
