"""Networks of one's own design: how they are written, what their layers come to, what they can start from."""

from cnnviz.designs.design import Chain, Design, Join, Single
from cnnviz.designs.measured import measure_design
from cnnviz.designs.nodes import design_of, nodes_of
from cnnviz.designs.starts import FIRST, STARTS, start
from cnnviz.designs.text import read_design, write_design
from cnnviz.designs.training import of_training, trainable

__all__ = [
    "FIRST",
    "STARTS",
    "Chain",
    "Design",
    "Join",
    "Single",
    "design_of",
    "measure_design",
    "nodes_of",
    "of_training",
    "read_design",
    "start",
    "trainable",
    "write_design",
]
