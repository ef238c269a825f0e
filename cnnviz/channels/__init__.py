"""Several channels under several filters: what a layer of filters makes of them, and what it costs.

`text` reads filters as an address holds them, `layer` computes, `costs` counts, `presets` are to start from.
"""

from cnnviz.channels.costs import Cost, full_cost, pointwise_cost, separable_cost
from cnnviz.channels.layer import ChannelLayer, Way
from cnnviz.channels.presets import PRESETS, Preset
from cnnviz.channels.text import (
    LARGEST,
    MOST_CHANNELS,
    MOST_FILTERS,
    MOST_TAPS,
    read_filters,
    read_mix,
    read_numbers,
    write_filters,
    write_mix,
    write_numbers,
)

__all__ = [
    "LARGEST",
    "MOST_CHANNELS",
    "MOST_FILTERS",
    "MOST_TAPS",
    "PRESETS",
    "ChannelLayer",
    "Cost",
    "Preset",
    "Way",
    "full_cost",
    "pointwise_cost",
    "read_filters",
    "read_mix",
    "read_numbers",
    "separable_cost",
    "write_filters",
    "write_mix",
    "write_numbers",
]
