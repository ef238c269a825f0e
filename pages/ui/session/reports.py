"""What components report, done once, before anything is drawn.

It is component *state*, applied at the start of a run. Streamlit's triggers are not used: it clears them at
the start of every run, so a run that another one cuts off loses them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.ui.session.keeping import current_visit, in_session, session
from pages.ui.session.visit import Reaction, Visit


def expect(component: str, reactions: Mapping[str, Reaction]) -> None:
    """Have what a component reports done from now on: at the start of a run, or else once it is drawn.

    Parameters
    ----------
    component
        Its key.
    reactions
        By the name of what is reported. A report may reach one twice: the second time it must change nothing
        more.
    """
    visit = current_visit()
    visit.reactions[component] = reactions
    visit.drawn_in[component] = visit.part or ""


def reported(component: str) -> Any:
    """What a component on the page reports, as it was sent; None if nothing, or to another session."""
    return report_in(in_session(component))


def report_in(result: Any) -> Any:
    """What a component reports, of what Streamlit gives for it.

    After a restart the browser sends again what was reported to the session before, and has been done then.
    """
    report = None if result is None else result.get("report")
    if not isinstance(report, dict) or report.get("session") != session():
        return None
    current_visit().learner.code = report.get("code")
    return report


def code() -> object:
    """Name the JavaScript that the browser's window has, as far as it has said; None before that."""
    return current_visit().learner.code


def has_heard(component: str, result: Any) -> bool:
    """Whether all that a component reports, just drawn, was done at the start of this run; if not, do it."""
    visit, report = current_visit(), report_in(result)
    before = visit.learner.heard.get(component, 0)
    visit.apply({component: report})
    return before == visit.learner.heard.get(component, 0)


def revision(component: str) -> int:
    """The revision of the last report of a component that was applied."""
    return current_visit().learner.heard.get(component, 0)


def apply_reports(visit: Visit) -> list[str]:
    """Do what was reported, and give the parts of the page that draw the components it came from."""
    before = dict(visit.learner.heard)
    visit.apply({component: reported(component) for component in visit.reactions})
    return [
        visit.drawn_in[name] for name, revision in visit.learner.heard.items() if before.get(name) != revision
    ]
