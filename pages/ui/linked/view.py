"""Two grids linked in the browser: an output and the window it came from, an input and what it takes part in.

The view is what is seen. Each part of the data is a component of its own, which draws nothing, so that a new
kernel sends its result only, and neither the picture nor the windows again, nor the view's code, which
Streamlit sends along with a component's data. They find each other by the name of their hub.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from pages.ui.linked import previews
from pages.ui.linked.parts import Part
from pages.ui.linked.previews import packed_part
from pages.ui.session.component import register, reported
from pages.ui.session.payload import pack

_view = register("linked")
_part = register("part")


def publish(hub: str, name: str, part: Part) -> None:
    """Send the "source", the "windows" or the "result" to the views of a hub."""
    preview = previews.of(hub)
    data = preview.message(name, part) if preview else packed_part(hub, name, part)
    # By its key page.css hides it: it would leave a gap.
    _part(key=f"part_{hub}_{name}", data=data, on_missing_change=preview.forget if preview else _ignore)


def _ignore() -> None:
    """Nothing was named that a browser could miss."""


def show_linked(
    hub: str,
    *,
    label: str,
    at: tuple[int, int, int],
    options: Mapping[str, object],
    **react: Callable[[Any], None],
) -> None:
    """Draw the linked view.

    Parameters
    ----------
    hub
        The name that its parts are published under.
    label
        What it is, for those who do not see it.
    at
        Map, row and column of the output that is explained while nothing is pointed at.
    options
        What the view offers: see the top of assets/components/linked/view.js.
    react
        ``pin``, ``edit``, …: called before the next run with what the browser sent.
    """

    def report(name: str) -> None:
        sent = reported(f"{hub}_view", name)
        if sent is not None:
            react[name](sent)

    callbacks: dict[str, Any] = {f"on_{name}_change": partial(report, name) for name in react}
    header = {"hub": hub, "label": label, "at": at, **options}
    _view(key=f"{hub}_view", data=pack(header, {}), **callbacks)
