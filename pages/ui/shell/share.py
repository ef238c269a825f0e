"""Sharing a page: its address to copy, the same as a QR code, and a word on who can open it."""

from __future__ import annotations

from functools import lru_cache
from typing import TypedDict

from cnnviz.assets import COMMAND
from cnnviz.errors import CnnvizError
from cnnviz.hosts import is_local
from pages.ui.session import keeping, served, state
from pages.ui.session.component import register
from pages.ui.shell import present, qr

_component = register("share")

_KEY = "share"


class Shown(TypedDict):
    """What is shown of an address: a path in a square of `size` by `size`, and sentences."""

    address: str
    size: int
    path: str
    alt: str
    problem: str
    warning: str


@state.fragment
def share() -> None:
    """Show the buttons “Share” and “Present”.

    The browser reads the page's address when “Share” is pressed, and asks for the code of it.
    """
    _component(
        key=_KEY,
        data={
            **describe(keeping.kept("shared") or ""),
            "origin": served.typed(),
            "present": present.is_presenting(),
        },
        width="content",
        react={"address": _take_address, "present": _turn},
    )


def _take_address(asked: object) -> None:
    if isinstance(asked, str):
        keeping.keep(
            "shared", asked[: qr.LONGEST + 1]
        )  # one more than can be coded, to be refused in a sentence


def _turn(asked: object) -> None:
    if isinstance(asked, bool):
        present.present(asked)


@lru_cache(maxsize=64)
def describe(address: str) -> Shown:
    """Tell what is shown of an address: a code, or a sentence on why there is none; of "" nothing."""
    shown = Shown(address=address, size=0, path="", alt="", problem="", warning="")
    if not address:
        return shown
    try:
        shown["size"], shown["path"] = qr.code(address)
    except CnnvizError as error:
        shown["problem"] = str(error)
    else:
        shown["alt"] = f"QR code of {address}"
        shown["warning"] = warning(address)
    return shown


def warning(address: str) -> str:
    """Say what to do so that others can open an address that works on this computer only; else nothing."""
    parts = qr.split(address)
    if parts is None or not is_local(parts.hostname or ""):
        return ""
    return (
        f"This address works on this computer only. For a class: start cnnviz with “{COMMAND} class”. "
        "Links and codes then have the address that others open."
    )
