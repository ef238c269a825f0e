"""What every lesson's page has around it: the look, its title in the header, and folds."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.inputs import own
from pages.ui.inputs.controls import restore_switch
from pages.ui.session import keeping, restart, state
from pages.ui.session.component import register, style
from pages.ui.session.delivery import deliver_code
from pages.ui.session.internals import insist_on_navigation
from pages.ui.shell.guide import show_guide
from pages.ui.shell.menu import menu_style
from pages.ui.shell.present import show_turns
from pages.ui.shell.share import share

_reconnect = register("reconnect")
_RECONNECT = "part_reconnect"
_marking = register("marking")
#: Style sheets of every page.
_LOOKS = ("tokens", "reach", "focus", "page", "header", "present", "glossed", "lesson")


def lesson(title: str, lead: str) -> None:
    """Begin a page: its look, its title in the header, what it is about, and how to share and present it.

    Parameters
    ----------
    lead
        One sentence on what the page is about, for screen readers.
    """
    insist_on_navigation()
    with st.container(key="title", horizontal=True, vertical_alignment="center"):
        # In one element: whatever stands on a page is looked at by Streamlit whenever a control changes.
        looks = "".join(map(style, _LOOKS)) + menu_style()
        told = f'<h1>{escape(title)}</h1><p class="told">{escape(lead)}</p>'
        st.html(f"<div>{told}</div><style>{looks}</style>")
        show_turns()
        share()
    deliver_code()
    # By its key page.css hides it. What it reports has the page run, and tells of the session before.
    data = {
        "session": keeping.session(),
        "stay": state.stay(),
        "settings": restart.held(),
        **state.page_names(),
    }
    _reconnect(key=_RECONNECT, data=data, react={"run": lambda _: None})
    restart.recall(_RECONNECT)
    _marking(key="part_marking")
    own.hold()
    show_guide()


def use_style(name: str) -> None:
    """Add a style sheet of assets/components to the page."""
    st.html(f"<style>{style(name)}</style>")


@dataclass(frozen=True)
class Folded:
    """A part of the page that is folded away, and whether it is open now. Only then is it worth filling."""

    slot: DeltaGenerator
    is_open: bool


def folded_on_a_phone(title: str, key: str, *asked_by: str) -> DeltaGenerator:
    """Make a part of the page that a phone folds away below its title, as it is long; network.css does so.

    Parameters
    ----------
    asked_by
        The settings of that part: for an address that names one of them it is open at first.
    """
    is_open = " open" if state.is_named(*asked_by) else ""
    st.html(f'<details class="folds"{is_open}><summary><h2>{escape(title)}</h2></summary></details>')
    return st.container(key=key)


def folded(title: str, key: str) -> Folded:
    """Make a part of the page that starts folded away; `key` is its name in the address."""
    drawn = restore_switch(key)
    return Folded(st.expander(title, drawn.first, on_change="rerun", key=drawn.key), drawn.value)
