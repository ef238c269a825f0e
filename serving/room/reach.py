"""Ask a server for what a browser needs, from a process of its own: ``python -m serving.room.reach ADDRESS``.

It ends with 0 if all came, else with 1 and a sentence.
"""

from __future__ import annotations

import sys
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

#: Seconds for each answer.
PATIENCE = 15.0
_UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec-WebSocket-Protocol": "streamlit",
}


def problem(address: str) -> str:
    """Say what does not come from an address; "" if all does."""
    try:
        page = _status(address, {})
        connection = _status(address, {**_UPGRADE, "Origin": address}, "/_stcore/stream")
    except (OSError, HTTPException) as error:
        return f"{address} does not answer ({error})."
    if page != 200:
        return f"{address} answers, but not with a page (status {page})."
    if connection != 101:
        return f"{address} gives a page, but no connection for it (status {connection})."
    return ""


def _status(address: str, headers: dict[str, str], path: str = "/") -> int:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


if __name__ == "__main__":
    said = problem(sys.argv[1])
    print(said, end="")
    sys.exit(bool(said))
