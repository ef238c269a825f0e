"""A class as its student or its teacher sees it."""

from __future__ import annotations

import streamlit as st

from cnnviz.classes.codes import read_code
from cnnviz.errors import CnnvizError
from pages.ui.classroom.board import show_board
from pages.ui.classroom.work import show_work
from pages.ui.figures.sentences import sentence
from pages.ui.session import belonging, state
from pages.ui.shell.class_code import show_way_in

_ROLES = {"student": "student", "teacher": "teacher"}
NONE = "You are in no class on this device. Join one by its code, or make one."
NOT_THIS = (
    "You are not in this class on this device, or it has been deleted. "
    "Join it by its code; a teacher opens their own link."
)


@state.fragment
def show_class() -> None:
    """Show the class of the address, or the newest one of this browser."""
    code = state.setting("code", "", read_code)
    role = state.setting("as", "", _ROLES.get)
    if belonging.store is None:
        st.info(belonging.without(code, role))
        return
    try:
        place = belonging.find(code, "teacher" if role == "teacher" else "student" if role else None)
        if place is None:
            show_way_in(NOT_THIS if code else NONE)
        elif place.standing is None:
            show_board(place, belonging.store)
        else:
            show_work(place, place.standing, belonging.store)
    except CnnvizError as error:
        st.error(sentence(error))
