"""QR codes of addresses, for phones to scan."""

from __future__ import annotations

import re
from itertools import groupby
from urllib.parse import SplitResult, urlsplit

import segno

from cnnviz.errors import CnnvizError

#: Characters of the longest address that is made a code of; longer ones get too fine to be scanned.
LONGEST = 2000
#: Modules of white around a code, which scanners need.
QUIET = 4
_WEB = re.compile(r"https?://[!-~]+")


def code(address: str) -> tuple[int, str]:
    """Make the QR code of an address.

    Parameters
    ----------
    address
        Of a web page, as a browser writes it: ASCII, at most `LONGEST` characters.

    Returns
    -------
    size, path
        Side of the code with its quiet zone, in modules, and an SVG path of the dark ones. Of the four levels
        of error correction it has the highest that needs no more modules than the lowest.

    Raises
    ------
    CnnvizError
        If it is not the address of a web page, or too long.

    Examples
    --------
    >>> code("http://192.168.0.7:8501/kernels")[0] - 2 * QUIET  # version 2 of QR codes is 25 modules wide
    25
    """
    if len(address) > LONGEST:
        raise CnnvizError(
            f"The address has {len(address)} characters, and a code of more than {LONGEST} is too fine to be "
            "scanned; copy the link instead, or shorten what you typed into the page."
        )
    if not _WEB.fullmatch(address) or split(address) is None:
        raise CnnvizError("This is not the address of a web page, so it has no QR code; reload the page.")
    rows = segno.make_qr(address, error="L").matrix
    path = []
    for y, row in enumerate(rows, QUIET):
        for dark, run in groupby(enumerate(row, QUIET), key=lambda module: module[1]):
            if dark:
                columns = [x for x, _ in run]
                path.append(f"M{columns[0]} {y}h{len(columns)}v1h-{len(columns)}z")
    return len(rows) + 2 * QUIET, "".join(path)


def split(address: str) -> SplitResult | None:
    """Take an address to pieces; None if it has no host or cannot be read.

    >>> split("http://[") is None
    True
    """
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  # reading it raises if it is no port
    except ValueError:
        return None
    return parts if parts.hostname else None
