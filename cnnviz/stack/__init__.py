"""Stacks of convolutions and pools: what they make of a picture, what one number sees, and what they cost.

`layers` computes all maps, `reach` says what one of their numbers sees and how much each pixel counts,
`collapse` makes one kernel of several, `costs` counts before anything is computed, `text` is how a stack
stands in an address, and `presets` has stacks to start from.
"""

from cnnviz.stack.apart import apart
from cnnviz.stack.collapse import collapsed
from cnnviz.stack.costs import MOST_NUMBERS, MOST_WORK, Costs, costs, squared_text
from cnnviz.stack.layers import (
    CURVES,
    KINDS,
    MOST_LAYERS,
    MOST_MAPS,
    MOST_PADDING,
    MOST_STRIDE,
    MOST_TAPS,
    MOST_WINDOW,
    Conv,
    Pool,
    Stack,
    outputs,
    shapes,
)
from cnnviz.stack.presets import PRESETS, Preset
from cnnviz.stack.reach import Span, gradient, seen
from cnnviz.stack.text import LONGEST, read_stack, write_stack

__all__ = [
    "CURVES",
    "KINDS",
    "LONGEST",
    "MOST_LAYERS",
    "MOST_MAPS",
    "MOST_NUMBERS",
    "MOST_PADDING",
    "MOST_STRIDE",
    "MOST_TAPS",
    "MOST_WINDOW",
    "MOST_WORK",
    "PRESETS",
    "Conv",
    "Costs",
    "Pool",
    "Preset",
    "Span",
    "Stack",
    "apart",
    "collapsed",
    "costs",
    "gradient",
    "outputs",
    "read_stack",
    "seen",
    "shapes",
    "squared_text",
    "write_stack",
]
