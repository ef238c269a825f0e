"""Receipts: a text that a student keeps, signed with the class's secret, so that a changed one is noticed."""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, Literal

from cnnviz.numbers import format_number
from cnnviz.takehome.rows import StudentRow, TaskColumn

HEAD: Final = "cnnviz receipt"
#: The most characters of a text that is checked.
LONGEST: Final = 40_000
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's 32: no I, L, O and U
_MISREAD: Final = str.maketrans("OIL", "011")
_HEADS: Final = re.compile(rf"^{HEAD}$", re.MULTILINE)
_SIGNATURE: Final = re.compile(r"^Signature: ?([-0-9A-Za-z]{1,60})$", re.MULTILINE)
_CLASS: Final = re.compile(r"^Class (?:check|code): ([-0-9A-Za-z]{1,60})$", re.MULTILINE)
_LONGEST_TITLE: Final = 200
#: Characters of a line whose signs are composed; no line of a receipt is longer. The time that composing
#: takes grows with the square of the marks that it puts in order.
_LONGEST_LINE: Final = 1000

Standing = Literal["valid", "altered", "not of this class", "no receipt"]


@dataclass(frozen=True)
class Checked:
    """What a check finds.

    Attributes
    ----------
    standing : {"valid", "altered", "not of this class", "no receipt"}
    sentence : str
        The same for whoever asked.
    text : str
        What was signed, line by line; empty unless it is valid. Nothing else in the text counts.
    """

    standing: Standing
    sentence: str
    text: str = ""


_SENTENCES: Final[dict[Standing, str]] = {
    "valid": "This receipt is as it was given out.",
    "altered": "This receipt was altered after it was given out.",
    "not of this class": "This receipt is not of this class.",
    "no receipt": f"This is no receipt: it begins with “{HEAD}” and ends with a line “Signature: …”.",
}


def receipt(title: str, student: StudentRow, tasks: Sequence[TaskColumn], at: datetime, secret: bytes) -> str:
    """Write a student's receipt.

    Parameters
    ----------
    title : str
        The class's.
    student : StudentRow
    tasks : sequence of TaskColumn
        Those whose points may be shown.
    at : datetime
        With a time zone: when it is given out.
    secret : bytes
        The class's, at least 16 bytes.

    Raises
    ------
    ValueError
        If the secret is shorter.
    """
    chosen = tuple(tasks)
    lines = [
        HEAD,
        f"Class: {_on_one_line(title)}",
        f"Class check: {_mark('class', '', secret)}",
        f"Nickname: {_on_one_line(student.nickname)}",
        f"Nickname code: {nickname_code(student.nickname, secret)}",
        f"Time: {at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        *(_told(student, task) for task in chosen),
        f"Points: {_number(student.points(chosen))} of {_number(sum(task.of for task in chosen))}",
    ]
    text = "\n".join(lines)
    return f"{text}\nSignature: {_signature(text, secret)}\n"


def nickname_code(nickname: str, secret: bytes) -> str:
    """Give the code that only the student with this nickname gets, by which nobody claims another's marks."""
    return _mark("nickname", _on_one_line(nickname), secret)


def check(text: str, secret: bytes) -> Checked:
    """Say whether a receipt is one of this class, and as it was given out.

    Space may have changed, as mail does it, and there may be text before and after it.

    Parameters
    ----------
    text : str
        At most `LONGEST` characters, else it is none.
    secret : bytes
        The class's.
    """
    standing, signed = _standing(text, secret)
    return Checked(standing, _SENTENCES[standing], signed if standing == "valid" else "")


def _standing(text: str, secret: bytes) -> tuple[Standing, str]:
    if len(text) > LONGEST:
        return "no receipt", ""
    tidy = _tidy(text)
    first = _HEADS.search(tidy)
    found = _SIGNATURE.search(tidy, first.end()) if first else None
    if found is None:
        return "no receipt", ""
    begin = max(head.start() for head in _HEADS.finditer(tidy, 0, found.start()))
    signed = tidy[begin : found.start()].rstrip("\n")
    of_class = _CLASS.search(signed)
    if of_class is None or not _same(of_class[1], _mark("class", "", secret)):
        return "not of this class", signed
    return ("valid" if _same(found[1], _signature(signed, secret)) else "altered"), signed


def _tidy(text: str) -> str:
    """Write a text with plain ends of lines, without what mail puts around lines, and without empty ones."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = (" ".join(_composed(line).lstrip("> \t\ufeff\u00a0").split()) for line in plain.split("\n"))
    return "\n".join(line for line in lines if line)


def _composed(line: str) -> str:
    return line if len(line) > _LONGEST_LINE else unicodedata.normalize("NFC", line)


def _told(student: StudentRow, task: TaskColumn) -> str:
    mark = student.mark(task)
    of = f"of {_number(task.of)} {'point' if task.of == 1 else 'points'}"
    if mark.points is None:
        return f"{_on_one_line(task.title)}: not answered, {of}"
    tries = f"{mark.attempts} {'attempt' if mark.attempts == 1 else 'attempts'}"
    return f"{_on_one_line(task.title)}: {_number(mark.points)} {of}, {tries}"


def _number(value: float) -> str:
    return format_number(value, 6).replace("−", "-")  # as any keyboard and mail program writes it


def _on_one_line(text: str) -> str:
    """Keep free text within its line, so that it can't look like another line of the receipt."""
    return " ".join(unicodedata.normalize("NFC", text[:_LONGEST_TITLE]).split())


def _signature(text: str, secret: bytes) -> str:
    return _mark("receipt", " ".join(_tidy(text).split()), secret, 25)  # 125 bits


def _mark(purpose: str, text: str, secret: bytes, length: int = 10) -> str:
    """Sign a text for a purpose, as letters and digits that can be told apart, five in a group."""
    if len(secret) < 16:
        raise ValueError("a class's secret has at least 16 bytes")
    digest = hmac.new(secret, f"cnnviz {purpose}\n{text}".encode("utf-8", "replace"), sha256).digest()
    number = int.from_bytes(digest[:20], "big")
    signs = [_ALPHABET[number >> 5 * place & 31] for place in range(length)]
    return "-".join("".join(signs[at : at + 5]) for at in range(0, length, 5))


def _same(typed: str, known: str) -> bool:
    return hmac.compare_digest(typed.upper().translate(_MISREAD).encode(), known.encode())
