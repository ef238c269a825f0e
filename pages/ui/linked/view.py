"""Two grids linked in the browser: an output and the window it came from, an input and what it takes part in.

The view is what is seen. Each part of the data is a component of its own, which draws nothing, so that a new
kernel sends its result only, and neither the picture nor the windows again, nor the view's code, which
Streamlit sends along with a component's data. They meet in a store of the browser's window, under the name of
their hub (assets/components/linked/store.js), which owns what the learner sets in the view.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Part, Stamp, pack_part
from pages.ui.session import state
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.session.visit import Reaction

_view = register("linked")
_part = register("part")
_intent = register("intent")


def listen(hub: str, react: Mapping[str, Reaction]) -> None:
    """Take over what a learner has set in a view; to be called before anything that depends on that.

    Parameters
    ----------
    hub
        The view's name.
    react
        By the field that was set: what to do with its value, which may be anything.
    """
    _intent(key=_reporter(hub), data=stamp(hub)._asdict(), react=react)


def publish(hub: str, name: str, part: Part) -> None:
    """Send the "source", the "windows" or the "result" to the view of a hub, unless its browser has it."""
    report = state.reported(_reporter(hub)) or {}
    # By its key page.css hides it: it would leave a gap.
    _part(key=f"part_{hub}_{name}", data=pack_part(stamp(hub), name, part, report.get("have")))


def show_linked(hub: str, *, fields: Mapping[str, object], options: ViewOptions) -> None:
    """Draw the linked view.

    Parameters
    ----------
    hub
        The name that its parts are published under.
    fields
        What the learner can set, as it stands: ``at`` (map, row and column of the output that is explained),
        ``zoom``, ``large``.
    options
        What the view offers.
    """
    head = {**stamp(hub)._asdict(), "part": "head", "fields": fields, **asdict(options)}
    _part(key=f"part_{hub}_head", data=pack(head, {}))
    _view(key=f"{hub}_view", data={"hub": hub})


def stamp(hub: str) -> Stamp:
    """What all that is sent to a view now was made from."""
    return Stamp(hub, state.session(), state.revision(_reporter(hub)))


def _reporter(hub: str) -> str:
    return f"part_{hub}_intent"
