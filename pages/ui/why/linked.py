"""A step of the path in the linked view: the layer's maps, the window that made the number, and its sum."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from cnnviz.attribution.path_stops import Stop
from cnnviz.network.classifier import LABELS
from pages.ui.classifier import shipped
from pages.ui.classifier.linked import described
from pages.ui.classifier.spot import Spot, look_at_class
from pages.ui.classifier.view import View
from pages.ui.linked.channel import channels, enlarge, large_channel
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import result_part, source_part, windows_part
from pages.ui.linked.places import zoom, zoomed
from pages.ui.linked.view import listen, publish, show_linked
from pages.ui.shell.downloads import Latest
from pages.ui.why.case import Case

HUB = "why"
_ZOOM = "why_zoom"
_LARGE = "why_large"


def show_stop_linked(case: Case, stop: Stop) -> None:
    """Link what the layer was given with what it made, pinned at the path's number."""
    name = shipped.names()[stop.layer]
    spot = _spot(stop, name)
    view = View(case.classifier, case.answer, spot, "layer", Latest())
    given, placement, made, how = described(view)
    source = view.fingerprint(view.source)
    listen(HUB, {"at": partial(_pin, spot), "large": partial(enlarge, _LARGE), "zoom": partial(zoom, _ZOOM)})
    publish(HUB, "source", source_part(source, given))
    publish(HUB, "windows", windows_part(name, placement))
    how = replace(how, facts={**how.facts, "channel": stop.source})
    publish(HUB, "result", result_part(source, name, made, how))
    followed = f"{name} {stop.at} {stop.source}"  # whose channels are chosen among
    show_linked(
        HUB,
        fields={
            "at": (0, case.label, 0) if spot.label is not None else spot.at,
            "zoom": zoomed(_ZOOM),
            "large": large_channel(_LARGE, followed, channels(how), stop.source),
        },
        options=ViewOptions(f"{name}, and what it was made of", layout="beside", channels_of=followed),
    )


def _spot(stop: Stop, name: str) -> Spot:
    if len(stop.at) == 1:
        return Spot(stop.layer, name, label=stop.at[0])
    unit, row, column = stop.at
    return Spot(stop.layer, name, unit, row, column)


def _pin(spot: Spot, sent: object) -> None:
    """Go to the class that was clicked among scores or shares; elsewhere the path stays."""
    match sent:
        case [int(), int(row), int()] if spot.label is not None and 0 <= row < len(LABELS):
            look_at_class(row)
