"""What whoever serves a class reads in the terminal."""

from __future__ import annotations

import io
import sys
from typing import Final
from urllib.parse import urlsplit

import segno

from cnnviz.hosts import is_loopback

#: What lets others in, for each system, as `sys.platform` calls it.
FIREWALLS: Final = {
    "win32": (
        "Windows asks at the first start whether Python may be reached: tick private and public networks, "
        "and allow it. If it did not ask, open PowerShell as administrator and type\n"
        "   New-NetFirewallRule -DisplayName cnnviz -Direction Inbound -Protocol TCP -LocalPort {port} "
        "-Action Allow"
    ),
    "darwin": (
        "macOS asks at the first start whether Python may accept connections: allow it. If it did not ask, "
        "open System Settings → Network → Firewall → Options, and allow Python there."
    ),
    "linux": (
        "If a firewall runs here, allow the port: with ufw (Ubuntu, Debian)\n"
        "   sudo ufw allow {port}/tcp\n"
        "with firewalld (Fedora)\n"
        "   sudo firewall-cmd --add-port={port}/tcp"
    ),
}
ALONE: Final = (
    "Only this computer can open that address. For a class, start again without --address, "
    "or with an address that this computer has in the network.\n"
)
OUTSIDE: Final = "Another device has opened it: others can reach this computer."


def qr(address: str) -> str:
    """Draw a QR code for a terminal, two rows of modules a line; blocks are what is light."""
    drawn = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(drawn, border=2, compact=True)
    return drawn.getvalue()


def welcome(address: str, others: list[str], workers: int) -> str:
    """Say where the class finds it.

    Parameters
    ----------
    address
        What is typed.
    others
        Further addresses of this computer.
    workers
        How many processes answer.
    """
    count = "one process" if workers == 1 else f"{workers} processes"
    also = f"Not in the same network? This computer is also at {', '.join(others)}.\n" if others else ""
    return (
        f"\nThe class types\n\n    {address}\n\nor scans\n\n{qr(address)}\n"
        f"{also}Classes are made on the page Classes. Served by {count}; Ctrl+C stops it.\n"
    )


def advice(address: str, port: int, problem: str, platform: str = sys.platform) -> str:
    """Say whether this computer reaches the address itself, and what to do if a phone does not.

    Parameters
    ----------
    address
        What is typed.
    port
        Its port.
    problem
        What this computer met at the address; "" if all came.
    platform
        The system, as `sys.platform` calls it.
    """
    met = problem or "This computer reaches it there. Try it with a phone in the same network."
    if not problem and is_loopback(urlsplit(address).hostname or ""):
        return ALONE
    firewall = FIREWALLS.get(platform, FIREWALLS["linux"]).format(port=port)
    return (
        f"{met}\nIf a phone does not:\n"
        f"1. {firewall}\n"
        "2. Many guest networks keep devices apart. Use another network, or the hotspot of a phone.\n"
        f"3. If pages open but stay empty, open {address}/check and show it to your administrator.\n"
    )


def nowhere() -> str:
    """Say that there is no network."""
    return (
        "This computer is in no network, so nobody else can reach it. Join one and start again; "
        "or name the address to serve at with --address.\n"
    )
