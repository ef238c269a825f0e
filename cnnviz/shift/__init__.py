"""A picture that moves: what its map and its pooled map do, where they follow, and how far they hold still.

`moving` moves a picture, `chain` runs a kernel and a pool over it, `comparing` holds the map of the moved
picture against the moved map, `still` measures over many shifts what stays as it was, and `template` is the
neuron that fails.
"""

from cnnviz.shift.chain import Chain
from cnnviz.shift.comparing import Comparison, compare, undisturbed
from cnnviz.shift.moving import shift, shuffled
from cnnviz.shift.steps import Steps, steps_of
from cnnviz.shift.still import REACH, Curve, holding_still
from cnnviz.shift.template import template_of

__all__ = [
    "REACH",
    "Chain",
    "Comparison",
    "Curve",
    "Steps",
    "compare",
    "holding_still",
    "shift",
    "shuffled",
    "steps_of",
    "template_of",
    "undisturbed",
]
