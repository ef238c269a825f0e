"""What is often said of convolutional networks and is not quite right, with what is.

Rows stand in `slips_convolution` and `slips_networks`. Numbers come from the functions with which pages
compute them.
"""

from __future__ import annotations

from typing import Final

from cnnviz.glossary.slip import Slip
from cnnviz.glossary.slips_convolution import CONVOLUTION
from cnnviz.glossary.slips_networks import NETWORKS

SLIPS: Final[tuple[Slip, ...]] = (*CONVOLUTION, *NETWORKS)
