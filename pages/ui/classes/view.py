"""Joining a class, the classes of this browser, and making one."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnnviz.classes.codes import read_code
from cnnviz.classes.offered import groups, sets
from cnnviz.errors import CnnvizError
from pages.ui.classes.privacy import show_privacy
from pages.ui.figures.sentences import sentence
from pages.ui.session import belonging, keeping, reports, served, state
from pages.ui.session.belonging import Place
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.shell.qr import LONGEST
from pages.ui.shell.share import describe

_component = register("classes")
_KEY = "classes"
_LINK = "class link"


@state.fragment
def show_classes() -> None:
    """Show what one can join and make, and below it what is kept of whom."""
    code = state.setting("code", "", read_code)
    if belonging.store is None:
        st.info(belonging.without(code))
        show_privacy()
        return
    try:
        mine = [_mine(place) for place in belonging.places()]
    except CnnvizError as error:
        st.error(sentence(error))
        mine = []
    link = keeping.kept(_LINK) or ""
    header = {
        "session": keeping.session(),
        "revision": reports.revision(_KEY),
        "code": code,
        "mine": mine,
        "groups": groups(),
        "sets": sets(),
        "link": describe(link) if link else None,
        "origin": served.typed(),
    }
    _component(key=_KEY, data=pack(header, {}), react={"link": _take_link})
    show_privacy()


def _take_link(sent: object) -> None:
    """Take the address of a class that was just made, to draw its QR code."""
    if isinstance(sent, str):
        keeping.keep(_LINK, sent[: LONGEST + 1])


def _mine(place: Place) -> dict[str, Any]:
    return {
        "code": place.row.code,
        "title": place.row.assignment.title,
        "role": place.who.role,
        "nickname": place.standing.me.nickname if place.standing else "",
    }
