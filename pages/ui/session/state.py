"""What a learner has set, and the address.

What a learner has set lives in the session, and a copy of it in the address: each setting on the page that is
not at its default stands there under its key. The address is read when a page is arrived at, and written once
at the end of a run, if it changed. Streamlit's own binding of controls to the address is not used: it writes
labels, and it loses at the next page what came with an address.

What components report (reports.py) is applied at the start of a run, before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitInvalidLayoutContextError

from pages.ui.session import faults, measured, served
from pages.ui.session.control import Control
from pages.ui.session.keeping import current_visit, in_session, keep, kept, session
from pages.ui.session.reports import apply_reports
from pages.ui.session.visit import Visit, begin

#: The address's name for the visit that was come back to by the browser's history, see
#: assets/components/history.js; "none" if it was left before the browser had heard of it.
_STAY_KEY = "stay"
_ASKED = "whole page asked for"
#: The address's name for a step of a lesson. An address with another step says everything that is set.
LESSON = "lesson"

T = TypeVar("T")
Function = TypeVar("Function", bound=Callable[..., Any])


def setting(
    key: str, default: T, read: Callable[[str], T | None], write: Callable[[T], str] = str, fit: Any = None
) -> T:
    """What a learner has set in a component, or what came with an address.

    Parameters
    ----------
    key
        Its name in the address.
    default
        What it is at first; the address leaves it out.
    read
        Turns a text from the address into a value, or None for a text that cannot be used.
    write
        Turns a value into its text. `read` must accept it.
    fit
        Brings a value that was set before, when more was allowed, into what is allowed now.
    """
    visit = current_visit()
    value = visit.first(key, read) if key not in visit.notes else visit.learner.wished(key, in_session)
    if value is not None and fit is not None and key not in visit.arrived:
        value = fit(value)
    if value is None or read(write(value)) is None:
        value = default
    known: T = value
    text = write(known)
    visit.note(key, None if text == write(default) else text)
    visit.learner.draw(key, known)
    visit.learner.put.discard(key)
    return known


class Drawn(NamedTuple, Generic[T]):
    """How a Streamlit control is to be drawn.

    Attributes
    ----------
    key : str
    value : object
        What it shows.
    first : object
        The default that it must be given: what it shows until the learner changes it.
    """

    key: str
    value: T
    first: T


def control(
    key: str,
    default: T,
    read: Callable[[str], T | None],
    write: Callable[[T], str] = str,
    fit: Any = None,
    offers: object = None,
) -> Drawn[T]:
    """A setting that one of Streamlit's own controls shows; to be asked before the control is made.

    Parameters
    ----------
    key, default, read, write, fit
        As for `setting`.
    offers
        What there is to choose from, where Streamlit makes another control of it when that changes.
    """
    visit = current_visit()
    known = visit.learner.controls.setdefault(key, Control(key))
    known.appear(key not in visit.notes, offers)
    value = setting(key, default, read, write, fit)
    name = known.draw(value, in_session(known.name(known.generation)))
    can_be_first = read(write(known.first)) is not None  # it may not be offered any more
    return Drawn(name, value, known.first if can_be_first else value)


@contextmanager
def page(name: str, names: Sequence[str]) -> Iterator[None]:
    """Run a page within this, so that its settings follow the address and the address follows them.

    Parameters
    ----------
    name, names
        Of the page and of all pages, as they stand in the address; "" is the start page's.
    """
    keep("pages", [*names])
    visit: Visit | None = kept("visit")
    given = st.query_params.to_dict()
    stay = given.pop(_STAY_KEY, "")
    if visit is not None:
        apply_reports(visit)  # also of a page that is left by this very run
        visit = kept("visit")  # which a report may have begun anew
    if visit is None:
        keep("visit", begin(name, given))
    elif visit.page != name or visit.is_another(_number(stay)):
        visit.leave(in_session)
        keep("visit", _go_on(visit, name, given, stay))
    with _part(""):
        yield


def _go_on(visit: Visit, name: str, given: Mapping[str, str], stay: str) -> Visit:
    """Go to another page: back by the history, to a step of a lesson, or by a click."""
    if stay:
        return _come_back(visit, name, given, stay)
    is_new_step = LESSON in given and given[LESSON] not in (
        (known or {}).get(LESSON) for known in (visit.received, visit.written)
    )
    return visit.anew(name, given) if is_new_step else visit.next(name, given)


def open_anew(given: Mapping[str, str]) -> None:
    """Open the page that is shown at another address, which says everything; for reactions."""
    visit = current_visit()
    visit.leave(in_session)
    keep("visit", visit.anew(visit.page, given))


def show_step(sent: object) -> None:
    """Show the page as it was before or after a change, as the browser tells; see history.js and steps.js."""
    match sent:
        case {"stay": str(name), "settings": dict(given)} if name == stay():
            if all(isinstance(text, str) for text in given.values()):
                current_visit().reopen({key: text for key, text in given.items() if key != _STAY_KEY})


def _come_back(visit: Visit, name: str, given: Mapping[str, str], stay: str) -> Visit:
    """Go to a page by the browser's history, which names the visit."""
    named, dot, _ = stay.partition(".")
    if dot and named != session():
        return visit.anew(name, given)
    return visit.back(name, given, _number(stay))


def stay() -> str:
    """Name this visit, for the browser's history."""
    return f"{session()}.{current_visit().number}"


def _number(stay: str) -> int | None:
    """Read the number of a visit of this session from its name; None if it names none."""
    named, _, number = stay.partition(".")
    return int(number) if named == session() and number.isdecimal() and len(number) < 10 else None


def page_names() -> dict[str, object]:
    """Give the name of the page that runs, and those of all, as they stand in the address."""
    return {"page": current_visit().page, "pages": kept("pages")}


def address() -> str:
    """Give the address that opens the page as it stands, without the lesson that leads through it."""
    visit = current_visit()
    query = {key: text for key, text in visit.texts(visit.part or "").items() if key != LESSON}
    visit.origin = visit.origin or served.origin()
    return f"{visit.origin}/{visit.page}{'?' if query else ''}{urlencode(query)}"


def fragment(function: Function) -> Function:
    """Make a part of a page that runs by itself when one of its own controls changes.

    In place of `st.fragment`, so that the address follows this part, too. A page uses a function once. One
    part may lie within another, and then runs with it.
    """
    return st.fragment(_part(function.__qualname__)(function))


@contextmanager
def _part(name: str) -> Iterator[None]:
    """Run the page (""), or a part of it; the outermost of them writes the address at its end."""
    visit = current_visit()
    measured.on(visit.page)
    outer = visit.enter(name)
    if outer is None:
        visit.received = st.query_params.to_dict()
        if not name and kept(_ASKED):
            keep(_ASKED, None)
    try:
        if outer is None and name:
            heard = apply_reports(visit)
            if _page_is_behind(visit, name) or not all(visit.is_within(part, name) for part in heard):
                st.rerun()
        with faults.guarded() as broken:
            yield
    except StreamlitInvalidLayoutContextError:
        if "" in visit.ran:
            raise
        st.rerun()  # this part draws outside itself, where it drew nothing when the whole page ran last
    finally:
        visit.part = outer
    if broken:  # what was not drawn keeps its place in the address
        visit.is_cut_short = True
    if outer is None and visit.is_cut_short:
        visit.is_cut_short = False
        return
    if outer is None:
        if visit.ending is not None:
            visit.ending()
        wanted = visit.finish(name)
        if not wanted == visit.received == visit.written:
            st.query_params.from_dict(wanted)
            visit.written = wanted


def _page_is_behind(visit: Visit, part: str) -> bool:
    """Whether a setting outside the part that is to run has changed, too: then the whole page has to run.

    A report may set what is chosen there. And if a control there changes within a moment with one of the
    part's own, Streamlit sends both together and runs the part alone.
    """
    settings = visit.learner.settings
    return kept(_ASKED) is not None or any(
        key in visit.learner.put or visit.learner.wished(key, in_session) != settings[key]
        for key in visit.outside(part)
    )


def ask_for_page() -> None:
    """Have the whole page run, for a callback that changes no setting: a part may be about to run alone."""
    keep(_ASKED, True)


def has_just_come(who: str) -> bool:
    """Whether the learner has just come to the page; each who asks is told so once.

    The first run may be cut off before it comes to who asks, and the learner may act before it ends.
    """
    asked = current_visit().asked
    is_first = who not in asked
    asked.add(who)
    return is_first


def is_named(*keys: str) -> bool:
    """Whether the address that this page was come to by names one of these settings."""
    return not current_visit().came.keys().isdisjoint(keys)


def put(key: str, value: object) -> None:
    """Decide a setting by the page itself; its control shows that from the next run on."""
    current_visit().learner.decide(key, value, in_session)


def put_unless_wished(key: str, value: object) -> None:
    """Decide a setting by what a view reports, unless its control says what no run has drawn yet.

    One run may hear of a report and of a control that was changed: a view tells before another control is
    used, so the control is the newer one.
    """
    visit = current_visit()
    if visit.learner.wished(key, in_session) == visit.learner.settings.get(key):
        put(key, value)


def read(key: str) -> Any:
    """What is set, or None where nothing is; for reactions and callbacks, which run before the page."""
    visit = current_visit()
    known = key in visit.learner.settings
    return visit.learner.wished(key, in_session) if known else in_session(key)


def read_here(key: str) -> Any:
    """What is set on this page, or None where the page has no such setting, whatever other pages have."""
    return read(key) if key in current_visit().notes else None
