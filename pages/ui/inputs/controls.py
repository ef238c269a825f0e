"""Plain controls. What they are set to stands in the address and is kept from page to page: see `state`.

`key` is always the control's name in the address, and what is written there is never a label but the option's
own key. Pages that use the same key for a control share its value. What came with an address and cannot be
(no such option, out of range, between two steps) is ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.session import state

Key = TypeVar("Key", bound=str)
Number = TypeVar("Number", int, float)
Width = int | Literal["stretch"]

#: Two controls of this width, in CSS pixels, fit side by side into the column of controls.
HALF = 148
#: How far a number may be from one of its slider's steps, as a part of a step.
_ROUNDING = 1e-6
#: More than any slider's step has.
_DIGITS = 10


def pick_one(
    label: str,
    options: Mapping[Key, str],
    key: str,
    help: str | None = None,
    width: Width = "stretch",
    first: Key | None = None,
    on_change: Callable[[], None] | None = None,
) -> Key:
    """Show a list to choose from.

    Parameters
    ----------
    options
        What each key is called on the page. The names must differ.
    width
        In CSS pixels.
    first
        The option to start with; the first one otherwise.
    on_change
        Called before the next run when another one was chosen.
    """
    drawn = _restore_option(options, key, first)
    return st.selectbox(
        label,
        list(options),
        index=list(options).index(drawn.first),
        format_func=options.__getitem__,
        key=drawn.key,
        help=help,
        width=width,
        on_change=on_change,
    )


def pick_segment(
    label: str,
    options: Mapping[Key, str],
    key: str,
    help: str | None = None,
    width: Width | Literal["content"] = "content",
    first: Key | None = None,
    label_visibility: Literal["visible", "collapsed"] = "visible",
    is_changing: bool = False,
) -> Key:
    """Show a few options side by side, of which one is chosen; as `pick_one` otherwise.

    Where the options of one key are changing from run to run, one that is offered no more becomes the first.
    """
    drawn = _restore_option(options, key, first, is_changing)
    return st.segmented_control(
        label,
        list(options),
        default=drawn.first,
        required=True,
        format_func=options.__getitem__,
        key=drawn.key,
        help=help,
        width=width,
        label_visibility=label_visibility,
    )


def pick_number(
    label: str, key: str, first: int, low: int, high: int, width: Width = "stretch", help: str | None = None
) -> int:
    """Show a whole number that can be typed or stepped, from `low` to `high`.

    The range may change from run to run; a number that was allowed before becomes the nearest that is.
    """
    read = partial(read_step, first=first, low=low, high=high, step=1)
    drawn = state.control(key, first, read, fit=lambda value: min(max(value, low), high))
    return st.number_input(label, low, high, drawn.first, step=1, key=drawn.key, width=width, help=help)


def pick_slider(
    label: str,
    key: str,
    first: Number,
    low: Number,
    high: Number,
    step: Number,
    width: Width = "stretch",
    help: str | None = None,
) -> Number:
    """Show a number on a scale; whole if `first` is. The range of one key must stay the same."""
    read = partial(read_step, first=first, low=low, high=high, step=step)
    drawn = state.control(key, first, read, _written)
    value = st.slider(label, low, high, drawn.first, step=step, key=drawn.key, width=width, help=help)
    # The browser adds steps up: after 0.1 and 0.2 it may be at 0.30000000000000004.
    return round(value, _DIGITS)


def set_slider(key: str, first: Number, low: Number, high: Number, step: Number) -> Number:
    """What a number on a scale is set to, for a slider that is no control of Streamlit's."""
    return state.setting(key, first, partial(read_step, first=first, low=low, high=high, step=step), _written)


def pick_toggle(label: str, key: str, first: bool = False, help: str | None = None) -> bool:
    """Show a switch; in the address it is true or false."""
    drawn = restore_switch(key, first)
    return st.toggle(label, drawn.first, key=drawn.key, help=help)


def pick_text(label: str, key: str, first: str, most: int, height: int = 104, help: str | None = None) -> str:
    """Show a field for several lines of text, of at most `most` characters."""
    drawn = state.control(key, first, lambda text: text if len(text) <= most else None)
    return st.text_area(label, drawn.first, key=drawn.key, height=height, max_chars=most, help=help)


def pick_tabs(options: Mapping[str, str], key: str) -> Mapping[str, DeltaGenerator]:
    """Show a tab for each option; the first is in front at first. Gives the container behind each."""
    drawn = _restore_tabs(options, key, tuple(options.values()))
    tabs = st.tabs(list(options.values()), default=drawn.first, key=drawn.key, on_change="rerun")
    return dict(zip(options, tabs, strict=True))


def hold_tabs(options: Mapping[str, str], key: str) -> None:
    """Keep in the address which tab is in front while none is drawn; `options` begins as of `pick_tabs`."""
    _restore_tabs(options, key, None)


def _restore_tabs(options: Mapping[str, str], key: str, offers: tuple[str, ...] | None) -> state.Drawn[str]:
    """Restore which is in front."""
    names = {label: option for option, label in options.items()}
    return state.control(
        key,
        next(iter(names)),
        options.get,
        names.__getitem__,
        fit=lambda label: label if label in names else None,  # another page may have had more
        offers=offers,
    )


_SWITCH = {"true": True, "false": False}


def _switched(on: bool) -> str:
    return str(on).lower()


def restore_switch(key: str, first: bool = False) -> state.Drawn[bool]:
    """Find out whether something that opens and closes is open, before it is made: as for `pick_toggle`."""
    return state.control(key, first, _SWITCH.get, _switched)


def _restore_option(
    options: Mapping[Key, str], key: str, first: Key | None, is_changing: bool = False
) -> state.Drawn[Key]:
    """Restore the option that was chosen."""

    def read(text: str) -> Key | None:
        return next((option for option in options if option == text), None)

    start = first or next(iter(options))
    if not is_changing:
        return state.control(key, start, read)
    return state.control(
        key, start, read, fit=lambda it: it if it in options else None, offers=tuple(options)
    )


def read_step(text: str, first: Number, low: Number, high: Number, step: Number) -> Number | None:
    """Read a number, whole if `first` is; None unless it is one of those that a slider can be set to."""
    try:
        value = type(first)(text)
    except ValueError:
        return None
    if not low <= value <= high:  # not a number, neither
        return None
    steps = (value - low) / step
    return value if abs(steps - round(steps)) < _ROUNDING else None


def _written(value: float) -> str:
    """Write a number of a slider, without the digits that adding up its steps has left."""
    return str(value) if isinstance(value, int) else f"{value:.10g}"
