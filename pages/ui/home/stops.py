"""Links to pages on Home, in sections: of each page a picture and what one does there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.ui.figures.maps import Map, described
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.shell.way import Stop

_component = register("stops")


def show_stops(
    key: str,
    sections: Mapping[str, Sequence[Stop]],
    *,
    title: str = "",
    pictures: Mapping[str, Map] | None = None,
) -> None:
    """Draw them all at once, as each element of Streamlit's takes the browser some milliseconds.

    Parameters
    ----------
    key
        The component's name.
    sections
        The pages, by the titles of their sections; "" for a section without one.
    title
        What stands above all.
    pictures
        One for each page that has one, by the page's name.
    """
    made = {} if pictures is None else pictures
    shown = [stop.name for stops in sections.values() for stop in stops if stop.name in made]
    headers, blocks = described([made[name] for name in shown])
    numbers = {name: i for i, name in enumerate(shown)}
    told = [
        {"title": section, "stops": [_told(stop, numbers.get(stop.name)) for stop in stops]}
        for section, stops in sections.items()
    ]
    _component(key=key, data=pack({"title": title, "sections": told, "maps": headers}, blocks))


def _told(stop: Stop, picture: int | None) -> dict[str, object]:
    return {"href": stop.name, "title": stop.title, "does": stop.does, "picture": picture}
