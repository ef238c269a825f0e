"""What is done with what a learner sets in the view of the Kernels page."""

from __future__ import annotations

from functools import partial

from pages.ui.inputs import own_matrix
from pages.ui.inputs.geometry_in_view import SETTINGS
from pages.ui.inputs.in_view import reactions
from pages.ui.inputs.kernel import take_weights
from pages.ui.inputs.kernel_in_view import FLIP, KERNEL, take_parameters
from pages.ui.inputs.looks import SCALE
from pages.ui.kernels import scaling
from pages.ui.linked.channel import enlarge
from pages.ui.linked.known import take_visited
from pages.ui.linked.pins import pin, zoom
from pages.ui.linked.predictions import ask
from pages.ui.linked.reach import set_range
from pages.ui.session.visit import Reaction

HUB = "kernels"
#: Settings by their names in the address: the output that is looked at, the zoom, the kernel shown large.
AT, ZOOM, LARGE = "at", "zoom", "large"
#: The setting of how far the colours reach.
FULL = "reach"

#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "at": partial(pin, AT),
    "zoom": partial(zoom, ZOOM),
    "large": partial(enlarge, LARGE),
    "full": partial(set_range, FULL),
    "edit": take_weights,
    "parameters": take_parameters,
    "pixels": own_matrix.take_over,
    "guess": partial(ask, HUB),
    "visited": partial(take_visited, HUB),
    **reactions((KERNEL, FLIP, SCALE, *SETTINGS.values())),
    **scaling.REACTIONS,
}
