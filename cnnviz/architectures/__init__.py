"""Networks of the years 1998 to 2016, layer by layer, with branches and skips; sizes are the geometry's."""

from cnnviz.architectures.catalogue import NETWORKS, Architecture
from cnnviz.architectures.graph import INPUT, Builder, Node
from cnnviz.architectures.measure import Measured, least_side, measure
from cnnviz.architectures.published import COMPARED, Error
from cnnviz.architectures.row import Row

__all__ = [
    "COMPARED",
    "INPUT",
    "NETWORKS",
    "Architecture",
    "Builder",
    "Error",
    "Measured",
    "Node",
    "Row",
    "least_side",
    "measure",
]
