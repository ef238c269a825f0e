"""Network: a picture through a small trained CNN, with every map, every number explained, and the softmax."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator

from pages.ui.classifier import current
from pages.ui.classifier.input import pick_input
from pages.ui.classifier.linked import HUB, REACTIONS
from pages.ui.classifier.told import tell_layer, tell_prediction
from pages.ui.classifier.view import View
from pages.ui.linked.view import listen
from pages.ui.network import ahead
from pages.ui.network.all_maps import show_all_maps
from pages.ui.network.card import show_card
from pages.ui.network.chosen import show_chosen
from pages.ui.network.code import show_network_code
from pages.ui.network.detail import Detail, pick_detail
from pages.ui.network.layers import show_layers
from pages.ui.network.picture import show_classes, show_input
from pages.ui.network.screen import Screen, make_screen
from pages.ui.network.story import show_story
from pages.ui.network.verdict import show_trust, show_verdict
from pages.ui.session import state
from pages.ui.shell.frame import folded_on_a_phone, lesson, use_style
from pages.ui.shell.slips import show_slips


def page() -> None:
    """What changes seldom, and room for the rest."""
    screen = make_screen()
    if screen is None:
        return
    detail = pick_detail()
    trust = folded_on_a_phone("How far to trust it", "trust")
    show_layers(detail.spot.layer)
    show_network_code(detail.spot, detail.archive)
    show_slips("network")
    show_card(current.model().card)
    show_picture(screen, detail, trust)


@state.fragment
def show_picture(screen: Screen, detail: Detail, trust: DeltaGenerator) -> None:
    """A picture through the network: all maps, the prediction, and one layer linked with the one before."""
    with detail.linked:
        listen(HUB, REACTIONS)
    with screen.prepare if screen.source else screen.pick:
        given = pick_input(screen.source, screen.steps)
    model = current.model()
    next_maps = ahead.learners()
    prediction = detail.archive.prediction = next_maps.predict(model, given.image)
    view = View(model, prediction, detail.spot, screen.together, detail.latest)
    tell_prediction(prediction, model.labels)
    tell_layer(view)
    with screen.maps:
        show_all_maps(view, given.number, next_maps)
    with screen.verdict:
        show_verdict(given, view)
    with screen.input:
        show_input(given, detail.spot)
        show_classes(given)
    with screen.chosen:
        show_chosen(view, hidden=detail.predict and detail.spot.name != "flatten")
    show_story(view, detail)
    with trust:
        show_trust(given, prediction)


lesson(
    "Network", "A small trained network looks at a picture: see every map, and where each number comes from."
)
use_style("network")
use_style("network_screen")
page()
